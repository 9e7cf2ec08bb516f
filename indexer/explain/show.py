"""An explanation as a table for reading."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from indexer.explain import Explained, Explanation
from search.terminal import plain

WIDTH = 100
_NAME, _SURE = 9, 8
_INDENT = " " * (_NAME + _SURE + 4)
_SHOWN = 160
"""Characters of a long value that are shown."""


def lines_of(explanation: Explanation) -> Iterator[str]:
    """The lines of the table: field, how sure, value; then how it was found, and who agrees and who does not."""
    yield f"== {explanation.origin}"
    if explanation.rejected:
        yield f"rejected: {plain(explanation.rejected)}"
    for field in explanation.fields:
        if field.value or field.conflicting:
            yield from _field(field)
    if missing := [field.name for field in explanation.fields if not (field.value or field.conflicting)]:
        yield f"{'nothing':>{_NAME}}  for {', '.join(missing)}"
    for doubt in explanation.doubts:
        yield f"{'doubt':>{_NAME}}  {plain(doubt)}"
    yield ""


def _field(field: Explained) -> Iterator[str]:
    first, *more = textwrap.wrap(_shown(field), WIDTH - len(_INDENT)) or ["-"]
    yield f"{field.name:>{_NAME}}  {field.sure:<{_SURE}}  {first}"
    yield from (f"{_INDENT}{each}" for each in more)
    if field.how:
        yield f"{_INDENT}from {plain(field.how)}"
    if others := dict.fromkeys(each.how for each in field.agreeing if each.how != field.how):
        yield f"{_INDENT}confirmed by {', '.join(others)}"
    for each in field.conflicting:
        yield f"{_INDENT}{'but' if field.value else 'though'} {each.how} says “{_cut(each.value)}”"


def _shown(field: Explained) -> str:
    value: Any = field.value
    if not value:
        return "-"
    if field.name == "body":
        return f"{len(value)} paragraphs, {sum(map(len, value)):,} characters: “{_cut(value[0])}”"
    if field.name == "related":
        return f"{len(value)} stories: {_cut('; '.join(each['title'] for each in value))}"
    return _cut(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _cut(text: str) -> str:
    return textwrap.shorten(plain(text), _SHOWN, placeholder=" …") or plain(text)[:_SHOWN]
