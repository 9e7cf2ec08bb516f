"""A small newspaper for the site's tests; one of its stories tries to break out of every field."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from search import open_archive
from search.archive import Capture
from search.article import Article, Link
from search.catalogue import Catalogue

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
"""Text that would run, were any field of it written into a page unescaped."""

PAGE = b"<html><script>alert(7)</script><h1>Harbour tunnel opens</h1></html>"
"""What the first story was read from."""

TUNNEL = Article(
    url="https://herald.example/tunnel",
    headline="Harbour tunnel opens after nine years",
    dek="The first cars went under the water at noon.",
    body=(
        "The harbour tunnel opened to traffic on Wednesday.",
        "Engineers spent nine years beneath the harbour.",
        "Ferries will keep running through the summer.",
    ),
    authors=("Ana Reyes", "Tom Okafor"),
    date=date(2012, 5, 9),
    section=("Nation", "Transport"),
    page="A3",
    place="PORT HELEN",
    source="City Herald",
    language="en",
    tags=("tunnel", "harbour"),
    related=(
        Link("Ferry line counts its last passengers", "https://herald.example/ferry"),
        Link("Elsewhere on tunnels", "https://elsewhere.example/tunnels"),
        Link("Not a link", "javascript:alert(3)"),
    ),
    found={"headline": "the page's h1", "date": "the print date line"},
    doubts=("The page names two dates.",),
)

FERRY = Article(
    url="https://herald.example/ferry",
    headline="Ferry line counts its last passengers",
    body=("The ferry crossed the harbour for eighty years.", "Its owners blame the tunnel."),
    authors=("Tom Okafor",),
    date=date(2012, 5, 9),
    section=("Nation",),
    page="A10",
    source="City Herald",
    language="en",
)

TREATY = Article(
    url="https://herald.example/treaty",
    headline="Ministers sign a fishing treaty",
    body=("Ministers of four countries signed a treaty on fishing.",),
    authors=("Liu Wei",),
    date=date(2010, 1, 20),
    section=("World", "Asia/Pacific"),
    page="A1",
    source="Evening Post",
    language="en",
)

ARABIC = Article(
    url="https://herald.example/arabic",
    headline="افتتاح نفق الميناء",
    body=("افتتح النفق يوم الأربعاء.",),
    date=date(2012, 5, 10),
    section=("World",),
    source="City Herald",
    language="ar",
)

UNDATED = Article(
    url="file:old/clipping.html",
    headline="A clipping without a date",
    page="B7",
    body=("Nobody remembers when the clipping was cut.",),
    source="City Herald",
    language="en",
)

BREAKOUT = Article(
    url="javascript:alert(4)",
    headline=f"Breakout {HOSTILE}",
    dek=f"Standfirst {HOSTILE}",
    body=(f"Breakout paragraph {HOSTILE} with more.",),
    authors=(HOSTILE,),
    date=date(2011, 3, 4),
    section=(HOSTILE, "R&D / <b>"),
    page="<i>A1",
    place=HOSTILE,
    source=HOSTILE,
    language='en" onload="alert(5)',
    tags=(HOSTILE,),
    related=(Link(HOSTILE, "data:text/html,<script>alert(6)</script>"), Link(HOSTILE, "https://x.example/\"'><b>")),
    found={HOSTILE: HOSTILE},
    doubts=(HOSTILE,),
)


def weather(count: int = 45) -> tuple[Article, ...]:
    """A daily column, so that lists are longer than a page."""
    first = date(2013, 1, 1)
    return tuple(
        Article(
            url=f"https://herald.example/weather/{number}",
            headline=f"Weather report number {number}",
            body=(f"Showers over the islands, says report {number}.",),
            date=first + timedelta(days=number % 20),
            section=("Weather",),
            page=f"B{number % 3 + 1}",
            source="City Herald",
            language="en",
        )
        for number in range(count)
    )


STORIES = (TUNNEL, FERRY, TREATY, ARABIC, UNDATED, BREAKOUT, *weather())


def held(directory: Path, stories: Iterable[Article] = STORIES) -> Catalogue:
    """A catalogue of the stories, indexed."""
    catalogue = open_archive(directory, create=True)
    with catalogue.archive.writer() as writer:
        for number, story in enumerate(stories):
            digest = hashlib.blake2b(story.url.encode(), digest_size=16).hexdigest()
            page = zlib.compress(PAGE) if story is TUNNEL else None
            capture = Capture(origin=f"tests.jsonl!/{number}", url=story.url, digest=digest, original=page)
            writer.keep(capture, story)
    catalogue.catch_up()
    return catalogue


def number_of(catalogue: Catalogue, story: Article) -> int:
    """The number under which a story is held."""
    number = catalogue.archive.id_of(story.url)
    assert number is not None
    return number
