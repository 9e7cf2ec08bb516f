"""The examples of docs/ARRAYS.md do what it says."""

import re
from pathlib import Path
from typing import Any

import pytest
from whoosh.query import Term

GUIDE = (Path(__file__).parents[3] / "docs" / "ARRAYS.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)


def test_the_whole_example_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    exec(EXAMPLES[1], {})
    assert f"This prints `{capsys.readouterr().out.strip()}`." in GUIDE


def test_three_lines_are_enough(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    exec(EXAMPLES[1], names)
    lines = EXAMPLES[0].replace("...\n", "writer.add_document(path='/c', text='harbour')\nwriter.commit()\n")
    assert len([line for line in EXAMPLES[0].splitlines() if line != "..."]) == 3
    exec(lines, names | {"query": Term("text", "harbour")})
    assert "[0 1 2]" in capsys.readouterr().out
