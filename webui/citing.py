"""A story as a footnote, a letter to a friend or a reference manager takes it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from search.article import Article
from search.exports import bibtex, ris
from webui import urls
from webui.text import long_date

LONGEST_SUBJECT = 150


def citation(article: Article, permalink: str) -> str:
    """Author, headline, newspaper, day, page and address, in the order of the Chicago Manual's notes."""
    quoted = f"“{article.headline or 'Untitled'},”"
    day = long_date(article.date) if article.date else "n.d."
    page = f"page {article.page}" if article.page else ""
    parts = (_names(article.authors), f"{quoted} {article.source}".strip(), day, page, permalink)
    return ", ".join(part for part in parts if part).replace(",”,", ",”") + "."


def mail_link(article: Article, permalink: str) -> str:
    """A ``mailto:`` link that a reader's own mail program opens."""
    day = long_date(article.date) if article.date else ""
    origin = ", ".join(part for part in (article.source, day, article.page and f"page {article.page}") if part)
    lines = [article.headline, origin, "", permalink]
    return urls.mail(article.headline[:LONGEST_SUBJECT], "\n".join(lines))


def coins(article: Article, permalink: str) -> str:
    """The story as an OpenURL context object (COinS), which reference managers read out of a page."""
    fields = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft.genre", "article"),
        ("rft.atitle", article.headline),
        ("rft.jtitle", article.source),
        ("rft.date", article.date.isoformat() if article.date else ""),
        ("rft.pages", article.page),
        *(("rft.au", name) for name in article.authors),
        ("rft_id", permalink),
    ]
    return urlencode([pair for pair in fields if pair[1]])


FORMS: Final = {each.suffix: each for each in (ris.FORMAT, bibtex.FORMAT)}
"""The formats that reference managers read, by the suffix of their files."""


def _names(authors: tuple[str, ...]) -> str:
    if len(authors) < 3:
        return " and ".join(authors)
    return ", ".join(authors[:-1]) + ", and " + authors[-1]
