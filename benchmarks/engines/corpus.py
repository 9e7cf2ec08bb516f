"""Articles to measure with, made by a seeded generator or read from JSON Lines; never all of them in memory."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from indexer.readers import Ready, read
from search.analysis import stem, tokens
from search.article import Article

SECTIONS = ("City", "Nation", "World", "Business", "Sport", "Culture", "Opinion", "Science")
FIRST_DAY, DAYS = date(2000, 1, 1).toordinal(), 7300
VOCABULARY = 120_000
SLOPE, SHIFT = 1.07, 2.7
"""Zipf and Mandelbrot's law, with values as they are found for English news: p(rank) ~ 1 / (rank + SHIFT) ** SLOPE."""
CHANCES = 1 << 22
"""Words are drawn from a table of so many, in which each word stands as often as the law says."""
MEDIAN_LENGTH, SPREAD = 300, 0.55
"""Words of an article, log-normal."""
Row = tuple[str, str, str, int, str, str, str]
ROWS = ".rows"
BLOCK = 5000
"""Articles that are made, kept and read together."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article for every engine: ours reads its text, peers are given the very terms that ours makes of it."""

    article: Article
    terms: str
    """The stems of its words, separated by spaces, for tokenizers that only split."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles kept on disk in blocks; measuring processes read them without making them anew."""

    folder: Path

    def fill(self, documents: Iterable[Document]) -> None:
        """Keep documents; a corpus that is whole is marked so at the end."""
        self.folder.mkdir(parents=True, exist_ok=True)
        words = count = 0
        for number, block in enumerate(_blocks(documents)):
            (self.folder / f"{number:05}{ROWS}").write_bytes(pickle.dumps([_row(document) for document in block]))
            count += len(block)
            words += sum(document.terms.count(" ") + 1 for document in block)
        (self.folder / "size").write_text(f"{count} {words}", encoding="ascii")

    @property
    def whole(self) -> bool:
        """Whether it was filled to the end."""
        return (self.folder / "size").exists()

    @property
    def size(self) -> tuple[int, int]:
        """Numbers of articles and of words."""
        articles, words = (self.folder / "size").read_text(encoding="ascii").split()
        return int(articles), int(words)

    def blocks(self) -> list[Path]:
        """The files of the blocks, in order."""
        return sorted(self.folder.glob(f"*{ROWS}"))

    def __iter__(self) -> Iterator[Document]:
        for block in self.blocks():
            yield from documents_of(block)

    def sample(self, count: int) -> list[Document]:
        """Some of the documents, from all over the corpus."""
        blocks = self.blocks()
        return [
            document for block in blocks for document in documents_of(block)[:: max(1, BLOCK * len(blocks) // count)]
        ][:count]


def documents_of(block: Path) -> list[Document]:
    """The documents of a block."""
    return [_document(row) for row in pickle.loads(block.read_bytes())]


def _row(document: Document) -> Row:
    """What is kept of a document: plain values, whatever else an article may have in later versions."""
    article = document.article
    day = article.date.toordinal() if article.date else 0
    (text,) = article.body
    return article.url, article.headline, text, day, article.section_path, article.source, document.terms


def _document(row: Row) -> Document:
    url, headline, text, day, section, source, terms = row
    article = Article(
        url=url,
        headline=headline,
        body=(text,),
        date=date.fromordinal(day) if day else None,
        section=(section,) if section else (),
        source=source,
    )
    return Document(article, terms)


def _blocks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    several = iter(documents)
    while block := list(islice(several, BLOCK)):
        yield block


def generated(count: int, seed: int = 1) -> Iterator[Document]:
    """``count`` articles of invented words; the same seed gives the same articles."""
    random = np.random.default_rng(seed)
    words = _vocabulary(random)
    stems = [stem(word) for word in words]
    chances = 1 / (np.arange(VOCABULARY) + SHIFT) ** SLOPE
    steps = np.cumsum(chances / chances.sum())
    table = np.searchsorted(steps, (np.arange(CHANCES) + 0.5) / CHANCES).astype(np.int32)
    for first in range(0, count, BLOCK):
        size = min(BLOCK, count - first)
        lengths = np.clip(random.lognormal(np.log(MEDIAN_LENGTH), SPREAD, size), 20, 5000).astype(np.int64)
        picked = np.split(table[random.integers(CHANCES, size=int(lengths.sum()))], np.cumsum(lengths)[:-1])
        days, sections = random.integers(DAYS, size=size).tolist(), random.zipf(1.6, size).tolist()
        for number, (ranks, day, section) in enumerate(zip(picked, days, sections, strict=True), first):
            places = ranks.tolist()
            text = " ".join([words[place] for place in places])
            article = Article(
                url=f"https://paper.example/{number}",
                headline=" ".join(text.split(" ", 8)[:8]),
                body=(text,),
                date=date.fromordinal(FIRST_DAY + day),
                section=(SECTIONS[section % len(SECTIONS)],),
                source="Paper",
            )
            yield Document(article, " ".join([stems[place] for place in places]))


def _vocabulary(random: np.random.Generator) -> Sequence[str]:
    """Different pronounceable words, short ones first, as languages have them."""
    syllables = [consonant + vowel for consonant in "bcdfglmnprstvz" for vowel in "aeiou"]
    words: dict[str, None] = {}
    for length, share in ((2, 0.03), (3, 0.4), (4, 1.0)):
        while len(words) < share * VOCABULARY:
            for picked in random.choice(syllables, (1000, length)).tolist():
                if len(words) < share * VOCABULARY:
                    words["".join(picked)] = None
    return list(words)


def collected(paths: Sequence[Path], count: int) -> Iterator[Document]:
    """Up to ``count`` articles of collections; words that peers' tokenizers would divide are left out for all."""
    ready = (item.article for item in read(paths) if isinstance(item, Ready))
    for article in islice(ready, count):
        words = [token.text for token in tokens(" ".join(article.body)) if token.text.isalnum()]
        plain = Article(
            url=article.url,
            headline=article.headline,
            body=(" ".join(words),),
            date=article.date,
            section=article.section[:1],
            source=article.source,
        )
        yield Document(plain, " ".join(stem(token.text) for token in tokens(plain.body[0])))
