"""A story as a footnote, a letter to a friend or a reference manager takes it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from search.article import Article
from search.exports import bibtex, ris
from webui import urls
from webui.text import long_date
from webui.tongues import en

LONGEST_SUBJECT = 150

FAMILY_FIRST: Final = frozenset({"zh", "ja", "ko", "hu", "vi"})
"""Languages that write the family name first; in the others it is taken to be the last word of a name."""


def citation(article: Article, permalink: str) -> str:
    """Author, headline, newspaper, day, page and address, in the order of the Chicago Manual's notes."""
    quoted = f"“{article.headline or 'Untitled'},”"
    day = en.TONGUE.long_date(article.date) if article.date else "n.d."
    page = f"page {article.page}" if article.page else ""
    parts = (_names(article.authors), f"{quoted} {article.source}".strip(), day, page, permalink)
    return ", ".join(part for part in parts if part).replace(",”,", ",”") + "."


def entry(article: Article, permalink: str) -> str:
    """The same as an entry of a list, in the order of the MLA Handbook (9th edition): family name first, day abroad."""
    name = _inverted(article.authors, article.language)
    page = f"p. {article.page}" if article.page else ""
    within = ", ".join(part for part in (article.source, _abroad(article), page, permalink.split("://", 1)[-1]) if part)
    return f"{name}. “{article.headline or 'Untitled'}.” {within}.".removeprefix(". ")


MONTHS: Final = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()


def _abroad(article: Article) -> str:
    """``9 May 2012``."""
    day = article.date
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


STYLES: Final = (("As a note (Chicago)", citation), ("For a list (MLA)", entry))
"""Plain forms of a citation."""


def _inverted(authors: tuple[str, ...], language: str) -> str:
    """``Reyes, Ana``; of three or more only the first and “et al”."""
    if not authors:
        return ""
    given, _, family = authors[0].rpartition(" ")
    first = authors[0] if not given or language[:2] in FAMILY_FIRST else f"{family}, {given}"
    return first if len(authors) == 1 else f"{first}, and {authors[1]}" if len(authors) == 2 else f"{first}, et al"


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
