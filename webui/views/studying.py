"""A result looked at more closely: its count explained, its telling words, its words in context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import request
from flask.typing import ResponseReturnValue

from search.concordance import Concordance, Order, concordance
from search.counting import Explanation, Filter, Part, explain
from search.facets import FACETS
from search.keyness import SAMPLE, Keyword, keywords
from search.question import Question
from webui import urls
from webui.language import say
from webui.narrowing import Chip, chips
from webui.paging import Paging, paging
from webui.site import render, site
from webui.state import State, read
from webui.stories import Anchor
from webui.text import runs_left
from webui.views.advanced import Told, understood

LINES = 50
"""Lines in context on a page."""
WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Studied:
    """The question that is looked at, as every one of these pages shows it first."""

    state: State
    chips: tuple[Chip, ...]
    back: str


@dataclass(frozen=True, slots=True)
class Row:
    """One part of a question, or one filter, and what it does to the count."""

    text: str
    excludes: bool
    alone: int | None
    alone_href: str
    without: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPage:
    """Why so many and no more."""

    template: ClassVar[str] = "count.html"
    studied: Studied
    total: int
    everything: int
    told: tuple[Told, ...]
    parts: tuple[Row, ...]
    filters: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word, and the way to the stories found that hold it."""

    keyword: Keyword
    href: str
    width: float
    """Of its bar, in percent of the longest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordsPage:
    """The words that set what was found apart."""

    template: ClassVar[str] = "keywords.html"
    studied: Studied
    words: tuple[Word, ...]
    total: int
    read: int
    others: int
    sample: int


@dataclass(frozen=True, slots=True)
class Line:
    """One place where the words stand."""

    left: str
    word: str
    right: str
    href: str
    headline: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordancePage:
    """The words in context."""

    template: ClassVar[str] = "concordance.html"
    studied: Studied
    lines: tuple[Line, ...]
    runs_left: bool
    """Whether the lines are of a script that runs from right to left; what stands before is then at the right."""
    orders: tuple[Anchor, ...]
    gathered: int
    read: int
    total: int
    paging: Paging


def count() -> ResponseReturnValue:
    """``/search/count``: what each part of the query finds, and what each filter takes away."""
    state = _state()
    explained = explain(site().catalogue, state.question())
    return render(_counted(state, explained))


def words() -> ResponseReturnValue:
    """``/search/keywords``."""
    state = _state()
    found = keywords(site().catalogue, state.question(), WORDS)
    longest = max((each.likelihood for each in found.words), default=1.0)
    return render(
        KeywordsPage(
            studied=studied(state),
            words=tuple(_word(state, each, longest) for each in found.words),
            total=found.total,
            read=found.read,
            others=found.others,
            sample=SAMPLE,
        )
    )


def context() -> ResponseReturnValue:
    """``/search/concordance``, with ``order`` for the order of its lines. Raises BadRequest."""
    state, order = _state(), request.args.get("order", Order.RESULTS.value)
    found = concordance(site().catalogue, state.question(), order=order, limit=LINES, offset=state.offset)
    return render(_in_context(state, found, order))


def _state() -> State:
    return read(request.args.items(multi=True))


def studied(state: State) -> Studied:
    """The head of a page about what a state's question finds."""
    return Studied(state=state, chips=chips(state), back=urls.search(state.at(0)))


def _counted(state: State, explained: Explanation) -> CountPage:
    return CountPage(
        studied=studied(state),
        total=explained.total,
        everything=explained.everything,
        told=understood(state.q),
        parts=tuple(_part(state, each) for each in explained.parts),
        filters=tuple(_filter(state, each) for each in explained.filters),
    )


def _part(state: State, each: Part) -> Row:
    alone = urls.search(state.asked(q=each.text))
    return Row(each.text, each.excludes, each.alone, alone, each.without, urls.search(asked(state, each.rest)))


def _filter(state: State, each: Filter) -> Row:
    named = {"after": say("From"), "before": say("To")}.get(each.name) or say(FACETS[each.name].label)
    return Row(f"{named}: {each.value}", each.excludes, None, "", each.without, urls.search(asked(state, each.rest)))


def asked(state: State, question: Question) -> State:
    """The state that asks the question."""
    return state.asked(
        q=question.text,
        wanted=tuple((name, value) for name, values in question.wanted.items() for value in values),
        unwanted=tuple((name, value) for name, values in question.unwanted.items() for value in values),
        after=question.after,
        before=question.before,
    )


def _word(state: State, each: Keyword, longest: float) -> Word:
    narrowed = state.asked(q=f"({state.q}) {each.word}" if " OR " in state.q else f"{state.q} {each.word}".strip())
    return Word(each, urls.search(narrowed), round(100 * each.likelihood / longest, 1))


def _in_context(state: State, found: Concordance, order: str) -> ConcordancePage:
    names = {
        Order.RESULTS: say("as the results"),
        Order.LEFT: say("by the word before"),
        Order.RIGHT: say("by the word after"),
    }
    return ConcordancePage(
        studied=studied(state),
        lines=tuple(
            Line(
                each.left,
                each.word,
                each.right,
                urls.article(each.id, state.at(0)),
                each.headline,
                each.day.isoformat() if each.day else "",
            )
            for each in found.lines
        ),
        runs_left=bool(found.lines) and runs_left(found.lines[0].word),
        orders=tuple(
            Anchor(name, urls.concordance(state.at(0), each), current=each == order) for each, name in names.items()
        ),
        gathered=found.gathered,
        read=found.read,
        total=found.total,
        paging=paging(found.gathered, state.offset, LINES, lambda at: urls.concordance(state.at(at), order)),
    )
