"""What a reader yields: a page to extract, an article that needs no extraction, or why there is neither."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from indexer.page import Page
from search.article import Article

ITEM_LIMIT = 64 * 1024 * 1024
"""Bytes that one page or one line may have once it is decompressed; whatever expands further is a bomb."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An article that came as data, such as a line of a JSON Lines file."""

    origin: str
    digest: str
    """Of the bytes that it was made from, as :func:`digest` gives it."""
    article: Article


@dataclass(frozen=True, slots=True)
class Refused:
    """Data that was read without trouble and is no article."""

    origin: str
    digest: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a part of one, whose content could not be had."""

    origin: str
    reason: str
    """Words that follow the origin and a colon: what happened, and what can be done."""


Item = Page | Ready | Refused | Unreadable


def digest(content: bytes) -> str:
    """The identity of a page's bytes: BLAKE2b of 16 bytes (RFC 7693), in hexadecimal."""
    return blake2b(content, digest_size=16).hexdigest()
