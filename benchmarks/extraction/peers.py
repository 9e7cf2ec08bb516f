"""The libraries that are compared, each behind one function; those that are not installed are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from benchmarks.extraction.labelled import Labelled


@dataclass(frozen=True, slots=True)
class Reading:
    """What a library made of a page."""

    body: str = ""
    headline: str = ""
    authors: tuple[str, ...] = ()
    date: date | None = None


Reader = Callable[[Labelled], Reading]


def readers() -> Iterator[tuple[str, Reader]]:
    """Ours, and the peers that are installed."""
    for name, module, reader in _TABLE:
        if find_spec(module) is not None:
            yield name, reader


def _ours(page: Labelled) -> Reading:
    from indexer.extract import extract  # noqa: PLC0415 - measured like every other
    from indexer.page import Page, Rejected  # noqa: PLC0415

    found = extract(Page(origin=page.name, url=page.url, html=page.html))
    if isinstance(found, Rejected):
        return Reading()
    # the others' texts hold the standfirst too, which our articles keep apart
    return Reading("\n".join(filter(None, (found.dek, *found.body))), found.headline, found.authors, found.date)


def _trafilatura(page: Labelled) -> Reading:
    library: Any = import_module("trafilatura")
    found = library.bare_extraction(page.html, url=page.url, with_metadata=True, include_comments=False)
    if found is None:
        return Reading()
    known = found if isinstance(found, dict) else found.as_dict()
    names = tuple(name for name in (known.get("author") or "").split("; ") if name)
    return Reading(known.get("text") or "", known.get("title") or "", names, _day(known.get("date")))


def _newspaper(page: Labelled) -> Reading:
    library: Any = import_module("newspaper")
    asked = library.Config()
    asked.fetch_images = False  # or it asks the web for every picture, and waits
    article = library.Article(page.url, config=asked)
    article.download(input_html=page.html.decode("utf-8", "replace"))
    article.parse()
    day = article.publish_date.date() if article.publish_date else None
    return Reading(article.text, article.title, tuple(article.authors), day)


def _readability(page: Labelled) -> Reading:
    library: Any = import_module("readability")
    markup: Any = import_module("lxml.html")
    document = library.Document(page.html)
    return Reading(markup.fromstring(document.summary()).text_content(), document.short_title())


def _resiliparse(page: Labelled) -> Reading:
    plain: Any = import_module("resiliparse.extract.html2text")
    tree: Any = import_module("resiliparse.parse.html")
    parsed = tree.HTMLTree.parse(page.html.decode("utf-8", "replace"))
    return Reading(plain.extract_plain_text(parsed, main_content=True), parsed.title or "")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


_TABLE: tuple[tuple[str, str, Reader], ...] = (
    ("news archive", "indexer", _ours),
    ("trafilatura", "trafilatura", _trafilatura),
    ("newspaper4k", "newspaper", _newspaper),
    ("readability-lxml", "readability", _readability),
    ("resiliparse", "resiliparse", _resiliparse),
)
