"""Texts read by tables of chunks give the very words and positions that the analyser gives, whatever the text."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import stem, tokens
from search.arrays.chunks import WHITESPACE, ChunkNumbers, Chunks
from search.engines.whoosh.lexicon import Lexicon

PIECES = (
    *["R & D", "AT&T", "R &D", "R& D", " & ", "&", "$ 5", "$5", "£ 1,200", "€ 3bn", "¥5m", "₹", "A & B & C", "$ & 3"],
    *[" ", "  ", "\n", "\t", "\x1f", "\0", "\xa0", "\u3000", ".", ",", "...", "“", "”", '"', "(", ")", "/", ":", "%"],
    *["U.S.", "U.S", "e.g.", "a.b", "a.b.c.", ".5", "3.5", "1,200.50", "100m", "1:30", "12", "C++", "c#", "x_y"],
    *["counter-piracy", "-", "--", "—", "don’t", "O'Brien", "l'accord", "a", "B", "harbour", "Harbours"],
    *["中文字", "é", "e\u0301", "\u200b", "\u200c", "\u00ad", "Ａ", "ß", "ﬁ", "\U00020000", "\ud800"],
)
pieces = st.sampled_from(PIECES)
texts = st.one_of(
    st.lists(pieces, max_size=12).map("".join), st.lists(pieces, max_size=8).map(" ".join), st.text(max_size=40)
)
LEXICON = Lexicon()
"""One for all examples, so that what it remembers of one text is used for others."""


@settings(max_examples=600, deadline=None)
@given(st.lists(texts, max_size=5))
def test_every_text_gives_the_words_of_the_analyser(several: Sequence[str]) -> None:
    read = LEXICON.read(several)
    stems = LEXICON.stems_of(read.words)
    found = [
        (document, LEXICON.words.texts[word], LEXICON.stems.texts[stemmed], position)
        for document, word, stemmed, position in zip(read.documents, read.words, stems, read.positions, strict=True)
    ]
    assert found == [
        (document, _bytes(token.text), _bytes(stem(token.text)), token.position)
        for document, text in enumerate(several)
        for token in tokens(text)
    ]
    assert read.lengths.tolist() == [len(list(tokens(text))) for text in several]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def test_words_are_ordered_as_they_come_in() -> None:
    lexicon = Lexicon()
    for text in ("oak ash", "elm ash bay", ""):
        lexicon.read([text])
        ordered = [lexicon.words.texts[number] for number in lexicon.words.order()]
        assert ordered == sorted(lexicon.words.texts)


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_chunks_between_white_space_are_those_of_split(several: list[bytes]) -> None:
    clean = [text.replace(b"\0", b" ") for text in several]
    names: list[bytes] = []
    numbers = ChunkNumbers(lambda chunk: names.append(chunk) or len(names) - 1)  # type: ignore[func-returns-value]
    chunks = Chunks.of(clean, WHITESPACE)
    for _ in range(2):  # asked of the dictionary at first, then of the table
        assert [names[number] for number in numbers.of(chunks)] == [word for text in clean for word in text.split()]
    assert chunks.counts.tolist() == [len(text.split()) for text in clean]
    assert len(numbers) == len(set(names)) == len(names)
