"""RIS, the format of reference managers: a tag, two spaces, a dash and a value on each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from search.archive import Holding
from search.article import Article
from search.exports.format import Format, Frame, line


def entry(article: Article, permalink: str) -> str:
    """One story as a newspaper reference."""
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
    lines = [f"{tag}  - {line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def write(holdings: Iterable[Holding], frame: Frame) -> Iterator[str]:
    """An entry for each article."""
    return (entry(held.article, frame.link(held)) for held in holdings)


FORMAT: Final = Format(
    name="ris",
    label="RIS",
    suffix="ris",
    content_type="application/x-research-info-systems; charset=utf-8",
    help="references for Zotero, EndNote and other reference managers",
    write=write,
)
