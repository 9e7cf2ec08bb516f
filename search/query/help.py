"""What readers can type, as a table: the help page, ``news-search --help`` and the reader's guide are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from search.fields import FIELDS


@dataclass(frozen=True, slots=True)
class Operator:
    """One row of the query language."""

    syntax: str
    example: str
    meaning: str


OPERATORS: Final[tuple[Operator, ...]] = (
    Operator(
        "words", "harbour tunnel", "all of the words, in any form; if no article has all, the best partial matches"
    ),
    Operator('"…"', '"sea wall"', "these words in this order"),
    Operator(
        '"…"~N', '"minister resigned"~5', "these words near one another in any order, at most N others among them"
    ),
    Operator("=word", "=running", "the word exactly as written, not run or runs; also with a quoted phrase"),
    Operator("-word", "tunnel -toll", "not this word; also before a phrase, a field or parentheses"),
    Operator("NOT", "tunnel NOT toll", "the same in words"),
    Operator("OR", "ferry OR tunnel", "either; OR binds more closely than words side by side"),
    Operator("AND", "ferry AND tunnel", "both, as without it"),
    Operator("( )", "ferry OR (tunnel toll)", "what belongs together"),
    Operator("word*", "econom*", "words that begin so, after at least two letters; the * may also stand inside"),
    Operator("word~", "panetta~", "words spelled like it, one letter off; ~2 for two letters"),
    Operator("after:", "after:2012-05", "printed on or after the first day of a year, month or day"),
    Operator("before:", "before:May 9 2012", "printed on or before the last day of a year, month or day"),
    Operator("on:", "on:2012-05-09", "printed in that year, in that month or on that day"),
    *(
        Operator(f"{field.name}:", field.example, f"only in {field.help}")
        if field.name in ("headline", "body")
        else Operator(f"{field.name}:", field.example, f"by {field.help}")
        for field in FIELDS.values()
    ),
)
