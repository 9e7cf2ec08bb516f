"""What a query tree should find: each leaf as Whoosh's matchers find it, put together by the meaning of each node."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from whoosh import query
from whoosh.query.qcore import Query

Scores = dict[int, float]
"""Document -> score."""


def whoosh_finds(searcher: Any, tree: Query) -> Scores:
    """What Whoosh's matchers find when stepped through one by one; its collectors' short cuts fail on some trees."""
    found = {}
    for leaf, offset in searcher.leaf_searchers():
        matcher = tree.matcher(leaf, leaf.context())
        while matcher.is_active():
            found[matcher.id() + offset] = matcher.score()
            matcher.next()
    return found


def meaning(searcher: Any, tree: Any) -> Scores:
    """The live documents that match a tree, and their scores."""
    match tree:
        case query.And() | query.Or() | query.DisjunctionMax():
            return _compound(tree, [meaning(searcher, each) for each in tree.subqueries])
        case query.Not():
            return _binary(_all(searcher), meaning(searcher, tree.query), query.AndNot)
        case query.AndNot() | query.AndMaybe() | query.Require():
            return _binary(meaning(searcher, tree.a), meaning(searcher, tree.b), type(tree))
        case query.ConstantScoreQuery():
            return dict.fromkeys(meaning(searcher, tree.child), tree.score)
    return whoosh_finds(searcher, tree)


def _all(searcher: Any) -> Scores:
    return dict.fromkeys(searcher.reader().all_doc_ids(), 1.0)


def _binary(one: Scores, other: Scores, kind: type) -> Scores:
    if kind is query.AndMaybe:
        return {document: score + other.get(document, 0.0) for document, score in one.items()}
    return {document: score for document, score in one.items() if (document in other) is (kind is query.Require)}


def _compound(tree: Any, parts: Sequence[Scores]) -> Scores:
    boost = tree.boost if len(parts) > 1 else 1.0
    held = Counter(document for part in parts for document in part)
    if isinstance(tree, query.And):
        held = Counter({document: count for document, count in held.items() if count == len(parts)})
    return {document: boost * _score(tree, [part[document] for part in parts if document in part]) for document in held}


def _score(tree: Any, scores: Sequence[float]) -> float:
    if isinstance(tree, query.DisjunctionMax):
        return float(max(scores) + tree.tiebreak * (math.fsum(scores) - max(scores)))
    return math.fsum(scores)
