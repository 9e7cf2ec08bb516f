"""The stories of our sample newspaper: the truth that reading its printed pages should find again."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Era(StrEnum):
    """A generation of the newspaper's page layout."""

    TABLES = "tables"
    CMS = "cms"
    MODERN = "modern"


class Into(StrEnum):
    """What the printed page is saved in."""

    PAGES = "pages"
    ZIP = "zip"
    WARC = "warc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story as its author wrote it: the truth that reading its page should find again."""

    name: str
    url: str
    headline: str
    dek: str
    authors: tuple[str, ...]
    date: date
    section: tuple[str, ...]
    page: str
    place: str
    source: str
    language: str
    tags: tuple[str, ...]
    related: tuple[str, ...]
    """Addresses of the stories that the page points to."""
    era: Era
    into: Into
    file: str
    """Where the page stands in its container."""
    charset: str
    saved: datetime
    again: str
    """Another address under which the very same story was saved, mostly none."""
    photo: str
    """Caption of the picture, mostly none; never part of the body."""
    body: tuple[str, ...]

    @property
    def site(self) -> str:
        """Scheme and host of the newspaper: ``https://www.paper.example``."""
        return "/".join(self.url.split("/")[:3])

    @property
    def lot(self) -> int:
        """A number drawn from the name, by which layouts vary from page to page."""
        return zlib.crc32(self.name.encode())


def read_story(path: Path) -> Story:
    """The story in a file: ``key: value`` lines, an empty line, then paragraphs between empty lines.

    Raises KeyError when a key is missing and ValueError when a value cannot be read.
    """
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    values = {key: value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    return Story(
        name=path.stem,
        url=values["url"],
        headline=values["headline"],
        dek=values["dek"],
        authors=_list(values["authors"], ";"),
        date=date.fromisoformat(values["date"]),
        section=_list(values["section"], "/"),
        page=values["page"],
        place=values["place"],
        source=values["source"],
        language=values["language"],
        tags=_list(values["tags"], ";"),
        related=tuple(values["related"].split()),
        era=Era(values["era"]),
        into=Into(values["into"]),
        file=values["file"],
        charset=values["charset"],
        saved=datetime.fromisoformat(values["saved"]),
        again=values["again"],
        photo=values["photo"],
        body=tuple(paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()),
    )


def _list(value: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(separator) if part.strip())


def stories(folder: Path = HERE / "stories") -> tuple[Story, ...]:
    """Every story of the newspaper, oldest first."""
    return tuple(sorted(map(read_story, folder.glob("*.txt")), key=lambda story: (story.date, story.name)))
