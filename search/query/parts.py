"""A query taken apart into what stands side by side in it: each part is a query of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from whoosh.qparser import syntax

from search.query import grammar
from search.query.parse import syntax_of, tidied
from search.query.terms import Lexicon

_JOINS: Final = re.compile(r"(?<=[\s)])(?:AND|OR)(?=[\s(])")
_BETWEEN: Final = re.compile(r"(\)*)\s*(?:AND(?=[\s(]))?\s*(.*)", re.DOTALL)
"""What stands between two parts: what closes the one, and what opens the other."""


def parts(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The parts all of which must hold, as written; put side by side again they ask the same.

    A query that can only be read word by word comes apart into its words. Never raises for any text.
    """
    tidy = _side_by_side(" ".join(tidied(text).split()))
    tree = syntax_of(tidy, lexicon)
    if tree is None:
        return tuple(tidy.split())
    spans = [span for node in tree.nodes if (span := _span(node)) is not None]
    return tuple(_cut(tidy, spans)) if isinstance(tree, grammar._AllOf) and spans else (tidy,)


def excludes(part: str) -> bool:
    """Whether a part asks what articles should lack."""
    return part.startswith(("-", "NOT "))


def _side_by_side(text: str) -> str:
    """The query without the ANDs that say what standing side by side says; those beside an OR bind more closely."""
    outermost = [place for place, inside in enumerate(_inside(text)) if not inside]
    words = [match for match in _JOINS.finditer(text) if match.start() in set(outermost)]
    if any(word.group() == "OR" for word in words):
        return text
    for word in reversed(words):
        text = f"{text[: word.start()].rstrip()} {text[word.end() :].lstrip()}"
    return text


def _inside(text: str) -> Iterator[bool]:
    """For each character whether it stands within quotation marks or parentheses."""
    depth, quoted = 0, False
    for character in text:
        quoted ^= character == '"'
        depth += 0 if quoted else (character == "(") - (character == ")")
        yield quoted or depth > 0


def _span(node: Any) -> tuple[int, int] | None:
    """Where the words of a part stand; None for what has none, such as the space between."""
    if isinstance(node, syntax.GroupNode):
        spans = [span for child in node.nodes if (span := _span(child)) is not None]
        return (spans[0][0], spans[-1][1]) if spans else None
    return None if isinstance(node, syntax.Whitespace) else (node.startchar, node.endchar)


def _cut(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    opening = text[: spans[0][0]].lstrip()
    for (start, end), (following, _) in pairwise([*spans, (len(text), len(text))]):
        between = _BETWEEN.fullmatch(text[end:following])
        closing, after = between.groups() if between else ("", "")
        yield f"{opening}{text[start:end]}{closing}"
        opening = after
