"""The keeper's commands, run one at a time as processes of their own; the site only reads what they print.

``news-index`` writes archives, this room does not. It is started with a list of arguments and without a shell: text
from a form is never anything but an argument and, as every path is made a full one, never an option.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from search.errors import BadRequest

COMMAND = (sys.executable, "-m", "indexer.cli")
"""``news-index``, by the interpreter that runs the site."""
KEPT = 300
"""Lines of output."""


@dataclass(slots=True)
class Job:
    """One run of a command."""

    name: str
    started: datetime
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT))
    progress: str = ""
    """The progress bar as it stood last."""
    status: int | None = None
    """Exit status; None while it runs."""

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self.status is None


class Jobs:
    """Runs commands one after the other and remembers the last one."""

    def __init__(self, archive: Path) -> None:
        self._archive = str(archive.resolve())
        self._lock = threading.Lock()
        self.last: Job | None = None

    def start(self, name: str, *paths: Path) -> Job:
        """Run ``news-index name`` over the site's archive. Raises BadRequest while another is running."""
        with self._lock:
            if self.last and self.last.running:
                raise BadRequest(f"“news-index {self.last.name}” is still running: wait until it is done.")
            job = self.last = Job(name, datetime.now(UTC))
        arguments = [*COMMAND, name, *(str(path.resolve()) for path in paths), "--archive", self._archive]
        threading.Thread(target=_run, args=(job, arguments), daemon=True).start()
        return job


def _run(job: Job, arguments: Sequence[str]) -> None:
    environment = {**os.environ, "NEWSARCHIVE_PROGRESS": "1", "PYTHONUNBUFFERED": "1"}
    try:
        with subprocess.Popen(  # noqa: S603 - our own command, its arguments as a list
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
        ) as process:
            assert process.stdout is not None
            _follow(job, process.stdout.fileno())
            job.status = process.wait()
    except OSError as error:
        job.lines.append(f"news-index could not be started: {error.strerror}.")
        job.status = 1
    job.progress = ""


def _follow(job: Job, output: int) -> None:
    """Take in lines as they come; what ends in a carriage return is the progress bar, which replaces itself."""
    rest = b""
    while chunk := os.read(output, 65_536):
        *whole, rest = re.split(rb"(?<=[\r\n])", rest + chunk)
        for piece in whole:
            text = piece.decode("utf-8", "replace").strip()
            if piece.endswith(b"\n") and text:
                job.lines.append(text)
            elif text:
                job.progress = text
        if text := rest.decode("utf-8", "replace").strip():
            job.progress = text
    if text := rest.decode("utf-8", "replace").strip():
        job.lines.append(text)
