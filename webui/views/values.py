"""All values of one facet among what a question finds: searched, sorted, and chosen several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import abort, request
from flask.typing import ResponseReturnValue

from search.analysis import fold
from search.facets import FACETS
from search.results import FacetCount
from webui import urls
from webui.language import say
from webui.paging import Paging, paging
from webui.site import render, site
from webui.state import State, read
from webui.stories import Anchor

PER_PAGE = 120
ORDERS = ("count", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesPage:
    """A part of the list, with the form that searches it and the one that takes the choice back to the results."""

    template: ClassVar[str] = "values.html"
    facet: str
    label: str
    help: str
    state: State
    find: str
    orders: tuple[Anchor, ...]
    order: str
    hidden: tuple[tuple[str, str], ...]
    """The question without its choice of this facet: the boxes send that."""
    kept: tuple[str, ...]
    """Values that were chosen and do not stand on this page."""
    values: tuple[FacetCount, ...]
    paging: Paging
    back: str
    all_of_them: int


def view(facet: str) -> ResponseReturnValue:
    """``/search/values/author``, with the parameters of a search and ``find`` and ``order``."""
    if facet not in FACETS:
        abort(404)
    state = read(request.args.items(multi=True))
    find = request.args.get("find", "").strip()[:100]
    order = request.args.get("order", ORDERS[0])
    every = site().catalogue.values(facet, state.question())
    found = _sorted([each for each in every if fold(find) in fold(each.value)], order)
    shown = tuple(found[state.offset : state.offset + PER_PAGE])
    question = state.at(0)
    return render(
        ValuesPage(
            facet=facet,
            label=say(FACETS[facet].label),
            help=say(FACETS[facet].help),
            state=state,
            find=find,
            order=order,
            orders=tuple(
                Anchor(label, urls.values(facet, question, find=find, order=name), current=name == order)
                for name, label in zip(ORDERS, (say("most stories first"), say("by the alphabet")), strict=True)
            ),
            hidden=tuple(pair for pair in question.parameters() if pair[0] != facet),
            kept=_kept(state, facet, shown),
            values=shown,
            paging=paging(
                len(found), state.offset, PER_PAGE, lambda at: urls.values(facet, state.at(at), find=find, order=order)
            ),
            back=urls.search(question),
            all_of_them=len(every),
        )
    )


def _sorted(found: Sequence[FacetCount], order: str) -> Sequence[FacetCount]:
    return sorted(found, key=lambda each: fold(each.value)) if order == "name" else found


def _kept(state: State, facet: str, shown: Sequence[FacetCount]) -> tuple[str, ...]:
    here = {each.value.casefold() for each in shown}
    return tuple(value for value in state.values(facet) if value.casefold() not in here)
