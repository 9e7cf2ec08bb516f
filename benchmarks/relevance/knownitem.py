"""Known-item topics: somebody remembers one article and types a few of its words. Made by rule, from any documents.

No engine is asked while topics are made, and none is thrown away for being hard or easy. Each kind draws the articles
at random and writes a query from one of them, which is its only relevant document:

- ``remembered``: 2 to 6 different words, no articles or pronouns, drawn from the article with chances by tf-idf, in the
  order in which they first stand, a tenth of them replaced by words drawn from the whole collection, for memory errs.
  L. Azzopardi, M. de Rijke and K. Balog, *Building simulated queries for known-item topics*, SIGIR 2007 (their popular
  and discriminative model). Words are drawn one by one, so that standing together tells nothing here.
- ``sentence``: a sentence of the article's second half, of which the 3 to 6 rarest words are kept, in their order.
- ``question``: a sentence of the second half, typed whole as it stands.
- ``headline``: the 2 to 4 rarest words of the headline, in their order.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from benchmarks.relevance.collection import Collection, Document, Topic
from search.analysis import parts, stem, units
from search.query.parse import QUESTION_WORDS

FORGOTTEN: Final = 0.1
"""Share of remembered words that are wrong."""
SENTENCE: Final = re.compile(r"(?<=[.!?])[\"”’']?\s+")
SHORTEST, LONGEST = 6, 30
"""Words of a sentence."""
LEAST: Final = 60
"""Words of an article that can be remembered."""


class Memory:
    """Writes topics for the documents of one collection."""

    def __init__(self, documents: Sequence[Document], seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self._texts = {each.name: _words(" ".join((each.article.headline, *each.article.body))) for each in documents}
        self._holders = Counter(term for words in self._texts.values() for term in set(map(stem, words)))
        self._long = [each for each in documents if len(self._texts[each.name]) >= LEAST]
        self._all = [word for words in self._texts.values() for word in words[::50]]

    def topics(self, kind: str, count: int) -> list[Topic]:
        """``count`` topics, or as many as there are articles; articles in which the kind finds nothing are passed."""
        made = []
        for place in self.random.permutation(len(self._long)).tolist():
            document = self._long[place]
            if text := KINDS[kind](self, document):
                made.append(Topic(f"{kind} {document.name}", text, {document.name: 1}))
            if len(made) == count:
                break
        return made

    def remembered(self, document: Document) -> str:
        """A few words by their weight in the article."""
        counts = Counter(word for word in self._texts[document.name] if len(word) > 2 and word not in QUESTION_WORDS)
        words = list(counts)
        weights = np.array([counts[word] * self._idf(word) for word in words])
        wanted = min(int(self.random.integers(2, 7)), len(words))
        drawn = self.random.choice(len(words), size=wanted, replace=False, p=weights / weights.sum())
        wrong = self.random.random(wanted) < FORGOTTEN
        picked = [
            self._all[self.random.integers(len(self._all))] if bad else words[each]
            for each, bad in zip(sorted(drawn.tolist()), wrong, strict=True)
        ]
        return " ".join(picked)

    def sentence(self, document: Document) -> str:
        """The rarest words of a sentence."""
        return self._rarest(_words(self.question(document)), int(self.random.integers(3, 7)))

    def question(self, document: Document) -> str:
        """A sentence of the second half."""
        sentences = [
            each for each in SENTENCE.split(" ".join(document.article.body)) if SHORTEST <= len(_words(each)) <= LONGEST
        ]
        later = sentences[len(sentences) // 2 :]
        return " ".join(later[self.random.integers(len(later))].split()) if later else ""

    def headline(self, document: Document) -> str:
        """The rarest words of the headline."""
        return self._rarest(_words(document.article.headline), int(self.random.integers(2, 5)))

    def _rarest(self, words: Sequence[str], count: int) -> str:
        kept = set(sorted(dict.fromkeys(words), key=self._idf, reverse=True)[:count])
        return " ".join(word for word in dict.fromkeys(words) if word in kept)

    def _idf(self, word: str) -> float:
        return math.log((len(self._texts) + 1) / (self._holders[stem(word)] + 0.5))


KINDS: Final[Mapping[str, Callable[[Memory, Document], str]]] = {
    "remembered": Memory.remembered,
    "sentence": Memory.sentence,
    "question": Memory.question,
    "headline": Memory.headline,
}
"""Kind of topic -> what writes one."""


def collections(name: str, documents: Sequence[Document], count: int, seed: int = 1) -> list[Collection]:
    """A collection for each kind of topic."""
    memory = Memory(documents, seed)
    return [Collection(f"{name}: {kind}", documents, memory.topics(kind, count)) for kind in KINDS]


def _words(text: str) -> list[str]:
    """The words of a text, folded; a hyphenated pair is two words."""
    words: list[str] = []
    for unit in units(text):
        found = parts(unit, asking=True)
        words += [word for place, (word, step, *_) in enumerate(found) if step == place]
    return words
