"""What a reader asked for, as it stands in the address bar.

A :class:`State` is read from a request's parameters and written back to them, so that every link of a page of
results is the present question with one thing changed, and a reload or a bookmark loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from search.errors import BadRequest
from search.facets import FACETS
from search.question import Question
from search.results import Sort
from search.timeline import UNITS

LONGEST_QUERY = 1000
"""Characters of query text; longer ones are refused with a sentence."""

MOST_FILTERS = 20
"""Values wanted, and as many unwanted: every link of a page of results repeats them all."""

LARGEST_LIMIT = 100
"""Hits in one answer."""

LARGEST_OFFSET = 1_000_000_000

Pair = tuple[str, str]
"""Facet name and value."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One name that ``/search`` and ``/api/search`` read from the address."""

    name: str
    help: str
    example: str
    many: bool = False


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("q", "the query, in the language described above", "cyber attack"),
    *(Parameter(facet.name, facet.help, "", many=True) for facet in FACETS.values()),
    Parameter("exclude", "a facet, a colon and a value to leave out", "section:World", many=True),
    Parameter("after", "first day wanted: a day, a month or a year", "2012-05"),
    Parameter("before", "last day wanted, itself included", "May 9 2012"),
    Parameter("sort", "one of " + ", ".join(Sort), "newest"),
    Parameter("around", "best matches near this day first: a day, a month or a year", "2012-05-09"),
    Parameter("limit", f"hits in the answer, at most {LARGEST_LIMIT}", "25"),
    Parameter("offset", "hits to pass over, so that the next page can be asked for", "25"),
    Parameter("by", "length of a bar of the timeline: " + ", ".join(UNITS), "month"),
    Parameter("share", "1 shows the timeline as a share of everything held in each period", "1"),
    Parameter("fold", "1 shows near-copies of one story once", "1"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A question with everything that narrows it; immutable, so a link is a changed copy."""

    q: str = ""
    wanted: tuple[Pair, ...] = ()
    unwanted: tuple[Pair, ...] = ()
    after: str = ""
    before: str = ""
    sort: Sort = Sort.RELEVANCE
    around: str = ""
    limit: int | None = None
    """None leaves the number of hits to the site's setting."""
    offset: int = 0
    by: str = ""
    """Unit of the timeline; left out, the one that suits."""
    share: bool = False
    fold: bool = False

    def question(self) -> Question:
        """What the catalogue is asked. Raises BadRequest."""
        wanted = {name: values for name in FACETS if (values := self.values(name))}
        return Question.of(
            self.q,
            exclude=self.excluded(),
            after=self.after,
            before=self.before,
            sort=self.sort,
            around=self.around,
            **wanted,
        )

    def shown(self, **changes: object) -> State:
        """The same page of results, looked at differently."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def asked(self, **changes: object) -> State:
        """This question with changes, at its first page."""
        return replace(self, offset=0, **changes)  # type: ignore[arg-type]

    def at(self, offset: int) -> State:
        """The page of results that begins after ``offset`` hits."""
        return replace(self, offset=max(offset, 0))

    def wants(self, facet: str, value: str) -> bool:
        """Whether the value was chosen, however it is capitalised: the catalogue makes no difference either."""
        return _key((facet, value)) in map(_key, self.wanted)

    def leaves_out(self, facet: str, value: str) -> bool:
        """Whether the value was excluded."""
        return _key((facet, value)) in map(_key, self.unwanted)

    def toggled(self, facet: str, value: str) -> State:
        """With the value wanted; or no longer so when it already was."""
        pair = (facet, value)
        wanted = _without(self.wanted, pair)
        if not self.wants(facet, value):
            wanted = (*wanted, pair)
        return self.asked(wanted=wanted, unwanted=_without(self.unwanted, pair))

    def excluding(self, facet: str, value: str) -> State:
        """With the value left out; or no longer so when it already was."""
        pair = (facet, value)
        unwanted = _without(self.unwanted, pair)
        if not self.leaves_out(facet, value):
            unwanted = (*unwanted, pair)
        return self.asked(unwanted=unwanted, wanted=_without(self.wanted, pair))

    def values(self, facet: str) -> tuple[str, ...]:
        """The values wanted of a facet."""
        return tuple(value for name, value in self.wanted if name == facet)

    def excluded(self) -> Mapping[str, list[str]]:
        """Facet -> values left out."""
        return {facet: values for facet in FACETS if (values := [v for name, v in self.unwanted if name == facet])}

    @property
    def narrowed(self) -> bool:
        """Whether anything but the query text narrows the question."""
        return bool(self.wanted or self.unwanted or self.after or self.before)

    def parameters(self) -> Iterator[Pair]:
        """Name and value of each parameter that is not at its default; :func:`read` reads them back."""
        yield from (("q", self.q),) if self.q else ()
        yield from self.wanted
        yield from (("exclude", f"{facet}:{value}") for facet, value in self.unwanted)
        yield from ((name, value) for name in ("after", "before") if (value := getattr(self, name)))
        yield from (("sort", self.sort.value),) if self.sort is not Sort.RELEVANCE else ()
        yield from (("around", self.around),) if self.around else ()
        yield from (("limit", str(self.limit)),) if self.limit is not None else ()
        yield from (("offset", str(self.offset)),) if self.offset else ()
        yield from (("by", self.by),) if self.by else ()
        yield from ((name, "1") for name in ("share", "fold") if getattr(self, name))


def read(pairs: Iterable[Pair]) -> State:
    """The question that an address's parameters ask; unknown names are passed over.

    Raises BadRequest with a sentence for a query that is too long, and for a sort, number or exclusion that
    cannot be understood. Dates are left as typed: the catalogue reads them.
    """
    given = [(name, value.strip()) for name, value in pairs]
    given = [pair for pair in given if pair[1]]
    last = dict(given)
    return State(
        q=_query(last.get("q", "")),
        wanted=_filters(pair for pair in given if pair[0] in FACETS),
        unwanted=_filters(_exclusion(value) for name, value in given if name == "exclude"),
        after=last.get("after", "")[:100],
        before=last.get("before", "")[:100],
        sort=_sort(last.get("sort", Sort.RELEVANCE)),
        around=last.get("around", "")[:100],
        limit=number_from("limit", last["limit"], LARGEST_LIMIT) if "limit" in last else None,
        offset=number_from("offset", last.get("offset", "0"), LARGEST_OFFSET),
        by=_unit(last.get("by", "")),
        share=last.get("share") == "1",
        fold=last.get("fold") == "1",
    )


def _query(text: str) -> str:
    if len(text) > LONGEST_QUERY:
        raise BadRequest(f"The query is longer than {LONGEST_QUERY:,} characters; shorten it.")
    return text


def _sort(text: str) -> Sort:
    try:
        return Sort(text.lower())
    except ValueError:
        raise BadRequest(f"There is no sort {text[:40]!r}; use one of {', '.join(Sort)}.") from None


def _unit(text: str) -> str:
    if text and text not in UNITS:
        raise BadRequest(f"There is no timeline by {text[:40]!r}; use {', '.join(UNITS)}.")
    return text


def number_from(name: str, text: str, largest: int) -> int:
    """A parameter that is a whole number. Raises BadRequest with a sentence that names it."""
    if not (text.isascii() and text.isdigit() and len(text) <= 12 and int(text) <= largest):
        raise BadRequest(f"{name} needs a whole number from 0 to {largest:,}, not {text[:40]!r}.")
    return int(text)


def _exclusion(text: str) -> Pair:
    facet, _, value = text.partition(":")
    if facet.strip() not in FACETS or not value.strip():
        known = ", ".join(FACETS)
        raise BadRequest(f"exclude needs one of {known}, a colon and a value, not {text[:40]!r}.")
    return facet.strip(), value.strip()


def _key(pair: Pair) -> Pair:
    return pair[0], pair[1].casefold()


def _filters(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    first: dict[Pair, Pair] = {}
    for pair in pairs:
        first.setdefault(_key(pair), pair)
    if len(first) > MOST_FILTERS:
        raise BadRequest(f"There are more than {MOST_FILTERS} filters; take some away.")
    return tuple(first.values())


def _without(pairs: tuple[Pair, ...], pair: Pair) -> tuple[Pair, ...]:
    return tuple(each for each in pairs if _key(each) != _key(pair))
