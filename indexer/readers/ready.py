"""An article from a JSON object that somebody else made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from indexer.extract.calendar import EARLIEST, first_day
from indexer.readers.prose import paragraphs, plain, whole
from search.article import Article, Link, split_section

_ADDRESS = re.compile(r"(?:https?|file|jsonl|urn):\S+", re.I)
_BY = re.compile(r"by[:\s]\s*", re.I)
_NEXT_AUTHOR = re.compile(r"\s*[,;&|]\s*(?:and\s+)?|\s+and\s+", re.I)
_DATELINE_DAY = re.compile(r",?\s*(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})\s*(?:,\s*\d{4})?$")
_HEADLINE_LENGTH = 120

Values = Mapping[str, Any]

_NO_BODY = "It has a headline and no body."
_NO_HEADLINE = "It came without a headline; the first words of its body stand in."

_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("url", ("url",)),
    ("headline", ("headline", "title")),
    ("body", ("body",)),
    ("dek", ("dek",)),
    ("authors", ("authors",)),
    ("date", ("date",)),
    ("section", ("section",)),
    ("page", ("page",)),
    ("place", ("place", "dateline")),
    ("source", ("source",)),
    ("language", ("language",)),
    ("tags", ("tags",)),
    ("related", ("related",)),
    ("updated", ("updated",)),
    ("agency", ("agency",)),
    ("edition", ("edition",)),
    ("image", ("image",)),
    ("caption", ("caption",)),
    ("corrections", ("corrections",)),
)
"""An article's fields and the keys that may hold them, the better one first."""

_LINES = ("dek", "page", "source", "language", "agency", "edition", "image", "caption")
"""Fields that are one line of text, taken as it is."""


def to_article(values: Values, place: str, today: date | None = None) -> Article | str:
    """The article, or one sentence on what it lacks.

    ``place`` stands in for the address of an article that has none: ``jsonl:<source>/<id>``, or this
    place, the file's name and the line's number. Raises nothing, whatever the values are.
    """
    used = _keys(values)
    source = plain(_text(values.get("source")))
    body = _unsigned(_body(values.get("body")), source)
    headline, made = _headline(plain(_text(values.get(used.get("headline", "")))), body)
    if not headline:
        return "The object has neither a headline nor a body."
    day, doubt = _day(_text(values.get("date")), today or date.today())
    updated, late = _day(_text(values.get("updated")), today or date.today())
    doubts = (*_texts(values.get("doubts")), *(each for each in (made, doubt, late, "" if body else _NO_BODY) if each))
    section, tags = _section(values.get("section"))
    return Article(
        url=_address(values, source, place),
        headline=headline,
        body=body,
        authors=_authors(values.get("authors"), source),
        date=day,
        section=section,
        place=_place(values),
        tags=tuple(dict.fromkeys((*tags, *_texts(values.get("tags"))))),
        related=_related(values.get("related")),
        updated=updated,
        corrections=_texts(values.get("corrections")),
        **{name: plain(_text(values.get(name))) for name in _LINES},
        found=_found(values, used, made=bool(made)),
        doubts=tuple(dict.fromkeys(doubts)),
    )


def _keys(values: Values) -> dict[str, str]:
    """Each field that is filled, with the key that fills it."""
    filled = ((field, next((key for key in keys if values.get(key)), "")) for field, keys in _FIELDS)
    return {field: key for field, key in filled if key}


def _found(values: Values, used: Mapping[str, str], *, made: bool) -> dict[str, str]:
    """How each field was found: what the object itself says of it, else the key that held it."""
    told = values.get("found")
    said = {_text(field): _text(how) for field, how in told.items()} if isinstance(told, dict) else {}
    found = {field: said.get(field) or f"JSON {key}" for field, key in used.items()}
    return {**found, "headline": "first words of the body"} if made else found


def _headline(given: str, body: tuple[str, ...]) -> tuple[str, str]:
    """The headline, and a doubt when the body had to give it."""
    if given or not body:
        return given, ""
    words = body[0]
    if len(words) > _HEADLINE_LENGTH:
        words = f"{words[:_HEADLINE_LENGTH].rpartition(' ')[0] or words[:_HEADLINE_LENGTH]}…"
    return words, _NO_HEADLINE


def _body(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(each for each in (plain(_text(part)) for part in value) if each)
    return paragraphs(_text(value))


def _unsigned(body: tuple[str, ...], source: str) -> tuple[str, ...]:
    """The body without the name of the agency that closes it, as ``Reuter`` closes a story of Reuters."""
    return body[:-1] if len(body) > 1 and _is_agency(body[-1], source) else body


def _address(values: Values, source: str, place: str) -> str:
    given = _text(values.get("url")).strip()
    if _ADDRESS.fullmatch(given):
        return given
    known = _text(values.get("id")).strip()
    if not known:
        return f"jsonl:{quote(place)}"
    return f"jsonl:{quote(source or place.rpartition('/')[0])}/{quote(known)}"


def _day(text: str, today: date) -> tuple[date | None, str]:
    """The day and, when it had to be left out, a sentence on why."""
    if not text.strip():
        return None, ""
    written = first_day(text)
    day = written.day if written else None
    if day is None:
        return None, f"The date {text.strip()[:40]!r} could not be read and was left out."
    if day.year < EARLIEST or day > today + timedelta(days=1):  # one day ahead: other time zones
        return None, f"The date {day.isoformat()} cannot be true and was left out."
    return day, ""


def _authors(value: Any, source: str) -> tuple[str, ...]:
    names = _texts(value) if isinstance(value, list) else tuple(_NEXT_AUTHOR.split(plain(_text(value))))
    plain_names = (_BY.sub("", name, count=1).strip() if _BY.match(name) else name.strip() for name in names)
    return tuple(dict.fromkeys(name for name in plain_names if name and not _is_agency(name, source)))


def _is_agency(name: str, source: str) -> bool:
    """Whether a byline's part only names the publication, such as ``Reuter`` in one of Reuters."""
    return len(name) > 2 and source.casefold().startswith(name.casefold())


def _section(value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The section path, and the tags that came with it."""
    if not isinstance(value, list):
        return split_section(plain(_text(value))), ()
    names = _texts(value)
    return (split_section(names[0]) if names else ()), names[1:]


def _place(values: Values) -> str:
    """``SALVADOR`` of the dateline ``SALVADOR, Feb 26 -``."""
    place = plain(_text(values.get("place")) or _text(values.get("dateline")))
    return _DATELINE_DAY.sub("", place.rstrip(" -–—")).strip(" ,")


def _related(value: Any) -> tuple[Link, ...]:
    links = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    return tuple(Link(plain(_text(each.get("title"))), _text(each.get("url")).strip()) for each in links)


def _texts(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else [value]
    return tuple(text for text in (plain(_text(part)) for part in parts) if text)


def _text(value: Any) -> str:
    """A string or a number as text that can be stored; ``""`` for anything else."""
    return whole(str(value)) if type(value) in (str, int, float) else ""
