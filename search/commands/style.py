"""How results look in a terminal: set apart by colour or weight where that can be shown, bars, and a pager."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Final

from search.results import Bucket, Snippet
from search.terminal import plain

BOLD, DIM, MARK, END = "\x1b[1m", "\x1b[2m", "\x1b[1;33m", "\x1b[0m"
BAR: Final = 40
"""Characters of the longest bar."""
EIGHTHS: Final = "▏▎▍▌▋▊▉█"
WIDEST: Final = 100
"""Characters of a line of text; longer lines are hard to read."""


def colour_argument(parser: ArgumentParser) -> None:
    """``--colour`` and ``--no-pager``."""
    parser.add_argument(
        "--colour",
        "--color",
        choices=["auto", "always", "never"],
        default="auto",
        help="auto, the default, colours what a terminal shows unless NO_COLOR is set",
    )
    parser.add_argument("--no-pager", action="store_true", help="print to the terminal at once, without $PAGER")


class Style:
    """How words are set apart: in colour on a terminal, plainly elsewhere."""

    def __init__(self, coloured: bool) -> None:
        codes = (BOLD, DIM, MARK, END) if coloured else ("",) * 4
        self.bold, self.dim, self.mark, self.end = codes

    def marked(self, snippet: Snippet) -> str:
        """A snippet with its marks set apart."""
        pieces, place = [], 0
        for start, end in snippet.marks:
            pieces += [plain(snippet.text[place:start]), self.mark, plain(snippet.text[start:end]), self.end]
            place = end
        return "".join([*pieces, plain(snippet.text[place:])])

    def strong(self, text: str) -> str:
        """Text that stands out."""
        return f"{self.bold}{plain(text)}{self.end}"

    def quiet(self, text: str) -> str:
        """Text that stands back."""
        return f"{self.dim}{plain(text)}{self.end}"


def chosen(colour: str, environment: Mapping[str, str] = os.environ) -> Style:
    """The style asked for; by default colours in a terminal, unless ``NO_COLOR`` is set (https://no-color.org)."""
    automatic = sys.stdout.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
    return Style(colour == "always" or (colour == "auto" and automatic))


def bars(buckets: Sequence[Bucket], held: Sequence[int], style: Style) -> Iterator[str]:
    """A bar for each period; a period of which nothing is held is told from one in which nothing was found."""
    most = max((bucket.count for bucket in buckets), default=0) or 1
    digits = len(f"{most:,}")
    for bucket, all_of_it in zip(buckets, held, strict=True):
        bar = _bar(bucket.count / most) if all_of_it else style.quiet("nothing held")
        yield f"{bucket.period:10} {bucket.count:>{digits},} {bar}".rstrip()


def _bar(share: float) -> str:
    eighths = round(share * BAR * 8) or (1 if share else 0)
    return "█" * (eighths // 8) + (EIGHTHS[eighths % 8 - 1] if eighths % 8 else "")


def width() -> int:
    """Characters of a line in this terminal."""
    return min(shutil.get_terminal_size().columns, WIDEST)


def wrapped(text: str) -> str:
    """A paragraph in lines that fit, without control characters."""
    return "\n".join(wrap(plain(text), max(width(), 20), break_long_words=False, break_on_hyphens=False)) or ""


def show(lines: Iterable[str], *, pager: bool) -> None:
    """Print lines; through ``$PAGER`` when that is wanted, the terminal is too short for them and there is a pager."""
    if not pager or not sys.stdout.isatty():
        for line in lines:
            print(line)
        return
    kept = list(lines)
    if sum(1 + line.count("\n") for line in kept) < shutil.get_terminal_size().lines or not _paged(kept):
        print("\n".join(kept))


def _paged(lines: Sequence[str]) -> bool:
    """Whether a pager could be started; it is told to pass colours through."""
    command = shlex.split(os.environ.get("PAGER") or "less")
    environment = {"LESS": "FRX", **os.environ}
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the user's own
    except (OSError, IndexError):
        return False
    process.communicate("\n".join([*lines, ""]).encode("utf-8", "replace"))
    return True
