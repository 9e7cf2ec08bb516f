"""A real ``news-web`` process, found by the address that it prints."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMMAND = (sys.executable, "-c", "from webui.cli import main; raise SystemExit(main())")


@contextmanager
def running(archive: Path, *options: str) -> Iterator[str]:
    """The address of a site over the archive, which runs as long as the context."""
    with subprocess.Popen(
        [*COMMAND, "--archive", str(archive), *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r"http://\S+", line)
            assert found, line + process.stdout.read()
            yield found.group()
        finally:
            process.terminate()
            process.wait(timeout=20)
