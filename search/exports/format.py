"""What a format is, and what it is told of the whole that it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from search.archive import Holding

BLOCK: Final = 1 << 16
"""Bytes, about, that are sent at once."""


def _address(holding: Holding) -> str:
    return holding.article.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is around the articles of an export."""

    title: str = "News Archive"
    address: str = ""
    """Where the export itself was asked for; ``""`` at the command line."""
    page: str = ""
    """Where the same is shown to a reader."""
    link: Callable[[Holding], str] = _address
    """The permanent address of an article; its own address on the web where there is no site."""
    updated: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to write articles down."""

    name: str
    label: str
    suffix: str
    """Of the file's name, without a dot."""
    content_type: str
    help: str
    write: Callable[[Iterable[Holding], Frame], Iterator[str]]


def blocks(texts: Iterable[str]) -> Iterator[bytes]:
    """UTF-8 in blocks of a good size for a network or a file."""
    gathered, size = [], 0
    for text in texts:
        gathered.append(text.encode("utf-8", "replace"))
        size += len(gathered[-1])
        if size >= BLOCK:
            yield b"".join(gathered)
            gathered, size = [], 0
    if gathered:
        yield b"".join(gathered)


def line(text: str) -> str:
    """Text on one line, each run of white space as one space."""
    return " ".join(text.split())
