"""A query put into an indented outline, so that its writer sees how it was understood before trusting a count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from whoosh.qparser import syntax

from search.fields import FIELD_NAMES
from search.query import grammar
from search.query.parse import syntax_of
from search.query.terms import Lexicon, whole

_FUZZY: Final = re.compile(r"(?P<word>.+?)~(?P<distance>[12])?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an outline. ``kind`` is a row of :data:`KINDS`; ``field`` is "" where every field is searched."""

    depth: int
    kind: str
    text: str = ""
    field: str = ""
    number: int = 0
    """Words between, for ``near``; letters off, for ``like``."""


KINDS: Final[Mapping[str, str]] = {
    "all": "all of these",
    "any": "any of these",
    "none": "none of these",
    "word": "the word {text}, in any form",
    "exact": "exactly {text}",
    "phrase": "the phrase {text}",
    "near": "the words {text}, at most {number} others among them",
    "begins": "words like {text}",
    "like": "words spelled like {text}, {number} off",
    "after": "printed on or after {text}",
    "before": "printed on or before {text}",
    "on": "printed {text}",
}
"""Kind of line -> what it says; ``text``, ``number`` are filled in."""


def outline(text: str, lexicon: Lexicon) -> tuple[Line, ...]:
    """How a query is read, outermost line first; nothing for a query without words. Never raises for any text."""
    tree = syntax_of(text, lexicon)
    return () if tree is None else tuple(_lines(tree, 0))


def _lines(node: Any, depth: int) -> Iterator[Line]:
    if isinstance(node, syntax.GroupNode):
        yield from _group(node, depth)
        return
    for kind, line in _LEAVES.items():
        if isinstance(node, kind):
            yield line(node, depth)
            return


def _group(node: Any, depth: int) -> Iterator[Line]:
    kind = next((name for group, name in _GROUPS.items() if isinstance(node, group)), "all")
    children = [child for child in node.nodes if isinstance(child, (syntax.GroupNode, *_LEAVES))]
    if kind != "none" and len(children) == 1:
        yield from _lines(children[0], depth)
    elif children:
        yield Line(depth, kind)
        for child in children:
            yield from _lines(child, depth + 1)


_GROUPS: Final = {grammar._AnyOf: "any", grammar._NoneOf: "none"}


def _word(node: Any, depth: int) -> Line:
    text, field = node.text.lstrip("+"), _field(node)
    if "*" in text:
        return Line(depth, "begins", "*".join(whole(part) for part in text.split("*")), field)
    if match := _FUZZY.match(text):
        return Line(depth, "like", match["word"], field, int(match["distance"] or 1))
    if text.startswith("="):
        return Line(depth, "exact", text.lstrip("="), field)
    return Line(depth, "word", text, field)


def _quote(node: Any, depth: int) -> Line:
    kind = "near" if node.slop else "exact" if node.exact else "phrase"
    return Line(depth, kind, f"“{node.text.strip()}”", _field(node), node.slop)


def _date(node: Any, depth: int) -> Line:
    first, last = node.days
    shown = {"after": f"{first}", "before": f"{last}", "on": f"{first}" if first == last else f"{first} – {last}"}
    return Line(depth, node.operator, shown[node.operator])


def _field(node: Any) -> str:
    return FIELD_NAMES[node.fieldname].name if node.fieldname else ""


_LEAVES: Final[Mapping[type, Callable[[Any, int], Line]]] = {
    grammar._QuoteNode: _quote,
    grammar._DateNode: _date,
    syntax.WordNode: _word,
}
