"""A short run of the fuzzer over our own pages; ``python -m benchmarks.fuzz`` has the long one."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from benchmarks.fuzz import check
from benchmarks.fuzz.__main__ import Tally, main, run
from benchmarks.fuzz.inputs import KINDS, Input, Inputs, own_pages

INPUTS = 300
SECONDS = 15.0
"""Of the clock; on a busy machine fewer inputs are read."""
SEED = 20_261_123
PLAIN = [number for number in range(20) if Inputs(1, own_pages()[:1])[number].name.endswith(".html")]
"""Inputs of another seed that are pages by themselves."""


def test_any_input_gives_a_value_in_time() -> None:
    tally = run(Inputs(SEED, own_pages()), range(INPUTS), SECONDS)
    assert tally.total > INPUTS / 20
    assert [(number, each.kind, each.fault) for number, each in tally.faults] == []
    assert len(tally.stopped) <= INPUTS / 50


def test_every_kind_is_made_and_the_same_on_every_run() -> None:
    first, again = Inputs(SEED, own_pages()), Inputs(SEED, own_pages())
    made = [first[number] for number in range(60)]
    assert made == [again[number] for number in range(60)]
    assert len({each.data for each in made}) > 50
    assert {first[number].kind for number in range(2500)} == set(KINDS)


def test_faults_are_found_counted_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(_: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(check, "extract", stumble)
    monkeypatch.delenv("NEWSARCHIVE_DATA", raising=False)
    assert main(["--only", *map(str, PLAIN[:3]), "--save", str(tmp_path)]) == 1
    assert "ZeroDivisionError: a fault" in capsys.readouterr().out
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timers of processor time")
def test_what_takes_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(_: object) -> None:
        while True:
            os.getpid()

    monkeypatch.setattr(check, "extract", hang)
    tally = run(Inputs(1, own_pages()), PLAIN[:1], patience=0.05)
    assert (tally.stopped, tally.faults) == (PLAIN[:1], [])


def test_an_empty_tally_has_lines() -> None:
    assert any("memory" in line for line in Tally().lines())


STORY = "<title>Keepers win leave</title><h1>Keepers win leave</h1>" + (
    "<p>The council voted late on Tuesday to give its keepers six more days of leave each winter, it said.</p>" * 5
)
SIZE = 30_000_000


@pytest.mark.parametrize(
    ("around", "filling"),
    [
        ("<script>{}</script>", "var a=1;"),
        ("<!--{}-->", "x y "),
        ("<img src='data:image/png;base64,{}'>", "AAAA"),
        ("<p>{}</p>", "word "),
        ("{}", "&amp;"),
        ("{}", "<p>a word or two here now.</p>"),
    ],
)
def test_thirty_megabytes_give_a_value_in_time(around: str, filling: str) -> None:
    data = (STORY + around.format(filling * (SIZE // len(filling)))).encode()
    outcome = check.read(Input("large", data, ""))
    assert outcome.fault == "", outcome


@pytest.mark.parametrize(
    "tag", ["div", "p><b", "a href=x", "table><tr><td", "ul><li", "font", "blockquote", "h1", "form"]
)
def test_nesting_of_a_hundred_thousand_gives_a_value_in_time(tag: str) -> None:
    outcome = check.read(Input("deep", (f"<{tag}>" * 100_000 + STORY).encode(), ""))
    assert outcome.fault == "", outcome
