"""Newspapers whose layout is known: one module each, a few CSS selectors and nothing else.

A module names its ``HOSTS`` and its ``RULES``, oldest layout first; a redesign is a further rule, and the old one gets
the day on which it was last used as ``valid_until``. Rules are found by the host of a page's address, so that one
newspaper's rule cannot touch another's pages. What a rule does not say, or no longer finds, is found as on any page.
Each module has sample pages and their expected JSON in ``tests/pages/<host>/``; the tests fail without them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where one layout of one newspaper prints things: CSS selectors, ``""`` for what it does not print."""

    valid_until: date | None = None
    """The last day of this layout; None for the one in use."""
    headline: str = ""
    dek: str = ""
    authors: str = ""
    date: str = ""
    section: str = ""
    """Selects the crumbs of the section path, or one element that holds them all."""
    page: str = ""
    place: str = ""
    body: str = ""
    """Selects what holds the story, or its paragraphs one by one."""
    related: str = ""
    """Selects the links of the related stories."""
    drop: str = ""
    """Selects what stands inside the story and is no part of it."""
    source: str = ""
    """The publication's name, as text."""
    language: str = ""
    """The language of all its pages, as an ISO 639 code."""


@cache
def rules_by_host() -> Mapping[str, tuple[Rule, ...]]:
    """Every known newspaper's rules, in the order in which its layouts came."""
    found: dict[str, tuple[Rule, ...]] = {}
    for module in sorted(each.name for each in iter_modules(__path__)):
        paper = import_module(f"{__name__}.{module}")
        found.update(dict.fromkeys(paper.HOSTS, tuple(paper.RULES)))
    return found


_in_place: ContextVar[Mapping[str, tuple[Rule, ...]] | None] = ContextVar(
    "rules in place of the known ones", default=None
)


@contextmanager
def reading_by(rules: Mapping[str, tuple[Rule, ...]]) -> Iterator[None]:
    """Inside the block pages are read by these rules, and by no others; for trying a rule before it is one."""
    token = _in_place.set(rules)
    try:
        yield
    finally:
        _in_place.reset(token)


def rules_for(host: str, day: date | None) -> tuple[Rule, ...]:
    """A host's rules, the likeliest first: the layout of that day, then the newer, then the older ones."""
    known = _in_place.get()
    rules = (rules_by_host() if known is None else known).get(host, ())
    if day is None:
        return tuple(reversed(rules))
    current = [each for each in rules if each.valid_until is None or each.valid_until >= day]
    return (*current, *(each for each in reversed(rules) if each not in current))
