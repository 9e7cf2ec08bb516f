"""The command as a process among others: killed, interrupted, kept waiting, out of disk."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, run

import pytest

from search import open_archive
from tests.indexer.samples import folder_of_stories

PAGES = 450
COMMIT = 200
"""After so many pages everything is committed; see indexer.run.add."""


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "indexer.cli", *map(str, words)]


class Terminal:
    """A process whose complaints go to a terminal, where it shows its progress."""

    def __init__(self, words: list[str]) -> None:
        self.master, slave = os.openpty()
        termios.tcsetwinsize(slave, (24, 100))
        # a session of its own, as under a shell: Ctrl-C reaches every process of it
        self.process = Popen(words, stdin=DEVNULL, stdout=PIPE, stderr=slave, start_new_session=True)
        os.close(slave)
        self.seen = ""

    def read(self) -> bool:
        """Take in what was written; False when no process is left that could write."""
        try:
            piece = os.read(self.master, 65536)
        except OSError:  # how Linux reports the end of a terminal
            return False
        self.seen += piece.decode("utf-8", "replace")
        return bool(piece)

    def wait_for_pages(self, number: int) -> None:
        while max([0, *map(int, re.findall(r"(\d+) pages \[", self.seen))]) < number:
            assert self.read(), self.seen

    def wait_for_end(self) -> int:
        while self.read():
            pass
        return self.process.wait()


@contextmanager
def terminal(words: list[str]) -> Iterator[Terminal]:
    made = Terminal(words)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            os.killpg(made.process.pid, signal.SIGKILL)
        made.process.communicate()
        os.close(made.master)


def held(archive: Path) -> int:
    with open_archive(archive) as catalogue:
        return catalogue.archive.status().articles


def finish(folder: Path, archive: Path) -> None:
    """The same command again ends with every article held, and found, exactly once."""
    done = run(command("add", folder, "--archive", archive, "--jobs", 2), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Read {PAGES} pages" in done.stdout
    with open_archive(archive) as catalogue:
        assert catalogue.archive.status().articles == catalogue.search("harbour").total == PAGES
        assert catalogue.archive.status().versions == PAGES
        assert catalogue.archive.verify() == ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path, jobs: int) -> None:
    folder, archive = folder_of_stories(tmp_path / "pages", PAGES), tmp_path / "archive"
    with terminal(command("add", folder, "--archive", archive, "--jobs", jobs)) as shown:
        shown.wait_for_pages(COMMIT + 50)
        shown.process.kill()
        assert shown.wait_for_end() == -signal.SIGKILL  # and with it its workers, else the terminal stays open
    assert COMMIT <= held(archive) < PAGES
    finish(folder, archive)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_interrupted_says_how_to_go_on(tmp_path: Path, number: signal.Signals, status: int) -> None:
    folder, archive = folder_of_stories(tmp_path / "pages", PAGES), tmp_path / "archive"
    with terminal(command("add", folder, "--archive", archive, "--jobs", 2)) as shown:
        shown.wait_for_pages(20)
        os.killpg(shown.process.pid, number)
        assert shown.wait_for_end() == status
        assert shown.process.stdout
        summary = shown.process.stdout.read().decode()
    assert "run the same command again to continue" in shown.seen
    assert "Traceback" not in shown.seen
    found = re.search(r"Read (\d+) pages", summary)
    assert found, (summary, shown.seen)
    assert 20 <= int(found[1]) == held(archive) < PAGES
    finish(folder, archive)


def test_an_archive_that_another_process_writes_is_left_to_it(tmp_path: Path) -> None:
    folder, archive = folder_of_stories(tmp_path / "pages", 1), tmp_path / "archive"
    hold = (
        "import sys; from pathlib import Path; from search.archive import Archive\n"
        "with Archive.create(Path(sys.argv[1])).writer(): print('held', flush=True); sys.stdin.read()"
    )
    with Popen([sys.executable, "-c", hold, archive], stdin=PIPE, stdout=PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        done = run(command("add", folder, "--archive", archive), capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert f"process {holder.pid}" in done.stderr
        assert done.stderr.count("\n") == 1
        holder.communicate()
    assert run(command("add", folder, "--archive", archive), capture_output=True, check=False).returncode == 0


def test_a_full_disk_is_said_and_what_was_committed_stays(tmp_path: Path) -> None:
    folder, archive = folder_of_stories(tmp_path / "pages", PAGES), tmp_path / "archive"

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    done = run(
        command("add", folder, "--archive", archive, "--jobs", 1),
        capture_output=True, text=True, preexec_fn=little_room, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "the disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert 0 < held(archive) < PAGES
    finish(folder, archive)


def test_programs_read_utf8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "Café 中文"}', encoding="utf-8")
    done = run(
        command("extract", tmp_path / "a.jsonl"), capture_output=True, check=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )  # fmt: skip
    assert json.loads(done.stdout.decode("utf-8"))["headline"] == "Café 中文"
