"""One question's answer: what matches all of it or, where that is too little, what matches best.

Keywords are meant: all of them must match, and only when no article has them all are partial matches given. A sentence
is typed to be understood: where fewer than FEW articles have all of its words, those with some of them follow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from whoosh.query import Or
from whoosh.query.qcore import Query

from search.engine import Answer, Engine, Request
from search.query import Parsed, some_of
from search.results import Notice
from search.spelling import did_you_mean

FEW: Final = 10

NONE_HAS_ALL: Final = Notice("No article has all of these words; these have some of them, the best matches first.")


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, the tree that it is the answer to, and what the reader should know."""

    answer: Answer
    tree: Query
    notices: tuple[Notice, ...]


def answered(engine: Engine, request: Request, parsed: Parsed, text: str) -> Answered:
    """The answer to a request for a parsed query, whose text is given for other spellings. Raises EngineError."""
    answer = engine.ask(request)
    notices = parsed.notices + tuple(map(_bounded, sorted(answer.bounded)))
    if not answer.total and (better := did_you_mean(text, parsed.words, engine)):
        notices += (Notice(f"Did you mean “{better}”?", better),)
    if len(parsed.loose) < 2 or answer.total >= (FEW if parsed.sentence else 1):
        return Answered(answer, parsed.tree, notices)
    tree = some_of(parsed.loose, engine.frequency)
    if answer.total:
        tree = Or([parsed.tree, *tree.children()])  # so that all of the words count twice
    partial = engine.ask(replace(request, tree=tree))
    if partial.total <= answer.total:
        return Answered(answer, parsed.tree, notices)
    return Answered(partial, tree, (*notices, _few_have_all(answer.total)))


def _few_have_all(total: int) -> Notice:
    if not total:
        return NONE_HAS_ALL
    some = "Only one article has" if total == 1 else f"Only {total} articles have"
    return Notice(f"{some} all of these words; those with some of them follow, the best matches first.")


def _bounded(text: str) -> Notice:
    return Notice(f"“{text}” stands for very many words; only the most frequent were looked for: write more letters.")
