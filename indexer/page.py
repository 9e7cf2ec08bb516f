"""A saved page as a reader found it, and what becomes of one that is no article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One saved page: its bytes as they were read, and what is known of where they came from."""

    origin: str
    """Where it was read, such as ``saves.zip!/2012/05/a.html``; never empty."""
    url: str
    """The address that it was saved from; ``""`` when nobody wrote it down."""
    html: bytes
    fetched: datetime | None = None
    """When it was saved; no story on it can be younger."""
    charset: str = ""
    """What the transport (the HTTP header) said of its encoding."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A page that holds no article: a value and not an exception, so that one page never stops a batch."""

    page: Page
    reason: str
    """One sentence for the person who runs the archive."""
