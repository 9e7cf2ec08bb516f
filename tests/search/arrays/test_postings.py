"""Look-ups in a field's arrays agree with a dictionary of terms."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from search.arrays.build import Occurrences, invert
from search.arrays.postings import FieldPostings
from search.arrays.similar import edits, within

STRIDE = 100
words = st.text(st.sampled_from("abcéя\0\U0010ffff"), max_size=4)
corpora = st.lists(st.lists(words, max_size=8), min_size=1, max_size=8)


def postings_of(corpus: list[list[str]]) -> FieldPostings:
    numbers: dict[str, int] = {}
    terms = [[numbers.setdefault(word, len(numbers)) for word in document] for document in corpus]
    arrays = invert([text.encode() for text in numbers], Occurrences.of(terms))
    return FieldPostings(**arrays, lengths=np.array([len(each) for each in terms], dtype=np.int32))


def dictionary_of(corpus: list[list[str]]) -> Mapping[bytes, dict[int, list[int]]]:
    held: dict[bytes, dict[int, list[int]]] = {}
    for number, document in enumerate(corpus):
        for position, word in enumerate(document):
            held.setdefault(word.encode(), {}).setdefault(number, []).append(position)
    return dict(sorted(held.items()))


@given(corpora)
def test_postings_hold_what_was_inverted(corpus: list[list[str]]) -> None:
    postings, held = postings_of(corpus), dictionary_of(corpus)
    assert list(postings.terms(0, postings.size)) == list(held)
    for term, (text, places) in enumerate(held.items()):
        assert postings.find(text) == term
        assert postings.text(term) == text
        assert postings.frequency(term) == len(places)
        assert postings.posting(term).documents.tolist() == list(places)
        assert postings.posting(term).frequencies.tolist() == [len(each) for each in places.values()]
        keys = [document * STRIDE + position for document, each in places.items() for position in each]
        assert postings.occurrences(term).places(0, len(corpus), STRIDE).tolist() == keys
        odd = np.arange(1, len(places), 2)
        some = [number for place, number in enumerate(places) if place % 2]
        late = [key - STRIDE for key in keys if key >= STRIDE]
        assert postings.occurrences(term).places(1, len(corpus), STRIDE).tolist() == late
        kept = [document * STRIDE + position for document in some for position in places[document]]
        assert postings.occurrences(term, odd).places(0, len(corpus), STRIDE).tolist() == kept


@given(st.lists(st.integers(1, 5), min_size=40, max_size=60), st.sets(st.integers(0, 39), min_size=1, max_size=4))
def test_a_few_of_many_postings_are_come_to_by_leaps(counts: list[int], wanted: set[int]) -> None:
    postings = postings_of([["oak"] * count for count in counts])
    found = postings.occurrences(0, np.array(sorted(wanted)))
    assert found.documents.tolist() == sorted(wanted)
    assert found.positions.tolist() == [place for document in sorted(wanted) for place in range(counts[document])]


@given(corpora, words)
def test_places_and_prefixes(corpus: list[list[str]], word: str) -> None:
    postings, texts = postings_of(corpus), list(dictionary_of(corpus))
    text = word.encode()
    assert postings.find(text) == (texts.index(text) if text in texts else -1)
    assert postings.place(text) == sum(each < text for each in texts)
    first, last = postings.span(text)
    assert texts[first:last] == [each for each in texts if each.startswith(text)]


@given(corpora, words, st.integers(0, 3), st.integers(0, 2))
@settings(max_examples=300)
def test_similar_terms(corpus: list[list[str]], word: str, distance: int, prefix: int) -> None:
    postings, texts = postings_of(corpus), [text.decode() for text in dictionary_of(corpus)]
    near = [text for text in texts if text.startswith(word[:prefix]) and _distance(word, text) <= distance]
    assert [texts[term] for term in within(postings, word, distance, prefix).tolist()] == near
    assert all((edits(word, text, distance) <= distance) == (_distance(word, text) <= distance) for text in texts)


def _distance(one: str, other: str) -> Any:
    if not one or not other:
        return len(one) + len(other)
    return min(
        _distance(one[1:], other) + 1,
        _distance(one, other[1:]) + 1,
        _distance(one[1:], other[1:]) + (one[0] != other[0]),
    )
