"""Facets: the ways a set of articles is divided and counted, one row each.

The table drives the index's columns, the filters of every interface, the help text and the documentation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from search.article import SECTION_SEPARATOR, Article


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to divide articles; an article may stand under several values or none."""

    name: str
    label: str
    help: str
    values: Callable[[Article], tuple[str, ...]]


def _section_paths(article: Article) -> tuple[str, ...]:
    """Every level of the path, so that ``World`` also counts what stands under ``World / Asia``."""
    path = article.section
    return tuple(SECTION_SEPARATOR.join(path[: depth + 1]) for depth in range(len(path)))


FACETS: Mapping[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("section", "Section", "the section or any section under it: World, World / Asia", _section_paths),
        Facet("source", "Source", "the publication that printed it", lambda a: (a.source,) if a.source else ()),
        Facet("author", "Author", "one of the names in the byline", lambda a: a.authors),
        Facet("year", "Year", "the year of publication", lambda a: (f"{a.date.year:04}",) if a.date else ()),
        Facet("page", "Print page", "the print page: A3", lambda a: (a.page,) if a.page else ()),
    )
}
