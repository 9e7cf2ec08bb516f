"""A story as a footnote, a letter to a friend or a reference manager takes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from search.article import Article
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


def ris(article: Article, permalink: str) -> str:
    """The story in the RIS format of reference managers: a tag, two spaces, a dash and a value on each line."""
    fields = (
        ("TY", "NEWS"),
        ("TI", article.headline),
        *(("AU", name) for name in article.authors),
        ("T2", article.source),
        ("PY", f"{article.date.year:04}" if article.date else ""),
        ("DA", article.date.isoformat().replace("-", "/") if article.date else ""),
        ("SP", article.page),
        ("LA", article.language),
        ("AB", article.dek),
        ("UR", permalink),
    )
    lines = [f"{tag}  - {_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def bibtex(article: Article, permalink: str) -> str:
    """The story as a BibTeX entry; braces keep the headline's capitals, TeX's own characters are escaped."""
    fields = (
        ("author", " and ".join(f"{{{_tex(name)}}}" for name in article.authors)),
        ("title", f"{{{_tex(article.headline)}}}"),
        ("journal", _tex(article.source)),
        ("year", f"{article.date.year:04}" if article.date else ""),
        ("date", article.date.isoformat() if article.date else ""),
        ("pages", _tex(article.page)),
        ("url", permalink),
    )
    key = "story" + permalink.rpartition("/")[2]
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join([f"@article{{{key},", *lines, "}", ""])


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


@dataclass(frozen=True, slots=True)
class Form:
    """A file that reference managers read."""

    label: str
    suffix: str
    content_type: str
    write: Callable[[Article, str], str]


FORMS: Mapping[str, Form] = {
    form.suffix: form
    for form in (
        Form("RIS", "ris", "application/x-research-info-systems; charset=utf-8", ris),
        Form("BibTeX", "bib", "application/x-bibtex; charset=utf-8", bibtex),
    )
}


_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    character: "\\" + character for character in "{}$&#_%"
}


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in _line(text))


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _names(authors: tuple[str, ...]) -> str:
    if len(authors) < 3:
        return " and ".join(authors)
    return ", ".join(authors[:-1]) + ", and " + authors[-1]
