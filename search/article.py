"""The article: the one thing that every room speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Self

SECTION_SEPARATOR = " / "
"""Between the names of a section path wherever it is written as one string: ``World / Asia``."""


@dataclass(frozen=True, slots=True)
class Link:
    """A story that the page itself pointed to."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One story as printed, without a trace of the markup it came in.

    Unknown text is ``""``, unknown dates are ``None``; no field holds HTML.
    """

    url: str
    """Canonical address; pages that never had one use ``file:`` and their place in the collection."""
    headline: str
    body: tuple[str, ...]
    """Paragraphs, in reading order."""
    dek: str = ""
    """The standfirst or summary printed under the headline."""
    authors: tuple[str, ...] = ()
    updated: date | None = None
    """Day of the last change that the page tells of, when it is later than the day of publication."""
    date: date | None = None
    """Day of publication; a newspaper's day, without a time zone."""
    section: tuple[str, ...] = ()
    """Section path from broad to narrow: ``("World", "Asia")``."""
    page: str = ""
    """Print page (folio) such as ``A3``."""
    place: str = ""
    """The dateline's place, such as ``SALVADOR``."""
    source: str = ""
    """Name of the publication."""
    language: str = ""
    """ISO 639 code such as ``en``."""
    tags: tuple[str, ...] = ()
    related: tuple[Link, ...] = ()
    """Stories that the page linked as related."""
    agency: str = ""
    """The wire agency that the page credits, such as ``Reuters``; its people are among the authors."""
    edition: str = ""
    """The print edition, such as ``New York edition``."""
    image: str = ""
    """Address of the picture that leads the story."""
    caption: str = ""
    """What is printed under that picture."""
    corrections: tuple[str, ...] = ()
    """The newspaper's own words on what it has corrected."""
    found: Mapping[str, str] = field(default_factory=dict, hash=False)
    """How each field was found: field name -> short words such as ``JSON-LD datePublished``."""
    doubts: tuple[str, ...] = ()
    """Sentences on what looked wrong, such as a date in the future that was left out."""

    @property
    def section_path(self) -> str:
        """The section as one string, ``World / Asia``."""
        return SECTION_SEPARATOR.join(self.section)

    def to_json(self) -> dict[str, Any]:
        """The article as plain JSON values; :meth:`from_json` reads them back."""
        return {
            **{each.name: getattr(self, each.name) for each in fields(self)},
            "authors": list(self.authors),
            "body": list(self.body),
            "date": self.date.isoformat() if self.date else None,
            "updated": self.updated.isoformat() if self.updated else None,
            "section": self.section_path,
            "tags": list(self.tags),
            "corrections": list(self.corrections),
            "related": [{"title": link.title, "url": link.url} for link in self.related],
            "found": dict(self.found),
            "doubts": list(self.doubts),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The article that :meth:`to_json` wrote; keys of a newer version are passed over.

        Raises KeyError or ValueError when the values were not written by :meth:`to_json`.
        """
        known = {each.name for each in fields(cls)}
        plain = {name: value for name, value in values.items() if name in known}
        return replace(
            cls(url=plain["url"], headline=plain["headline"], body=tuple(plain["body"])),
            **{name: _READ.get(name, _as_is)(value) for name, value in plain.items()},
        )


def split_section(path: str) -> tuple[str, ...]:
    """``"World / Asia"`` as ``("World", "Asia")``; empty names are dropped, a name may hold a slash of its own."""
    return tuple(name.strip() for name in path.split(SECTION_SEPARATOR) if name.strip())


def _as_is(value: Any) -> Any:
    return value


_READ: Mapping[str, Any] = {
    "authors": tuple,
    "body": tuple,
    "date": lambda value: date.fromisoformat(value) if value else None,
    "updated": lambda value: date.fromisoformat(value) if value else None,
    "section": lambda path: tuple(path.split(SECTION_SEPARATOR)) if path else (),
    "tags": tuple,
    "corrections": tuple,
    "related": lambda links: tuple(Link(link["title"], link["url"]) for link in links),
    "found": dict,
    "doubts": tuple,
}
