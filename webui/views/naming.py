"""Who wrote and who printed: every author by the letters of the alphabet, every source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from flask import request
from flask.typing import ResponseReturnValue

from search.analysis import fold
from search.results import FacetCount
from webui import urls
from webui.language import say
from webui.paging import Paging, paging
from webui.site import render, site
from webui.state import number_from
from webui.stories import Anchor

PER_PAGE = 300
ALL_AT_ONCE = 300
"""Names that are listed without being divided by letters."""
OTHER = "#"
"""Stands for names that begin with no letter."""


@dataclass(frozen=True, slots=True)
class Group:
    """The names under one letter."""

    letter: str
    names: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesPage:
    """A list of names, each leading to its stories."""

    template: ClassVar[str] = "names.html"
    title: str
    nothing: str
    total: int
    letters: tuple[Anchor, ...]
    groups: tuple[Group, ...]
    paging: Paging
    search: str


def authors() -> ResponseReturnValue:
    """``/authors`` and ``/authors?letter=H``: by the last word of each name, as an index is kept."""
    counts = sorted(site().catalogue.values("author"), key=lambda each: _filed(each.value))
    letter = request.args.get("letter", "")[:4]
    if len(counts) > ALL_AT_ONCE and not letter:
        letter = _letter(counts[0].value)
    shown = [each for each in counts if not letter or _letter(each.value) == letter]
    offset = number_from("offset", request.args.get("offset") or "0", len(counts))
    return render(
        NamesPage(
            title=say("Authors"),
            nothing=say("No story in the archive is signed."),
            total=len(counts),
            letters=_letters(counts, letter) if len(counts) > ALL_AT_ONCE else (),
            groups=_groups(shown[offset : offset + PER_PAGE]),
            paging=paging(len(shown), offset, PER_PAGE, lambda at: urls.authors(letter, at)),
            search=urls.values_of("author"),
        )
    )


def sources() -> ResponseReturnValue:
    """``/sources``: every publication, the one with the most stories first."""
    counts = site().catalogue.values("source")
    offset = number_from("offset", request.args.get("offset") or "0", len(counts))
    shown = counts[offset : offset + PER_PAGE]
    return render(
        NamesPage(
            title=say("Sources"),
            nothing=say("No story in the archive names its source."),
            total=len(counts),
            letters=(),
            groups=(Group("", tuple(_anchor("source", each) for each in shown)),),
            paging=paging(len(counts), offset, PER_PAGE, urls.sources),
            search=urls.values_of("source"),
        )
    )


def _filed(name: str) -> tuple[str, str]:
    words = name.split()
    return fold(words[-1]) if words else "", fold(name)


def _letter(name: str) -> str:
    first = _filed(name)[0][:1].upper()
    return first if first.isalpha() else OTHER


def _letters(counts: Sequence[FacetCount], present: str) -> tuple[Anchor, ...]:
    grouped = groupby(sorted(_letter(each.value) for each in counts))
    return tuple(
        Anchor(letter, urls.authors(letter), sum(1 for _ in same), letter == present) for letter, same in grouped
    )


def _groups(shown: Sequence[FacetCount]) -> tuple[Group, ...]:
    return tuple(
        Group(letter, tuple(_anchor("author", each) for each in same))
        for letter, same in groupby(shown, key=lambda each: _letter(each.value))
    )


def _anchor(facet: str, each: FacetCount) -> Anchor:
    return Anchor(each.value, urls.facet(facet, each.value), each.count)
