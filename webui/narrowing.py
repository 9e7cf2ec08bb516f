"""What narrows a search, as links: facets, chips, presets and the bars of the timeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from search.facets import FACETS
from search.results import Bucket, FacetCount, Results
from webui import urls
from webui.language import say
from webui.state import State
from webui.stories import Anchor

SHOWN = 6
"""Values of a facet that stand open; the others wait behind a click."""

LISTED = 12
"""Values of a facet that a page of results lists; a page of their own lists and searches all of them."""

IN_ORDER = frozenset({"year"})
"""Facets whose values follow one another; they stand latest first, the others most frequent first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet and the two links beside it."""

    value: str
    count: int
    wanted: bool
    unwanted: bool
    toggle: str
    exclude: str


@dataclass(frozen=True, slots=True)
class FacetBox:
    """One facet of the answer."""

    name: str
    label: str
    standing: tuple[Choice, ...]
    more: tuple[Choice, ...]
    every: str
    """Where all values are listed and can be searched; "" when they stand here already."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter; ``href`` takes it away."""

    label: str
    value: str
    href: str


def boxes(results: Results, state: State) -> tuple[FacetBox, ...]:
    """Every facet that has something to offer for this answer."""
    return tuple(
        _box(name, results.facets.get(name, ()), state)
        for name in FACETS
        if results.facets.get(name) or name in dict(state.unwanted)
    )


def _box(name: str, counts: Sequence[FacetCount], state: State) -> FacetBox:
    found = [each for each in counts if each.count]
    rows = [*found, *_uncounted(name, found, state)]
    if name in IN_ORDER:
        rows.sort(key=lambda each: each.value, reverse=True)
    rows.sort(key=lambda each: not _chosen(name, each, state))
    chosen = sum(_chosen(name, each, state) for each in rows)
    choices = tuple(_choice(name, each, state) for each in rows[: max(LISTED, chosen)])
    standing = max(SHOWN, chosen)
    every = urls.values(name, state) if len(rows) > len(choices) else ""
    return FacetBox(name, say(FACETS[name].label), choices[:standing], choices[standing:], every)


def _chosen(name: str, each: FacetCount, state: State) -> bool:
    return state.wants(name, each.value) or state.leaves_out(name, each.value)


def _uncounted(name: str, counts: Sequence[FacetCount], state: State) -> Iterator[FacetCount]:
    """What was chosen or excluded and counts nothing: it stays in sight, that it can be taken back."""
    known = {each.value.casefold() for each in counts}
    for facet, value in (*state.wanted, *state.unwanted):
        if facet == name and value.casefold() not in known:
            yield FacetCount(value, 0)


def _choice(name: str, each: FacetCount, state: State) -> Choice:
    pair = (name, each.value)
    return Choice(
        each.value,
        each.count,
        state.wants(*pair),
        state.leaves_out(*pair),
        urls.search(state.toggled(*pair)),
        urls.search(state.excluding(*pair)),
    )


def chips(state: State) -> tuple[Chip, ...]:
    """The active filters, in the order in which they were chosen."""
    return tuple(_chips(state))


def _chips(state: State) -> Iterator[Chip]:
    for facet, value in state.wanted:
        yield Chip(say(FACETS[facet].label), value, urls.search(state.toggled(facet, value)))
    for facet, value in state.unwanted:
        yield Chip(
            say("Not {facet}", facet=say(FACETS[facet].label)), value, urls.search(state.excluding(facet, value))
        )
    if state.after and state.after == state.before:
        yield Chip(say("Date"), state.after, urls.search(state.asked(after="", before="")))
        return
    if state.after:
        yield Chip(say("From"), state.after, urls.search(state.asked(after="")))
    if state.before:
        yield Chip(say("To"), state.before, urls.search(state.asked(before="")))


def bucket_link(state: State, bucket: Bucket) -> str:
    """The same question within one bar of the timeline; a day is asked for as itself, not as a range of two."""
    return urls.search(state.asked(after=bucket.period, before=bucket.period))


PRESETS = (
    ("Last week", 7),
    ("Last month", 30),
    ("Last year", 365),
    ("Last five years", 5 * 365 + 1),
    ("Last ten years", 10 * 365 + 2),
)
"""Label and days before the last day held: what is recent in an archive is counted from where it ends."""


def presets(state: State, last: date | None) -> tuple[Anchor, ...]:
    """Date ranges that end with the archive; the first one is every date."""
    every = Anchor(say("Any date"), urls.search(state.asked(after="", before="")), None, not state.after + state.before)
    if last is None:
        return (every,)
    return (
        every,
        *(_preset(state, label, last - timedelta(min(days, last.toordinal() - 1))) for label, days in PRESETS),
    )


def _preset(state: State, label: str, first: date) -> Anchor:
    after = (first + timedelta(1)).isoformat()
    current = state.after == after and not state.before
    return Anchor(say(label), urls.search(state.asked(after=after, before="")), None, current)
