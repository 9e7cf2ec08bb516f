"""What the archive takes in and hands out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from search.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One reading of one page, as the archive files it."""

    origin: str
    """Where it was read: ``dir/file.html``, ``saves.zip!/a/b.html``, ``stories.jsonl!/17``."""
    url: str
    """The address that the capture gives; ``""`` when it gives none."""
    digest: str
    """Hex digest of the page's bytes."""
    fetched: datetime | None = None
    """When it was saved, in UTC, where the capture knows."""
    original: bytes | None = None
    """The page's bytes, zlib-compressed; None for stories that came without a page."""


class Outcome(StrEnum):
    """What keeping an article came to."""

    NEW = "new"
    UPDATED = "updated"
    """A later text of an article already held: it becomes the current version."""
    EARLIER = "earlier"
    """An earlier text of an article already held: it is filed behind the current version."""
    SAME = "same"
    """The page's bytes are new to the archive, the article in it is not."""
    DUPLICATE = "duplicate"
    """The story is held under another address; this address now leads there too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One version of an article that the archive holds."""

    id: int
    article: Article
    version: int
    """1 for the earliest text."""
    current: bool
    saved: datetime
    """When this text was last saved from the web or, where that is unknown, added (UTC)."""
    added: datetime
    """When the archive took this text in (UTC)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One version of an article and the page that it was read from, to be read anew."""

    version: int
    """Row of the version: what :meth:`Writer.revise` asks for."""
    article: int
    origin: str
    url: str
    """The address that the capture gave, else the article's."""
    saved: datetime
    html: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A page that holds no article, and why it was refused."""

    origin: str
    url: str
    reason: str
    seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The archive in numbers."""

    articles: int
    versions: int
    addresses: int
    pages: int
    """Pages read, whatever came of them."""
    rejected: int
    undated: int
    copies: int
    """Articles that have near-copies."""
    first: date | None
    last: date | None
    last_change: int
    """Number of the newest entry of the change log; an index that has seen it is up to date."""
    bytes: int
    """Size of the archive's file, without the index."""
