"""Reading a query: nothing a reader types is an error, at worst it is taken as plain words with a notice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from whoosh.query import Every, Not, NullQuery, NumericRange, Or
from whoosh.query.qcore import Query

from search.analysis import tokens
from search.fields import FIELD_NAMES, FIELDS
from search.query.grammar import DATE_OPERATORS, NewsParser, all_of
from search.query.terms import Lexicon, TermBuilder
from search.results import Notice

LONGEST: Final = 2000
"""Characters read of a query; the parser's cost grows with their square."""
MOST_WORDS: Final = 120
"""Words read of a query; an index joins its matches one inside the other, and that nesting has an end."""
DEEPEST: Final = 30
"""Levels of parentheses."""

MOST_NOTICES: Final = 5
"""A query with more things wrong than this is not mended by a longer list of them."""

QUESTION_WORDS: Final = frozenset(
    """
    a about an and are as at be been by can could did do does for from had has have how i in is it its me my of on or
    that the their them they this to us was we were what when where which who whom whose why will with would you
    """.split()
)
"""Words that carry a sentence and not its subject; left out when a long question is answered by its best parts."""

SHORT_SENTENCE: Final = 4
"""Words, some of them QUESTION_WORDS, from which on plain words are a sentence rather than keywords."""
LONG_SENTENCE: Final = 8
"""Words from which on a sentence's dashes, colons, quotation marks and parentheses are taken for punctuation where
nothing was found."""
SHOUTED: Final = 5
"""Words from which on a text all in capitals is no use of operators."""

_OPERATORS = re.compile(
    rf"[*~=]|(?<!\S)(?:OR|NOT)(?!\S)|(?<![^\s(+-])(?i:{'|'.join((*FIELD_NAMES, *DATE_OPERATORS))}):(?=\S)"
)
"""What nobody types by accident."""

_FIELD_LIKE = re.compile(r"(?<![^\s(+-])([A-Za-z]{2,20}):(?=[^\s/:])")
_SYNTAX = re.compile(r'["():*~=]|(?<!\S)-|(?<!\S)(?:AND|OR|NOT)(?!\S)')
_QUOTED = re.compile(r'"[^"]*"')
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\0": " "})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as it was understood."""

    tree: Query
    notices: tuple[Notice, ...]
    words: tuple[str, ...]
    """Plain words asked for, folded: those for which another spelling may be offered."""
    literal: bool = False
    """Whether nothing but plain words was typed."""
    sentence: bool = False
    """Whether it reads as a sentence rather than as keywords."""
    loose: tuple[str, ...] = ()
    """Words of which some may do where no article has all of them; none where partial matches would be no answer."""

    @property
    def has_words(self) -> bool:
        """Whether any words were asked for, rather than only excluded; without them relevance means nothing."""
        return _asks(self.tree)


def _asks(tree: Query) -> bool:
    if isinstance(tree, (Not, NumericRange, Every)) or tree is NullQuery:
        return False
    return tree.is_leaf() or any(_asks(child) for child in tree.children())


def parse(text: str, lexicon: Lexicon) -> Parsed:
    """The tree for a query and what its reader should know; never raises for any text."""
    builder = TermBuilder(lexicon)
    tidy = _tidy(text, builder.notices)
    if not tidy:
        return Parsed(Every(), _few(builder.notices), ())
    tree = _grammatical(tidy, builder) or _literal(tidy, builder)
    words, said = tuple(dict.fromkeys(builder.plain)), tuple(dict.fromkeys((*builder.plain, *builder.quoted)))
    literal = bool(words) and not _SYNTAX.search(tidy)
    sentence = not QUESTION_WORDS.isdisjoint(said) and (
        len(said) >= SHORT_SENTENCE if literal else len(said) >= LONG_SENTENCE and not _OPERATORS.search(tidy)
    )
    loose = said if literal or sentence else ()
    return Parsed(tree, _few(builder.notices), words, literal, sentence, loose)


def _few(notices: list[Notice]) -> tuple[Notice, ...]:
    return tuple(dict.fromkeys(notices))[:MOST_NOTICES]


def syntax_of(text: str, lexicon: Lexicon) -> Any | None:
    """The syntax tree of whoosh.qparser for a query; None without words, or when it can only be read word by word."""
    tidy = _tidy(text, [])
    try:
        return NewsParser(TermBuilder(lexicon)).process(tidy) if tidy else None
    except Exception:  # noqa: BLE001 - as in parse: whatever Whoosh's parser stumbles over
        return None


def tidied(text: str) -> str:
    """A query as it is read: on one line, with straight quotation marks, its slips put right."""
    return _tidy(text, [])


def some_of(words: tuple[str, ...], lexicon: Lexicon) -> Query:
    """The tree for articles that hold any of the words, question words left aside."""
    builder = TermBuilder(lexicon)
    telling = [word for word in words if word not in QUESTION_WORDS] or words
    return Or([tree for word in telling if (tree := builder.word(None, word)) is not None])


def _grammatical(text: str, builder: TermBuilder) -> Query | None:
    try:
        tree = NewsParser(builder).parse(text, normalize=False)
    except Exception:  # noqa: BLE001 - whatever Whoosh's parser stumbles over, the reader gets an answer
        builder.plain.clear()
        return None
    return None if tree is NullQuery else tree


def _literal(text: str, builder: TermBuilder) -> Query:
    """Every word of the text, its punctuation ignored."""
    words = re.sub(r"[^\w\s&'’.-]|(?<!\w)-", " ", text).split()
    tree = all_of([tree for word in words if (tree := builder.word(None, word)) is not None])
    if tree is None:
        builder.notices.append(Notice("There is no word in this query, so nothing was looked for."))
        return NullQuery
    builder.notices.append(Notice("The query could not be read as written; its words were searched as plain words."))
    return tree


def _tidy(text: str, notices: list[Notice]) -> str:
    """The text with what cannot be parsed put right, each mending noted."""
    text = " ".join(text.translate(_CURLY).split())
    if text.isupper() and len(text.split()) >= SHOUTED:
        text = text.lower()
    if len(text) > LONGEST:
        text = text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]
        notices.append(Notice(f"The query is long; only its first {LONGEST:,} characters were searched."))
    if (beyond := next(islice(tokens(text, asking=True), MOST_WORDS, None), None)) is not None:
        text = text[: beyond.start].rstrip() or text[:MOST_WORDS]
        notices.append(Notice(f"The query holds many words; only the first {MOST_WORDS} were searched."))
    if text.count('"') % 2:
        before, _, after = text.rpartition('"')
        text = f"{before} {after}".strip()
        notices.append(Notice("A quotation mark was never closed; the words after it were searched one by one."))
    if _depth(text) > DEEPEST:
        text = text.replace("(", " ").replace(")", " ")
        notices.append(Notice(f"Parentheses may be nested {DEEPEST} deep; these were left out."))
    for name in _FIELD_LIKE.findall(_QUOTED.sub(" ", text)):
        if name.lower() not in FIELD_NAMES and name.lower() not in DATE_OPERATORS:
            known = ", ".join([*FIELDS, *DATE_OPERATORS])
            notices.append(Notice(f"There is no field “{name}”, so it was searched as a word. Fields are: {known}."))
            text = text.replace(f"{name}:", f"{name} ")
    return text


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest
