"""Small articles and archives for tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from search import open_archive
from search.archive import Capture
from search.article import Article
from search.catalogue import Catalogue


def article(headline: str = "A headline", *body: str, **fields: Any) -> Article:
    """An article; its address follows from its headline unless one is given, its date may be an ISO string."""
    fields.setdefault("url", "https://paper.example/" + headline.lower().replace(" ", "-"))
    if isinstance(fields.get("date"), str):
        fields["date"] = date.fromisoformat(fields["date"])
    return Article(headline=headline, body=body, **fields)


def capture(origin: str, *, digest: str = "", url: str = "", fetched: datetime | None = None) -> Capture:
    """A capture of a page; its digest follows from its origin unless one is given."""
    return Capture(origin=origin, url=url, digest=digest or f"digest of {origin}", fetched=fetched)


def catalogue(directory: Path, articles: Iterable[Article], engine: str = "whoosh:") -> Catalogue:
    """An archive of the articles, indexed; their numbers are 1, 2, 3 in the order given."""
    made = open_archive(directory, create=True, engine=engine)
    with made.archive.writer() as writer:
        for number, each in enumerate(articles):
            writer.keep(capture(f"page {number}"), each)
    made.catch_up()
    return made
