"""The command news-search, run as its readers run it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import search
from search.archive.schema import FILE_NAME
from search.cli import main, parser
from search.facets import FACETS
from search.query.help import OPERATORS
from search.report import results_json
from tests.search.factory import article, capture, catalogue

NASTY = "Harbour \x1b[31mred\x1b[0m\x07\r\n\x9b2J\u202eevil\u2066"

ARTICLES = (
    article("Harbour tunnel delayed", "The tunnel under the harbour will open late.", date="2012-05-09",
            section=("City",), page="A1", authors=("Ana Reyes", "Zoë Šimánek"), source="Herald"),
    article("Ferry strike", "No ferry ran in the harbour 港口.", date="2014-03-01", section=("Business",),
            source="Wire"),
    article(NASTY, f"A {NASTY} harbour.", url="https://paper.example/\x1b]0;title\x07", authors=(NASTY,), source=NASTY),
)  # fmt: skip


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("cli") / "archive"
    with catalogue(path, ARTICLES):
        yield path


class Command:
    """Runs the command in this process, on one archive."""

    def __init__(self, directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._directory, self._capsys = directory, capsys

    def __call__(self, *arguments: str, expect: int = 0) -> str:
        status = main(["--archive", str(self._directory), *arguments])
        out, error = self._capsys.readouterr()
        assert status == expect, error
        assert bool(error) == bool(expect)
        return error if expect else out


@pytest.fixture
def command(directory: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(directory, capsys)


def test_hits_as_text(command: Command) -> None:
    out = command("tunnel")
    assert out.splitlines()[0] == "1 article, 1 to 1 shown, best matches first"
    for shown in (
        "  1. Harbour tunnel delayed",
        "2012-05-09 · page A1 · City · Ana Reyes, Zoë Šimánek · Herald · article 1",
        "The tunnel under the harbour will open late.",
        "https://paper.example/harbour-tunnel-delayed",
    ):
        assert shown in out


def test_hits_as_json(command: Command) -> None:
    out = command("harbour", "tunnel", "--format", "json")
    assert out.count("\n") == 1
    values = json.loads(out)
    assert set(values) == {"total", "groups", "hits", "facets", "timeline", "notices"}
    (hit,) = values["hits"]
    assert (hit["id"], hit["date"], hit["section"], hit["authors"]) == (
        1,
        "2012-05-09",
        "City",
        ["Ana Reyes", "Zoë Šimánek"],
    )
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["tunnel", "harbour"]
    assert set(values["facets"]) == set(FACETS)
    assert values["timeline"] == [{"period": "2012-05-09", "count": 1}]


def test_json_is_what_the_report_says(directory: Path, command: Command) -> None:
    with search.open_archive(directory) as opened:
        assert json.loads(command("harbour", "--format", "json")) == json.loads(
            json.dumps(results_json(opened.search("harbour")))
        )


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ((), [2, 1, 3]),
        (("harbour", "--sort", "oldest"), [1, 2, 3]),
        (("harbour", "--section", "city"), [1]),
        (("harbour", "--section", "City", "--section", "Business", "--sort", "newest"), [2, 1]),
        (("harbour", "--exclude", "section=City", "--exclude", "source=wire"), [3]),
        (("--after", "2012", "--before", "May 9 2012"), [1]),
        (("--year", "2014"), [2]),
        (("--limit", "1", "--offset", "1"), [1]),
        (("--", "-tunnel", "after:2000"), [2]),
        (("港口",), [2]),
        (("nosuchword",), []),
    ],
)
def test_options(command: Command, arguments: tuple[str, ...], ids: list[int]) -> None:
    values = json.loads(command("--format", "json", *arguments))
    assert [hit["id"] for hit in values["hits"]] == ids


def test_says_when_nothing_was_found_and_what_might_be_meant(command: Command) -> None:
    out = command("tunel")
    assert out.splitlines() == ["Did you mean “tunnel”?", "No article was found."]


def test_nothing_of_a_page_can_steer_the_terminal(command: Command) -> None:
    out = command("harbour")
    assert "red" in out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)
    assert len([line for line in out.splitlines() if "evil" in line]) >= 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--after", "soon"), "“soon” is not a date"),
        (("--limit", "-1"), "limit may not be less than 0"),
        (("--exclude", "City"), "names no value: write --exclude section=Sport."),
        (("--exclude", "colour=red"), "There is no facet “colour”"),
        (("--after", "2014", "--before", "2012"), "swap the two dates."),
    ],
)
def test_an_error_is_one_sentence_and_status_1(command: Command, arguments: tuple[str, ...], sentence: str) -> None:
    error = command(*arguments, expect=1)
    assert error.startswith("news-search: ")
    assert sentence in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("content", [None, b"Dear reader\n" * 500])
def test_no_archive_is_one_sentence_and_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    if content:
        (tmp_path / FILE_NAME).write_bytes(content)
    assert Command(tmp_path, capsys)("harbour", expect=1).count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["--sort", "best"], ["--limit", "many"], ["--colour", "red"], ["--format", "xml"]]
)
def test_a_command_line_that_is_not_understood_is_status_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2


def test_the_archive_may_be_named_by_the_environment(
    directory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSARCHIVE_ARCHIVE", str(directory))
    assert main(["tunnel"]) == 0
    assert "1 article" in capsys.readouterr().out


def test_the_help_names_every_facet_and_the_whole_language() -> None:
    text = parser().format_help()
    for facet in FACETS.values():
        assert f"--{facet.name} VALUE" in text
    for operator in OPERATORS:
        assert operator.example in text
        assert operator.meaning in text


def _spawn(directory: Path, *arguments: str, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "error", "-c", "import sys; from search.cli import main; sys.exit(main())"]
    return subprocess.Popen(
        [*command, "--archive", str(directory), *arguments], stdout=stdout, stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "LC_ALL": "C"},
    )  # fmt: skip


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    many = [article(f"Harbour story {number}", "harbour " * 30) for number in range(300)]
    with catalogue(tmp_path / "archive", many):
        pass
    for format_ in ("text", "json"):
        process = _spawn(tmp_path / "archive", "harbour", "--limit", "300", "--format", format_)
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)
        process.stderr.close()


def test_every_alphabet_is_written_whatever_the_locale(directory: Path) -> None:
    for format_ in ("text", "json"):
        out, error = _spawn(directory, "ferry", "--format", format_).communicate()
        assert "港口" in out.decode("utf-8")
        assert error == b""


def test_a_removed_article_is_not_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with catalogue(tmp_path / "archive", ARTICLES) as made, made.archive.writer() as writer:
        writer.remove(1)
        writer.keep(capture("later"), article("Later"))
    assert "tunnel under" not in Command(tmp_path / "archive", capsys)("tunnel")
