"""Which terms of a field's dictionary a query node stands for, as numbers, ascending."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import numpy as np
from whoosh import query

from search.arrays.postings import FieldPostings, Longs
from search.arrays.similar import within

Terms = range | Longs
SPECIAL: Final = re.compile(r"[*?]|\[.*")
"""What is not literal in a wildcard; a class of letters may reach to the end."""


def prefix(tree: Any, postings: FieldPostings, _: Any) -> Terms:
    """Of whoosh.query.Prefix."""
    return range(*postings.span(tree.text.encode()))


def term_range(tree: Any, postings: FieldPostings, reader: Any) -> Terms:
    """Of whoosh.query.TermRange, whose ends the field's type turns into bytes."""
    to_bytes = reader.schema[tree.fieldname].to_bytes
    try:
        first = 0 if tree.start is None else _after(postings, to_bytes(tree.start), past=tree.startexcl)
        last = postings.size if tree.end is None else _after(postings, to_bytes(tree.end), past=not tree.endexcl)
    except ValueError:
        return range(0)
    return range(first, max(first, last))


def _after(postings: FieldPostings, text: bytes, *, past: bool) -> int:
    """The number of the first term not less than a text, or past it."""
    return postings.place(text + b"\0" if past else text)


def wildcard(tree: Any, postings: FieldPostings, _: Any) -> Terms:
    """Of whoosh.query.Wildcard: terms are sifted by its literal pieces, and only then looked at one by one."""
    lead, *pieces = SPECIAL.split(tree.text)
    if not pieces:
        term = postings.find(tree.text.encode())
        return np.array([term] if term >= 0 else [], dtype=np.int64)
    *middle, tail = (piece.encode() for piece in pieces)
    longest = max(middle, key=len, default=b"")
    terms = _holding(postings, range(*postings.span(lead.encode())), longest) if longest else None
    if terms is None:
        terms = np.arange(*postings.span(lead.encode()))
    terms = _ending(postings, terms, tail, len(lead.encode()) + len(tail))
    if set(SPECIAL.findall(tree.text)) == {"*"} and len(middle) <= (not lead and not tail):
        return terms
    return _matching(_texts(postings, terms.tolist()), re.compile(fnmatch.translate(tree.text)))


def _holding(postings: FieldPostings, terms: range, piece: bytes) -> Longs:
    """Those of some terms that hold some bytes."""
    bounds = postings.text_ends[terms.start : terms.stop + 1] - postings.text_ends[terms.start]
    block = postings.texts[postings.text_ends[terms.start] : postings.text_ends[terms.stop]]
    (places,) = (block[: max(len(block) - len(piece) + 1, 0)] == piece[0]).nonzero()
    for step, byte in enumerate(piece[1:], 1):
        places = places[block.take(places + step) == byte]
    found = bounds.searchsorted(places, side="right") - 1
    return np.unique(found[places + len(piece) <= bounds.take(found + 1)]) + terms.start


def _ending(postings: FieldPostings, terms: Longs, tail: bytes, shortest: int) -> Longs:
    """Those of some terms that end with some bytes and have no fewer than so many in all."""
    ends = postings.text_ends.take(terms + 1)
    long_enough = ends - postings.text_ends.take(terms) >= shortest
    terms, ends = terms[long_enough], ends[long_enough]
    for back, byte in enumerate(reversed(tail), 1):
        same = postings.texts.take(ends - back) == byte
        terms, ends = terms[same], ends[same]
    return terms


def regex(tree: Any, postings: FieldPostings, _: Any) -> Terms:
    """Of whoosh.query.Regex."""
    lead = tree._find_prefix(tree.text)
    return _matching(_texts(postings, range(*postings.span(lead.encode()))), re.compile(tree.text))


def _matching(texts: Iterable[tuple[int, str]], pattern: re.Pattern[str]) -> Longs:
    match = pattern.match
    return np.array([term for term, text in texts if match(text)], dtype=np.int64)


def _texts(postings: FieldPostings, terms: range | list[int]) -> Iterator[tuple[int, str]]:
    if isinstance(terms, range):
        texts: Iterable[bytes] = postings.terms(terms.start, terms.stop)
    else:
        texts = map(postings.text, terms)
    return ((term, text.decode("utf-8", "surrogatepass")) for term, text in zip(terms, texts, strict=True))


def fuzzy(tree: Any, postings: FieldPostings, _: Any) -> Terms:
    """Of whoosh.query.FuzzyTerm."""
    return within(postings, tree.text, int(tree.maxdist), tree.prefixlength)


def as_whoosh_does(tree: Any, postings: FieldPostings, reader: Any) -> Terms:
    """Of any other node that stands for several terms."""
    to_bytes = reader.schema[tree.fieldname].to_bytes
    found = {postings.find(to_bytes(text)) for text in tree._btexts(reader)}
    return np.array(sorted(found - {-1}), dtype=np.int64)


EXPANSIONS: Final[dict[type, Callable[[Any, FieldPostings, Any], Terms]]] = {
    query.Prefix: prefix,
    query.Wildcard: wildcard,
    query.Regex: regex,
    query.FuzzyTerm: fuzzy,
    query.TermRange: term_range,
    query.Variations: as_whoosh_does,
}
"""Kind of node -> what gives its terms, from the node, the field's postings and Whoosh's reader of the segment."""

EVERYTHING: Final[dict[type, str]] = {query.Prefix: "", query.Wildcard: "*", query.Regex: ".*"}
"""Kind of node -> the text that makes it mean every document with the field."""
