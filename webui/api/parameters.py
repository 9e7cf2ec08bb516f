"""Parameters of the programming interface: how each is described, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from search.errors import BadRequest
from search.facets import FACETS
from search.results import Sort
from search.timeline import UNITS
from webui.state import LARGEST_LIMIT, LARGEST_OFFSET, LONGEST_QUERY, MOST_FILTERS, Pair

LONGEST_VALUE: Final = 1000
LONGEST_CERTIFICATE: Final = 7000
MOST_QUERIES: Final = 5


_DAY_IN_FULL: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: its JSON Schema, and how it is read from an address."""

    schema: Mapping[str, Any]
    read: Callable[[str], Any]
    """Raises ValueError, with a sentence, for what the schema does not allow."""


def text(longest: int = LONGEST_VALUE, **more: Any) -> Kind:
    """Any text up to a length."""

    def read(value: str) -> str:
        if len(value) > longest:
            raise ValueError(f"is longer than {longest:,} characters: shorten it.")
        return value

    return Kind({"type": "string", "maxLength": longest, **more}, read)


def whole(low: int, high: int, default: int | None = None) -> Kind:
    """A whole number within bounds, which are included."""

    def read(value: str) -> int:
        if not (value.isascii() and value.isdigit() and len(value) <= 18 and low <= int(value) <= high):
            raise ValueError(f"needs a whole number from {low:,} to {high:,}, not “{value[:40]}”.")
        return int(value)

    bounds = {"type": "integer", "minimum": low, "maximum": high}
    return Kind(bounds if default is None else {**bounds, "default": default}, read)


def choice(options: Iterable[str], default: str | None = None) -> Kind:
    """One of some words."""
    known = [str(option) for option in options]

    def read(value: str) -> str:
        if value not in known:
            raise ValueError(f"needs one of {', '.join(known)}, not “{value[:40]}”.")
        return value

    described = {"type": "string", "enum": known}
    return Kind(described if default is None else {**described, "default": default}, read)


def day() -> Kind:
    """A day in full."""

    def read(value: str) -> date:
        if not _DAY_IN_FULL.fullmatch(value):
            raise ValueError(f"needs a day such as 2012-05-09, not “{value[:40]}”.")
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(f"needs a day of the calendar, not “{value}”.") from error

    return Kind({"type": "string", "format": "date"}, read)


def flag() -> Kind:
    """True or false."""

    def read(value: str) -> bool:
        if value not in ("true", "false"):
            raise ValueError(f"needs true or false, not “{value[:40]}”.")
        return value == "true"

    return Kind({"type": "boolean", "default": False}, read)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address."""

    name: str
    kind: Kind
    help: str
    example: Any = None
    most: int = 1
    """How many times it may be given; with more than one, its value is a list."""
    needed: bool = False

    @property
    def many(self) -> bool:
        """Whether its value is a list."""
        return self.most > 1

    @property
    def schema(self) -> Mapping[str, Any]:
        """The JSON Schema of its value."""
        if not self.many:
            return self.kind.schema
        least = {"minItems": 1} if self.needed else {}
        return {"type": "array", "items": self.kind.schema, "maxItems": self.most, **least}


def read(parameters: Sequence[Parameter], pairs: Iterable[Pair]) -> dict[str, Any]:
    """The values given, by name; what was not given is left out.

    Raises BadRequest for a parameter that is not known, since a typing error must not widen a search, for one that is
    missing, is given too often, or has a value that its schema does not allow.
    """
    known = {parameter.name: parameter for parameter in parameters}
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in known:
            raise BadRequest(f"There is no parameter “{name[:40]}” here; use {', '.join(known) or 'none'}.")
        given.setdefault(name, []).append(value)
    for parameter in parameters:
        if parameter.needed and parameter.name not in given:
            raise BadRequest(f"The parameter “{parameter.name}” is needed: {parameter.help}.")
    return {name: _value(known[name], values) for name, values in given.items()}


def _value(parameter: Parameter, values: list[str]) -> Any:
    if len(values) > parameter.most:
        often = "once" if parameter.most == 1 else f"{parameter.most} times"
        raise BadRequest(f"The parameter “{parameter.name}” may be given {often}.")
    try:
        found = [parameter.kind.read(value) for value in values]
    except ValueError as error:
        raise BadRequest(f"The parameter “{parameter.name}” {error}") from error
    return found if parameter.many else found[0]


_DAY: Final = "a year, a month or a day: 2012, 2012-05, 2012-05-09 or May 9 2012"

QUERY: Final = Parameter("q", text(LONGEST_QUERY), "the query, in the query language", "harbour tunnel")

FILTERS: Final[tuple[Parameter, ...]] = (
    *(Parameter(facet.name, text(), facet.help, most=MOST_FILTERS) for facet in FACETS.values()),
    Parameter("exclude", text(), "a facet, a colon and a value to leave out", ["section:Sport"], most=MOST_FILTERS),
    Parameter("after", text(100), f"first day wanted: {_DAY}", "2012-05"),
    Parameter("before", text(100), "last day wanted, included, in the same forms", "2014"),
)
"""What narrows a question."""

SORT: Final = Parameter("sort", choice(Sort, Sort.RELEVANCE), "order; without words, relevance means newest")
FOLD: Final = Parameter("fold", flag(), "show near-copies of one story once")
BY: Final = Parameter("by", choice(UNITS), "length of a period; left out, as it fits")

AROUND: Final = Parameter("around", text(100), f"best matches near this day first: {_DAY}", "2012-05-09")
QUESTION: Final = (QUERY, *FILTERS, SORT, AROUND)
"""What a search asks."""


def limit(most: int = LARGEST_LIMIT, default: int = 10) -> Parameter:
    """How many are wanted."""
    return Parameter("limit", whole(0, most, default), f"how many are wanted, at most {most:,}", 25)


OFFSET: Final = Parameter("offset", whole(0, LARGEST_OFFSET, 0), "how many to pass over first", 25)
