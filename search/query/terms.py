"""From one word or phrase of a query to the tree that looks for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from whoosh.query import FuzzyTerm, Or, Phrase, Prefix, Term, Wildcard
from whoosh.query.qcore import Query

from search.analysis import Token, fold, stem, tokens
from search.arrays.near import Near
from search.fields import EVERYWHERE, FIELD_NAMES, INDEXED, Analysis
from search.results import Notice

Lexicon = Callable[[str, str], int]
"""How many articles hold a term: ``(name of an indexed field, term) -> count``."""

LETTERS_BEFORE_STAR: Final = 2
LETTERS_FOR_FUZZY: Final = 4
LETTERS_OF_A_WORD: Final = 40
"""Longer runs of letters are no words: nothing is guessed from them."""
MOST_PATTERNS: Final = 12
"""Words with * or ~ in one query; each is looked up among all words of the archive."""
LETTERS_OF_A_HALF: Final = 4
"""Shorter halves would take carpets for car pets."""
_FUZZY = re.compile(r"(?P<word>.+?)~(?P<distance>[12])?$")


@dataclass(slots=True)
class TermBuilder:
    """Builds the leaves of one query's tree and notes what the reader should know."""

    lexicon: Lexicon
    notices: list[Notice] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    """Words asked for in the ordinary way, folded: those for which another spelling may be offered."""
    quoted: list[str] = field(default_factory=list)
    """Words within quotation marks, folded."""
    patterns: int = 0
    """Words with * or ~ so far."""

    def word(self, fieldname: str | None, text: str) -> Query | None:
        """The tree for text without spaces; None when there is no word in it."""
        exact = text.startswith("=")
        text = text.lstrip("=+")
        if (tree := self._pattern(fieldname, text)) is not None:
            return tree
        if not exact and fieldname is None:
            self.plain.extend(token.text for token in tokens(text, asking=True))
        return _any(self._leaf(target, text) for target in _targets(fieldname, exact=exact))

    def phrase(self, fieldname: str | None, text: str, *, exact: bool, slop: int) -> Query | None:
        """The tree for quoted text: its words in this order or, with ``slop``, near one another in any order."""
        if not exact and fieldname is None:
            self.quoted.extend(token.text for token in tokens(text, asking=True))
        kind = Near if slop else Phrase
        return _any(self._leaf(target, text, kind=kind, slop=slop or 1) for target in _targets(fieldname, exact=exact))

    def _leaf(self, target: str, text: str, *, kind: type[Phrase] = Phrase, slop: int = 1) -> Query | None:
        analysis = INDEXED[target].analysis
        if analysis is Analysis.WHOLE:
            return Term(target, whole(text)) if whole(text) else None
        terms = stem if analysis is Analysis.STEMMED else str
        words, compounds = _split(tokens(text, asking=True))
        if not words:
            return None
        if len(words) == 1:
            return self._one(target, terms(words[0]), words[0])
        tree: Query = kind(target, [terms(word) for word in words], slop=slop)
        if len(words) == 2 and compounds and kind is Phrase:
            return Or([tree, *(Term(target, terms(word)) for word in compounds)])
        return tree

    def _one(self, target: str, term: str, word: str) -> Query:
        if _is_unspaced(word):
            # One character of a script without spaces begins a pair, or ends a run and stands alone.
            return Prefix(target, term)
        halves = self._halves(target, word)
        return Or([Term(target, term), *halves]) if halves else Term(target, term)

    def _halves(self, target: str, word: str) -> list[Query]:
        """Phrases of two better known words that together spell a rare one: counterpiracy as counter piracy."""
        if (
            INDEXED[target].analysis is not Analysis.STEMMED
            or not 2 * LETTERS_OF_A_HALF <= len(word) <= LETTERS_OF_A_WORD
        ):
            return []
        count = self.lexicon("body", stem(word))
        cuts = range(LETTERS_OF_A_HALF, len(word) - LETTERS_OF_A_HALF + 1)
        pairs = ([stem(word[:cut]), stem(word[cut:])] for cut in cuts)
        return [Phrase(target, pair) for pair in pairs if all(self.lexicon("body", half) > count for half in pair)]

    def _pattern(self, fieldname: str | None, text: str) -> Query | None:
        fuzzy = _FUZZY.match(text)
        tree = self._wildcard(fieldname, text) if "*" in text else self._fuzzy(fieldname, fuzzy) if fuzzy else None
        if tree is None:
            return None
        self.patterns += 1
        if self.patterns == MOST_PATTERNS + 1:
            self.notices.append(
                Notice(f"A query may hold {MOST_PATTERNS} words with * or ~; the others were searched without it.")
            )
        return tree if self.patterns <= MOST_PATTERNS else None

    def _wildcard(self, fieldname: str | None, text: str) -> Query | None:
        pattern = re.sub(r"\*+", "*", "*".join(whole(part) for part in text.split("*")))
        lead, _, rest = pattern.partition("*")
        targets = _targets(fieldname, exact=True)
        if len(lead) < _letters_needed(lead, targets):
            if pattern.strip("*"):
                self.notices.append(
                    Notice(
                        f"“{text}” needs at least {LETTERS_BEFORE_STAR} letters before the *;"
                        " it was searched without it."
                    )
                )
            return None
        return _any(Wildcard(target, pattern) if rest else Prefix(target, lead) for target in targets)

    def _fuzzy(self, fieldname: str | None, match: re.Match[str]) -> Query | None:
        words = [token.text for token in tokens(match["word"], asking=True)]
        if len(words) != 1 or not LETTERS_FOR_FUZZY <= len(words[0]) <= LETTERS_OF_A_WORD:
            self.notices.append(
                Notice(
                    f"“{match.group()}” needs one word of {LETTERS_FOR_FUZZY} to {LETTERS_OF_A_WORD} letters before"
                    " the ~; it was searched without it."
                )
            )
            return None
        distance = int(match["distance"] or 1)
        return _any(
            FuzzyTerm(target, words[0], maxdist=distance, prefixlength=1) for target in _targets(fieldname, exact=True)
        )

    def compounds(self, words: list[str]) -> dict[str, list[Query]]:
        """For neighbouring words, the compounds that articles really hold: counter piracy as counterpiracy.

        An empty word stands for anything but a plain word and joins with none.
        """
        found: dict[str, list[Query]] = {}
        for left, right in pairwise(words):
            compound = stem(left + right)
            if left and right and (self.lexicon("body", compound) or self.lexicon("headline", compound)):
                trees = [Term(target, compound) for target in ("headline", "body")]
                found.setdefault(left, []).extend(trees)
                found.setdefault(right, []).extend(trees)
        return found


def whole(text: str) -> str:
    """Text as one term of a field that is not divided into words: ``A 3`` is ``a3``."""
    return re.sub(r"[^\w&+#-]", "", fold(text))


def _any(trees: Iterable[Query | None]) -> Query | None:
    kept = [tree for tree in trees if tree is not None]
    return (kept[0] if len(kept) == 1 else Or(kept)) if kept else None


def _targets(fieldname: str | None, *, exact: bool) -> tuple[str, ...]:
    asked = FIELD_NAMES[fieldname] if fieldname else EVERYWHERE
    return asked.exact if exact else asked.stemmed


def _split(found: Iterable[Token]) -> tuple[list[str], list[str]]:
    """Words one to a position, and the compounds that share one."""
    words: list[str] = []
    compounds: list[str] = []
    for token in found:
        (compounds if token.position < len(words) else words).append(token.text)
    return words, compounds


def _letters_needed(lead: str, targets: tuple[str, ...]) -> int:
    """Fields of few terms and scripts of many characters may be searched by the first one."""
    few = all(INDEXED[target].analysis is Analysis.WHOLE for target in targets)
    return 1 if few or _is_unspaced(lead) else LETTERS_BEFORE_STAR


def _is_unspaced(text: str) -> bool:
    return len(text) == 1 and not text.isascii()
