from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

import pytest

from indexer.cli import main
from indexer.commands import COMMANDS
from search import open_archive
from tests.indexer.samples import folder_of_stories, story

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the archive of this test; returns its status, output and complaints."""
    monkeypatch.setenv("NEWSARCHIVE_ARCHIVE", str(tmp_path / "archive"))

    def command(*words: object) -> tuple[int, str, str]:
        status = main([str(word) for word in words])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return command


def test_add_makes_an_archive_that_can_be_searched(run: Run, tmp_path: Path) -> None:
    status, out, err = run("add", folder_of_stories(tmp_path / "pages", 3), "--jobs", 2)
    assert (status, err) == (0, "")
    assert out.startswith("Read 3 pages in ")
    assert "3  new" in out
    with open_archive(tmp_path / "archive") as catalogue:
        assert catalogue.search("harbour").total == 3


def test_add_again_is_quick_and_quiet_is_silent(run: Run, tmp_path: Path) -> None:
    folder = folder_of_stories(tmp_path / "pages", 3)
    assert run("add", folder, "--jobs", 1, "--quiet") == (0, "", "")
    _, out, _ = run("add", folder)
    assert "3  unchanged: read by an earlier run, skipped" in out


def test_what_cannot_be_read_is_named_and_changes_the_status(run: Run, tmp_path: Path) -> None:
    folder = folder_of_stories(tmp_path / "pages", 1)
    status, out, err = run("add", folder, tmp_path / "absent", "--jobs", 1)
    assert status == 3
    assert err == f"news-index: {tmp_path.resolve() / 'absent'}: there is no such file\n"
    assert "1  new" in out


def test_a_mistyped_path_makes_no_archive(run: Run, tmp_path: Path) -> None:
    status, _, err = run("add", tmp_path / "absent")
    assert status == 3
    assert "no such file" in err
    assert not (tmp_path / "archive").exists()


def test_rejected_pages_are_ordinary_unless_there_is_nothing_else(run: Run, tmp_path: Path) -> None:
    folder = folder_of_stories(tmp_path / "pages", 1)
    (folder / "empty.html").write_bytes(b"")
    assert run("add", folder / "empty.html", "--jobs", 1)[0] == 3
    assert run("add", folder, "--jobs", 1)[0] == 0
    status, out, _ = run("rejected")
    assert status == 0
    assert out == f"{folder.resolve() / 'empty.html'}: The page is empty.\n"
    _, out, _ = run("rejected", "--json", "--limit", 1)
    assert json.loads(out)["reason"] == "The page is empty."


def test_status_in_words_and_for_programs(run: Run, tmp_path: Path) -> None:
    run("add", folder_of_stories(tmp_path / "pages", 2), "--jobs", 1)
    _, words, _ = run("status")
    assert "2  articles" in words
    values = json.loads(run("status", "--json")[1])
    assert values["articles"] == values["pages"] == 2


def test_rebuild_and_check(run: Run, tmp_path: Path) -> None:
    run("add", folder_of_stories(tmp_path / "pages", 2), "--jobs", 1)
    assert run("rebuild")[:2] == (0, "2 articles indexed anew.\n")
    assert run("check") == (0, "All is well: 2 articles, and the index holds them.\n", "")


def test_check_tells_when_the_index_is_behind(run: Run, tmp_path: Path) -> None:
    run("add", folder_of_stories(tmp_path / "pages", 2), "--jobs", 1)
    with open_archive(tmp_path / "archive") as catalogue, catalogue.archive.writer() as writer:
        writer.remove(1)
    status, _, err = run("check")
    assert status == 1
    assert "news-index rebuild" in err


def test_what_is_removed_stays_removed(run: Run, tmp_path: Path) -> None:
    folder = folder_of_stories(tmp_path / "pages", 3)
    run("add", folder, "--jobs", 1)
    with open_archive(tmp_path / "archive") as catalogue:
        url = catalogue.article(2).article.url
    assert run("remove", 1, url) == (0, "2 articles removed.\n", "")
    run("add", folder, "--jobs", 1)
    with open_archive(tmp_path / "archive") as catalogue:
        assert catalogue.search("harbour").total == 1


def test_either_all_are_removed_or_none(run: Run, tmp_path: Path) -> None:
    run("add", folder_of_stories(tmp_path / "pages", 1), "--jobs", 1)
    for missing in (99, "http://lantern.example/unknown"):
        status, _, err = run("remove", 1, missing)
        assert status == 1
        assert str(missing) in err
    assert json.loads(run("status", "--json")[1])["articles"] == 1


def test_extract_prints_one_object_a_page_and_keeps_nothing(run: Run, tmp_path: Path) -> None:
    folder = folder_of_stories(tmp_path / "pages", 1)
    (folder / "b.html").write_bytes(b"")
    (folder / "c.jsonl").write_text('{"title": "Café 中文", "body": "One.\\n\\nTwo.", "authors": "Ann Lee"}\n{}\n')
    status, out, _ = run("extract", folder)
    first, empty, ready, refused = map(json.loads, out.splitlines())
    assert status == 0
    assert list(first) == [
        *("origin", "url", "headline", "dek", "authors", "date", "section", "page", "place", "source", "language"),
        *("tags", "body", "related", "found", "doubts"),
    ]
    assert first["headline"] == "Harbour works, part 0"
    assert len(first["body"]) == 3
    assert empty == {"origin": str(folder.resolve() / "b.html"), "rejected": "The page is empty."}
    assert "Café 中文" in out
    assert (ready["authors"], ready["body"]) == (["Ann Lee"], ["One.", "Two."])
    assert set(refused) == {"origin", "rejected"}
    assert not (tmp_path / "archive").exists()


def test_extract_as_text_is_for_reading(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(story())
    _, out, _ = run("extract", tmp_path / "a.html", "--format", "text", "--jobs", 1)
    assert " headline: Harbour works, part 1\n" in out
    assert "\n\nThe town council voted" in out


def test_extract_ends_quietly_when_its_reader_has_seen_enough(tmp_path: Path) -> None:
    folder = folder_of_stories(tmp_path / "pages", 300)
    with Popen(
        [sys.executable, "-m", "indexer.cli", "extract", folder, "--jobs", "1"], stdout=PIPE, stderr=PIPE, stdin=DEVNULL
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b'{"origin"')
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("words", [["status"], ["rejected"], ["rebuild"], ["check"], ["remove", "1"]])
def test_every_command_says_in_one_sentence_that_there_is_no_archive(run: Run, words: list[str]) -> None:
    status, out, err = run(*words)
    assert (status, out) == (1, "")
    assert err.startswith("news-index: ")
    assert err.count("\n") == 1
    assert "news-index add" in err


def test_a_directory_with_other_things_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "letter.txt").write_text("Dear Ann")
    status, _, err = run("add", folder_of_stories(tmp_path / "pages", 1), "--jobs", 1)
    assert status == 1
    assert "something other than an archive" in err
    assert [path.name for path in (tmp_path / "archive").iterdir()] == ["letter.txt"]


def test_an_archive_of_a_later_version_is_left_alone(run: Run, tmp_path: Path) -> None:
    folder = folder_of_stories(tmp_path / "pages", 1)
    run("add", folder, "--jobs", 1)
    file = tmp_path / "archive" / "archive.sqlite"
    content = file.read_bytes()
    # the "user version" of the SQLite file format, 4 bytes at offset 60
    file.write_bytes(content[:60] + (99).to_bytes(4, "big") + content[64:])
    status, _, err = run("add", folder, "--jobs", 1)
    assert status == 1
    assert "later version" in err


@pytest.mark.parametrize(
    "words", [[], ["add"], ["add", "x", "--jobs", "0"], ["extract", "x", "--format", "pdf"], ["sing"]]
)
def test_a_command_line_that_is_not_understood_has_status_two(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert "usage: news-index" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_has_help(name: str) -> None:
    parser = ArgumentParser()
    COMMANDS[name].arguments(parser)
    assert COMMANDS[name].help
    assert COMMANDS[name].description
    assert all(action.help for action in parser._actions)


def test_extract_explains_each_field(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(story())
    status, out, _ = run("extract", "--explain", tmp_path / "a.html")
    assert status == 0
    assert " headline  sure      Harbour works, part 1\n" in out
    (tmp_path / "b.jsonl").write_text('{"title": "Ready", "body": "One."}\n{}\n')
    status, out, _ = run("extract", "--explain", "--format", "jsonl", tmp_path / "b.jsonl", tmp_path / "absent")
    ready, refused, absent = map(json.loads, out.splitlines())
    assert ready["fields"]["headline"] == {
        "value": "Ready", "found": "JSON title", "sure": "likely", "agreeing": [], "conflicting": [],
    }  # fmt: skip
    assert "neither a headline" in refused["rejected"]
    assert "no such file" in absent["rejected"]
    assert status == 3
