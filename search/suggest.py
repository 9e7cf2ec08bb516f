"""What somebody who is typing may mean: words, names, sections, sources, and headlines.

Nothing passes over the archive: words come from the engine's dictionary, which is sorted; names are sorted once for
each generation of the index; headlines are asked of the index with the last word as a beginning.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Final
from weakref import WeakKeyDictionary

from whoosh.query import And, Prefix, Term

from search.analysis import fold, stem, tokens
from search.catalogue import Catalogue
from search.engine import Request
from search.fields import FIELD_NAMES
from search.results import Sort

LONGEST: Final = 200
"""Characters; longer texts are not being typed but pasted."""
SHORTEST: Final = 2
"""Letters of a word from which on it is completed."""
SHORTEST_OF_HEADLINE: Final = 3
MOST_WORDS: Final = 4
"""Words before the cursor that a name may have."""
NAMED: Final = ("author", "section", "source")
"""Facets whose values are suggested."""
MOST_TERMS: Final = 50
"""Words with one beginning that are suggested at most."""
MOST_NAMES: Final = 4096
"""Names with one beginning among which the commonest are looked for."""

_TYPED = re.compile(r"(?P<before>.*?)(?:(?<!\S)(?P<field>[A-Za-z]{2,20}):)?(?P<words>\"?[\w'’.&\- ]*)", re.DOTALL)
_WORD = re.compile(r"[\w'’.&-]+$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to choose. ``query`` is what the search box holds when it is chosen."""

    kind: str
    """``word``, ``headline``, or a facet: ``author``, ``section``, ``source``."""
    text: str
    query: str
    count: int
    """Articles with that word or under that name; 1 for a headline."""
    id: int | None = None
    """Of the article, for a headline: it can be opened at once."""


def suggest(catalogue: Catalogue, typed: str, limit: int = 10) -> tuple[Suggestion, ...]:
    """Suggestions for text that is being typed, the kinds by turns. Raises EngineError.

    The last word is taken for unfinished unless a space follows it. After ``author:`` and the like, names of that
    kind are suggested.
    """
    match = _TYPED.fullmatch(typed[:LONGEST])
    if match is None or len(typed) > LONGEST:
        return ()
    field = FIELD_NAMES.get((match["field"] or "").lower())
    if match["field"] and (field is None or field.name not in NAMED):
        return ()
    before, words = match["before"], match["words"].lstrip('"')
    if field is not None:
        return tuple(islice(_names(catalogue, before, words, (field.name,)), limit))
    kinds = [_terms(catalogue, before, words), _names(catalogue, before, words, NAMED)]
    if not before.strip():
        kinds.append(_headlines(catalogue, words))
    return tuple(islice(_by_turns([list(islice(kind, limit)) for kind in kinds], limit), limit))


def _by_turns(kinds: list[list[Suggestion]], limit: int) -> Iterator[Suggestion]:
    """An equal share of each kind, what one leaves given to the others; kind after kind."""
    taken = [0] * len(kinds)
    while sum(taken) < limit and any(taken[place] < len(kind) for place, kind in enumerate(kinds)):
        for place, kind in enumerate(kinds):
            taken[place] += taken[place] < len(kind) and sum(taken) < limit
    for place, kind in enumerate(kinds):
        yield from kind[: taken[place]]


def _terms(catalogue: Catalogue, before: str, words: str) -> Iterator[Suggestion]:
    """Known words that begin like the last one, the commonest first."""
    last = _WORD.search(words)
    folded = fold(last.group()) if last else ""
    if last is None or len(folded) < SHORTEST:
        return
    counts: dict[str, int] = {}
    for name in ("body_exact", "headline_exact"):
        for term, count in catalogue.engine.commonest(name, folded, MOST_TERMS):
            counts[term] = max(counts.get(term, 0), count)
    counts.pop(folded, None)
    lead = before + words[: last.start()]
    for term, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield Suggestion("word", term, lead + term, count)


def _names(catalogue: Catalogue, before: str, words: str, facets: tuple[str, ...]) -> Iterator[Suggestion]:
    """Names in which the last words begin words that follow one another; the longest such end of the text counts."""
    starts = [match.start() for match in re.finditer(r"\S+", words)][-MOST_WORDS:]
    known = _known(catalogue)
    for start in starts:
        key = _key(words[start:])
        found = [(facet, name, count) for facet in facets for name, count in known[facet].beginning(key)]
        if len(key) >= SHORTEST and found:
            found.sort(key=lambda each: (-each[2], each[1]))
            lead = before + words[:start]
            for facet, name, count in found:
                plain = " ".join(name.replace('"', " ").split())
                yield Suggestion(facet, name, f'{lead}{facet}:"{plain}"', count)
            return


def _headlines(catalogue: Catalogue, words: str) -> Iterator[Suggestion]:
    """The latest articles whose headlines hold the words, the last of them as a beginning."""
    found = [token.text for token in tokens(words, asking=True)]
    if not found or len(found[-1]) < SHORTEST_OF_HEADLINE:
        return
    last = Term("headline", stem(found[-1])) if words.endswith(" ") else Prefix("headline_exact", found[-1])
    tree = And([*(Term("headline", stem(word)) for word in found[:-1]), last])
    matches = catalogue.engine.ask(Request(tree=tree, sort=Sort.NEWEST, limit=10, counts=False)).matches
    articles = catalogue.archive.articles(match.id for match in matches)
    seen: set[str] = set()
    for match in matches:
        headline = articles[match.id].headline if match.id in articles else ""
        if headline and headline not in seen:
            seen.add(headline)
            plain = headline.replace('"', " ")
            yield Suggestion("headline", headline, f'headline:"{plain}"', 1, match.id)


class _Names:
    """The values of one facet, found by the beginning of any of their words."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._keys = sorted(
            (key[match.start() :], name)
            for name in counts
            for key in (_key(name),)
            for match in re.finditer(r"(?<!\S)\S", key)
        )

    def beginning(self, key: str) -> Iterator[tuple[str, int]]:
        """Values with words that begin with the key, each once, with their counts."""
        first = bisect_left(self._keys, (key, ""))
        found = takewhile(lambda pair: pair[0].startswith(key), islice(self._keys, first, first + MOST_NAMES))
        return ((name, self._counts[name]) for name in dict.fromkeys(name for _, name in found))


_remembered: WeakKeyDictionary[Catalogue, tuple[str, Mapping[str, _Names]]] = WeakKeyDictionary()
"""Catalogue -> the stamp of the generation whose names these are, and the names of each facet."""


def _known(catalogue: Catalogue) -> Mapping[str, _Names]:
    stamp = f"{catalogue.engine.stamp} {catalogue.engine.seen}"
    held = _remembered.get(catalogue)
    if held is None or held[0] != stamp:
        names = {facet: _Names({each.value: each.count for each in catalogue.values(facet)}) for facet in NAMED}
        held = _remembered[catalogue] = stamp, names
    return held[1]


def _key(text: str) -> str:
    """A name as it is compared: folded, its words a space apart."""
    return " ".join(fold(word) for word in re.findall(r"[\w'’.&-]+", text))
