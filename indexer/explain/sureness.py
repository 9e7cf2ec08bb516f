"""How sure a value is, in four words and one for none: a table that a reader can check by hand."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from indexer.explain.witnesses import Witness


class Sureness(StrEnum):
    """From the surest down."""

    SURE = "sure"
    """The newspaper's own rule found it; or what is declared and what is printed, or two declarations, agree and
    outnumber what disagrees."""
    LIKELY = "likely"
    """One declaration made for machines says so, and no more statements contradict it than support it."""
    GUESSED = "guessed"
    """It was read off the page as printed, or off the address, and nothing confirms it."""
    DOUBTFUL = "doubtful"
    """More statements of the page contradict it than support it."""
    MISSING = "missing"
    """No value was found."""


_DECLARATIONS = ("JSON-LD", "JSON ", "meta ", "microdata", "canonical", "og:", "rel=", "html lang")


def sureness(filled: bool, how: str, agreeing: Sequence[Witness], conflicting: Sequence[Witness]) -> Sureness:
    """How sure a value found in a certain way is, given the witnesses for and against it."""
    if not filled:
        return Sureness.MISSING
    if how.startswith("site rule"):
        return Sureness.SURE
    places = {each.how for each in agreeing} | {how}
    against = len({each.how for each in conflicting} - places)
    if against >= len(places):
        return Sureness.DOUBTFUL
    if len(places) > 1:
        return Sureness.SURE
    return Sureness.LIKELY if is_declared(how) else Sureness.GUESSED


def is_declared(how: str) -> bool:
    """Whether a way of finding reads what a page states for machines."""
    return how.startswith(_DECLARATIONS)
