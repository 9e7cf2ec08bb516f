"""The commands of news-search, run as their users run them."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import search
from search.cli import divided, main
from search.commands import COMMANDS, parsers
from search.commands.completion import SHELLS, options
from search.exports import FORMATS
from search.question import Question
from search.report import checked_json, results_json
from tests.search.factory import catalogue
from tests.search.research.paper import paper

ROOT = Path(__file__).parents[3]
Run = Callable[..., str]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("commands") / "archive"
    catalogue(path, paper()).close()
    return path


@pytest.fixture
def run(directory: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    def command(*arguments: str, status: int = 0) -> str:
        assert main(["--archive", str(directory), *arguments]) == status
        out, error = capsys.readouterr()
        return error if status == 1 else out

    yield command


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_is_everything_that_the_pages_show(run: Run, directory: Path, name: str) -> None:
    out = run("harbour", "--sort", "oldest", "--format", name)
    with search.open_archive(directory) as opened:
        shown = [hit.article.url for hit in opened.search("harbour", sort="oldest", limit=100).hits]
    # newest first or oldest first, every address stands once in its place
    places = [re.search(re.escape(url) + r"(?![\w-])", out) for url in shown]
    starts = [place.start() for place in places if place]
    assert len(starts) == 60
    assert starts == sorted(starts)


def test_an_export_can_be_cut(run: Run) -> None:
    everything = run("ferry", "--format", "jsonl").splitlines()
    assert run("ferry", "--format", "jsonl", "--offset", "3", "--limit", "2").splitlines() == everything[3:5]
    assert "less than 0" in run("ferry", "--format", "csv", "--limit", "-1", status=1)


def test_a_timeline_is_drawn(run: Run) -> None:
    lines = run("tunnel", "--timeline", "--by", "month", "--limit", "0").splitlines()
    drawn = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines[2:]}
    assert drawn["2012-05"].startswith("7 █")
    assert drawn["2012-06"] == "0 nothing held"
    assert drawn["2013-02"] == "0"


def test_one_article_is_shown(run: Run) -> None:
    out = run("show", "1", "--query", "tunnel", "--colour", "always")
    assert out.splitlines()[0] == "\x1b[1mTunnel story 0\x1b[0m"
    assert "The \x1b[1;33mtunnel\x1b[0m under the harbour" in out
    assert json.loads(run("show", "1", "--format", "json"))["headline"] == "Tunnel story 0"
    assert run("show", "1", "--format", "ris").startswith("TY  - NEWS")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "999"), "no article 999"),
        (("show", "1", "--version", "2"), "no version 2"),
        (("show", "1", "--original"), "no saved page"),
        (("compare", *"abcdef"), "give 1 to 5"),
        (("certificate", "--check", "nonsense"), "no search certificate"),
        (("batch", "/nowhere/at/all"), "no such file"),
    ],
)
def test_an_error_is_one_sentence(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    error = run(*arguments, status=1)
    assert sentence in error
    assert error.count("\n") == 1


def test_a_batch_answers_every_line_and_reports_the_bad_ones(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "queries.txt"
    file.write_bytes(b'tunnel\n\n# a remark\n{"q": "ferry", "after": "soon"}\n{"q": "ferry", "section": ["Business"]}\n'
                     b'{broken\n{"colour": "red"}\n\xff\xfe\n[1]\nharbour -tunnel -ferry\n')  # fmt: skip
    rows = [json.loads(line) for line in run("batch", str(file), "--format", "jsonl").splitlines()]
    assert [(row["line"], row["total"]) for row in rows] == [
        (1, 20), (4, None), (5, 16), (6, None), (7, None), (8, 0), (9, 3), (10, 24),
    ]  # fmt: skip
    assert "soon" in rows[1]["error"]
    assert "colour" in rows[4]["error"]
    assert (rows[0]["first"], rows[0]["last"], rows[0]["error"]) == ("2012-05", "2014-05", "")


def test_a_batchs_filters_narrow_every_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "queries").write_text("tunnel\nharbour\n", encoding="utf-8")
    table = run("batch", str(tmp_path / "queries"), "--after", "2014", "--format", "csv").removeprefix("\ufeff")
    assert [row["total"] for row in csv.DictReader(io.StringIO(table))] == ["6", "22"]


def test_tables_say_the_same_in_every_format(run: Run) -> None:
    for arguments in (("terms", "tu"), ("suggest", "rey"), ("keywords", "tunnel"), ("compare", "tunnel", "ferry")):
        lines = [json.loads(line) for line in run(*arguments, "--format", "jsonl").splitlines()]
        table = list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv").removeprefix("\ufeff"))))
        assert [[str(value) for value in line.values()] for line in lines] == [list(row.values()) for row in table]
        assert run(*arguments).splitlines()[0].split("\t") == list(lines[0])


def test_words_of_the_archive(run: Run) -> None:
    assert run("terms", "TU") == "word\tarticles\ntunnel\t20\ntunnels\t20\n"
    assert run("terms", "", "--common", "--limit", "1", "--format", "jsonl") == '{"word": "harbour", "articles": 60}\n'


def test_a_certificate_is_given_and_checked(run: Run, directory: Path) -> None:
    made = json.loads(run("certificate", "tunnel", "--format", "json"))
    told = json.loads(run("certificate", "--check", made["text"], "--format", "json"))
    assert told["same"]
    forged = Question.of("ferry")
    with search.open_archive(directory) as opened:
        from search.certificate import Certificate, certify, check

        wrong = Certificate.from_json({**certify(opened, forged).to_json(), "total": 3})
        expected = checked_json(check(opened, wrong))
    told = json.loads(run("certificate", "--check", wrong.to_text(), "--format", "json", status=3))
    assert told["then"] == expected["then"]
    assert "16 are found now" in run("certificate", "--check", wrong.to_text(), status=3)


def test_words_in_context(run: Run) -> None:
    assert "The  ferry  crossed the harbour, trip 15." in run("context", "ferry", "--width", "30")


def test_the_name_of_a_command_can_be_looked_for(run: Run, directory: Path) -> None:
    with search.open_archive(directory) as opened:
        expected = json.loads(json.dumps(results_json(opened.search("story terms"))))
    assert json.loads(run("search", "story", "terms", "--format", "json")) == expected
    assert json.loads(run("story", "terms", "--format", "json")) == expected
    assert divided(["--archive=x", "show", "5"]) == ("show", ["--archive=x", "5"])
    assert divided(["--", "show"]) == ("search", ["--", "show"])


def test_options_may_stand_among_the_words(run: Run) -> None:
    assert json.loads(run("harbour", "--format", "json", "tunnel"))["total"] == 20


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_worth_reading(name: str) -> None:
    text = parsers()[name].format_help()
    assert COMMANDS[name].help
    for option in options(parsers()[name]):
        assert option.help, option
        assert option.names[0] in text
    assert COMMANDS[name].help in parsers()["search"].format_help()


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_knows_every_option(run: Run, shell: str) -> None:
    script = run("completion", shell)
    for parser in parsers().values():
        for option in options(parser):
            for each in option.names:
                assert (each in script) or (f"-l {each[2:]}" in script)
            assert all(choice in script for choice in option.choices)
    if program := shutil.which(shell):
        assert subprocess.run([program, "-n"], input=script, text=True, check=False).returncode == 0


def completed(run: Run, *words: str) -> list[str]:
    line = " ".join(f"'{word}'" for word in ("news-search", *words))
    script = run("completion", "bash") + (
        f"COMP_WORDS=({line}); COMP_CWORD={len(words)}; _news_search; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    return subprocess.run([bash, "-c", script], capture_output=True, text=True, check=True).stdout.split()


def test_bash_completes(run: Run) -> None:
    assert completed(run, "ke") == ["keywords"]
    assert completed(run, "show", "--rel") == ["--related"]
    assert completed(run, "tunnel", "--sort", "new") == ["newest"]
    assert completed(run, "compare", "--by", "m") == ["month"]
    assert completed(run, "completion", "--h") == ["--help"]


def in_terminal(directory: Path, environment: dict[str, str], *arguments: str) -> str:
    """What the command writes when its output is a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-W", "error", "-m", "search.cli", "--archive", str(directory), *arguments]
    inherited = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "PAGER", "LESS")}
    process = subprocess.Popen(
        command, stdout=theirs, stdin=theirs, stderr=subprocess.PIPE, cwd=ROOT,
        env={**inherited, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", **environment},
    )  # fmt: skip
    os.close(theirs)
    out = bytearray()
    try:
        while part := os.read(ours, 4096):
            out += part
    except OSError:  # the terminal's other end was closed, which Linux reports as an error
        pass
    assert process.stderr
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0
    os.close(ours)
    return out.decode("utf-8")


def test_a_terminal_gets_colours_and_a_pager(directory: Path, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged\ncat\n", encoding="utf-8")
    pager.chmod(0o755)
    long = in_terminal(directory, {"PAGER": str(pager)}, "harbour")
    assert long.startswith("paged")
    assert "\x1b[1;33mharbour\x1b[0m" in long
    short = in_terminal(directory, {"PAGER": str(pager)}, "harbour", "--limit", "1")
    assert not short.startswith("paged")
    assert not in_terminal(directory, {"PAGER": str(pager)}, "harbour", "--no-pager").startswith("paged")
    assert "\x1b[" not in in_terminal(directory, {"PAGER": "/nowhere", "NO_COLOR": "1"}, "harbour")


def test_a_terminal_gets_tables_in_columns(directory: Path) -> None:
    assert in_terminal(directory, {}, "terms", "tu").splitlines() == ["word     articles", "tunnel   20", "tunnels  20"]
