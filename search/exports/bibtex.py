"""BibTeX; braces keep the headline's capitals, TeX's own characters are escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from search.archive import Holding
from search.article import Article
from search.exports.format import Format, Frame, line

_TEX: Final = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    character: "\\" + character for character in "{}$&#_%"
}
_IN_ADDRESS: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "\n": "%0A", "\r": "%0D"})
"""What would end the entry's value or break its line, as an address writes it."""


def entry(number: int, article: Article, permalink: str) -> str:
    """One story, under a key made of its number."""
    fields = (
        ("author", " and ".join(f"{{{escaped(name)}}}" for name in article.authors)),
        ("title", f"{{{escaped(article.headline)}}}"),
        ("journal", escaped(article.source)),
        ("year", f"{article.date.year:04}" if article.date else ""),
        ("date", article.date.isoformat() if article.date else ""),
        ("pages", escaped(article.page)),
        ("url", permalink.translate(_IN_ADDRESS)),
    )
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join([f"@article{{story{number},", *lines, "}", ""])


def write(holdings: Iterable[Holding], frame: Frame) -> Iterator[str]:
    """An entry for each article, a blank line after each."""
    return (entry(held.id, held.article, frame.link(held)) + "\n" for held in holdings)


def escaped(text: str) -> str:
    """Text on one line with TeX's own characters escaped."""
    return "".join(_TEX.get(character, character) for character in line(text))


FORMAT: Final = Format(
    name="bibtex",
    label="BibTeX",
    suffix="bib",
    content_type="application/x-bibtex; charset=utf-8",
    help="references for LaTeX",
    write=write,
)
