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
    """Of whoosh.query.Wildcard: only terms that hold its longest literal piece are looked at one by one."""
    pattern = re.compile(fnmatch.translate(tree.text))
    lead, *pieces = SPECIAL.split(tree.text)
    first, last = postings.span(lead.encode())
    longest = max(pieces, key=len, default="")
    if not longest:
        return _matching(_texts(postings, range(first, last)), pattern)
    return _matching(_texts(postings, _holding(postings, first, last, longest.encode())), pattern)


def _holding(postings: FieldPostings, first: int, last: int, piece: bytes) -> list[int]:
    """The terms from the first up to the last that hold some bytes, and a few that do not."""
    bounds = postings.text_ends[first : last + 1]
    block = postings.texts[bounds[0] : bounds[-1]].tobytes()
    places = np.fromiter(_occurrences(block, piece), dtype=np.int64)
    terms: list[int] = (np.unique(np.searchsorted(bounds, places + bounds[0], side="right")) - 1 + first).tolist()
    return terms


def _occurrences(block: bytes, piece: bytes) -> Iterator[int]:
    place = block.find(piece)
    while place >= 0:
        yield place
        place = block.find(piece, place + 1)


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
