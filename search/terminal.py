"""What the project's commands share: where the archive is, how errors are said, what a terminal may be shown."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from search.errors import NewsArchiveError

VARIABLE: Final = "NEWSARCHIVE_ARCHIVE"
DEFAULT: Final = "data/archive"

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, with which a page could move the cursor or recolour the terminal of whoever lists it, and those
that turn the direction of the text around them."""


def add_archive_option(parser: argparse.ArgumentParser) -> None:
    """``--archive DIR``."""
    parser.add_argument(
        "--archive",
        type=Path,
        metavar="DIR",
        help=f"the archive's directory (default: ${VARIABLE}, else {DEFAULT})",
    )


def archive_directory(given: Path | None) -> Path:
    """The directory asked for, or that of the environment, or the default."""
    return given or Path(os.environ.get(VARIABLE) or DEFAULT)


def answer(name: str, command: Callable[[], int]) -> int:
    """Run a command and return its exit status; errors are said in one sentence on stderr."""
    _speak_utf8()
    try:
        status = command()
        sys.stdout.flush()
    except NewsArchiveError as error:
        return _fail(name, str(error))
    except BrokenPipeError:
        # whoever read the output has seen enough; what is still buffered must not fail at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(name, f"{error.filename or 'the system'}: {(error.strerror or str(error)).lower()}.")
    except KeyboardInterrupt:
        print(f"{name}: interrupted.", file=sys.stderr)
        return 130
    return status


def plain(text: str) -> str:
    """Text from a page as it may be shown in a terminal: on one line, without control characters."""
    return _CONTROL.sub(" ", text)


def _fail(name: str, sentence: str) -> int:
    sys.stdout.flush()
    print(f"{name}: {sentence}", file=sys.stderr)
    return 1


def _speak_utf8() -> None:
    """Headlines are in every alphabet, terminals are not: what a terminal cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace", line_buffering=True)
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
