"""A question as it was asked: the query's text and all that narrows it, the same for page, command line and API."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from search.dates import first_day, last_day, middle_day
from search.engine import Choice, Request
from search.errors import BadRequest
from search.facets import FACETS
from search.query import Lexicon, Parsed, parse
from search.results import Sort

Values = str | int | Iterable[str | int]
"""One value of a facet or several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked, before it is understood; two equal questions ask the same."""

    text: str = ""
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Facet name -> values, any of which will do."""
    unwanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    after: str = ""
    before: str = ""
    sort: str = Sort.RELEVANCE.value
    around: str = ""
    """The day that matches should be near to; asked for, relevance means nearness too."""

    @classmethod
    def of(  # noqa: PLR0913 - each is a control of the search page
        cls,
        text: str = "",
        *,
        exclude: Mapping[str, Values] | None = None,
        after: date | str | None = None,
        before: date | str | None = None,
        sort: Sort | str = Sort.RELEVANCE,
        around: date | str | None = None,
        **facets: Values,
    ) -> Self:
        """The question that :meth:`search.catalogue.Catalogue.search` takes as arguments.

        Raises BadRequest for a facet that does not exist.
        """
        return cls(
            text=text,
            wanted=_several(facets),
            unwanted=_several(exclude or {}),
            after=_written(after),
            before=_written(before),
            sort=str(sort),
            around=_written(around),
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but the text narrows it."""
        return bool(self.wanted or self.unwanted or self.after or self.before)

    def request(self, lexicon: Lexicon) -> tuple[Request, Parsed]:
        """What an engine is asked, and how the text was understood.

        Raises BadRequest for a date or a sort that cannot be understood; no text is ever an error.
        """
        parsed = parse(self.text, lexicon)
        asked = Request(
            tree=parsed.tree,
            choices=self._choices(),
            after=first_day(self.after),
            before=last_day(self.before),
            sort=_sort(self.sort, parsed, self.around),
            around=middle_day(self.around),
        )
        if asked.after and asked.before and asked.after > asked.before:
            raise BadRequest(f"No day is both after {asked.after} and before {asked.before}: swap the two dates.")
        return asked, parsed

    def with_text(self, text: str) -> Self:
        """The same filters around another text."""
        return replace(self, text=text)

    def without(self, filter: str, value: str | None = None) -> Self:
        """The question less one filter: ``after``, ``before``, a facet or one ``value`` of it, wanted or unwanted."""
        if filter == "after":
            return replace(self, after="")
        if filter == "before":
            return replace(self, before="")
        return replace(
            self, wanted=_dropped(self.wanted, filter, value), unwanted=_dropped(self.unwanted, filter, value)
        )

    def to_json(self) -> dict[str, Any]:
        """The question as plain JSON values, defaults left out; :meth:`from_json` reads them back."""
        values = {
            "q": self.text,
            "wanted": {name: list(each) for name, each in self.wanted.items()},
            "unwanted": {name: list(each) for name, each in self.unwanted.items()},
            "after": self.after,
            "before": self.before,
            "sort": "" if self.sort == Sort.RELEVANCE else self.sort,
            "around": self.around,
        }
        return {name: value for name, value in values.items() if value}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The question that :meth:`to_json` wrote. Raises BadRequest for anything else."""
        try:
            return cls.of(
                _text(values.get("q", "")),
                exclude={name: tuple(map(_text, each)) for name, each in values.get("unwanted", {}).items()},
                after=_text(values.get("after", "")),
                before=_text(values.get("before", "")),
                sort=_text(values.get("sort", Sort.RELEVANCE.value)),
                around=_text(values.get("around", "")),
                **{name: tuple(map(_text, each)) for name, each in values.get("wanted", {}).items()},
            )
        except (TypeError, AttributeError, ValueError) as error:
            raise BadRequest("This is not a question as this program writes it: was it changed or cut?") from error

    def _choices(self) -> dict[str, Choice]:
        names = [name for name in FACETS if name in self.wanted or name in self.unwanted]
        return {
            name: Choice(_folded(self.wanted.get(name, ())), _folded(self.unwanted.get(name, ()))) for name in names
        }


def _several(given: Mapping[str, Values]) -> dict[str, tuple[str, ...]]:
    for name in given:
        if name not in FACETS:
            raise BadRequest(f"There is no facet “{name}”: use one of {', '.join(FACETS)}.")
    listed = {name: _listed(values) for name, values in given.items()}
    return {name: listed[name] for name in FACETS if listed.get(name)}


def _listed(values: Values) -> tuple[str, ...]:
    several = (values,) if isinstance(values, str | int) else values
    return tuple(dict.fromkeys(str(value) for value in several if value != ""))


def _dropped(chosen: Mapping[str, tuple[str, ...]], name: str, value: str | None) -> dict[str, tuple[str, ...]]:
    keep: Callable[[str], bool] = (lambda each: each != value) if value is not None else (lambda _: False)
    left = {facet: tuple(filter(keep, values)) if facet == name else values for facet, values in chosen.items()}
    return {facet: values for facet, values in left.items() if values}


def _folded(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value.casefold() for value in values)


def _written(day: date | str | None) -> str:
    return day.isoformat() if isinstance(day, date) else (day or "").strip()


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _sort(sort: str, parsed: Parsed, around: str) -> Sort:
    try:
        chosen = Sort(sort)
    except ValueError as error:
        raise BadRequest(f"There is no order “{sort}”: sort by {', '.join(Sort)}.") from error
    if chosen is Sort.AROUND and not around:
        raise BadRequest("Around which day? Give one beside the order, such as 2012-05-09.")
    if chosen is Sort.RELEVANCE and around:
        return Sort.AROUND
    return Sort.NEWEST if chosen is Sort.RELEVANCE and not parsed.has_words else chosen
