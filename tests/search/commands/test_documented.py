"""The guide to the command line names every command and every option, in the words of its help."""

from __future__ import annotations

from pathlib import Path

from search.commands import COMMANDS, parsers
from search.commands.completion import options
from search.exports import FORMATS

GUIDE = (Path(__file__).parents[3] / "docs/COMMANDS.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_guide() -> None:
    for name, command in COMMANDS.items():
        assert f"### `news-search{'' if name == 'search' else ' ' + name}" in GUIDE
        assert command.help[1:] in GUIDE


def test_every_option_is_in_the_guide() -> None:
    sections = GUIDE.split("### `news-search")[1:]
    for section, parser in zip(sections, parsers().values(), strict=True):
        for option in options(parser):
            for name in option.names:
                assert name in ("-h", "--help") or f"`{name}`" in section, f"{parser.prog} {name}"
            assert all(f"`{choice}`" in section for choice in option.choices), f"{parser.prog} {option.names[0]}"


def test_every_format_is_in_the_guide() -> None:
    for format_ in FORMATS.values():
        assert f"| `{format_.name}` | {format_.help} |" in GUIDE
