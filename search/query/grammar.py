"""The syntax of queries, put together from whoosh.qparser's plugins."""

from __future__ import annotations

import re
from typing import Any, Final

from whoosh.qparser import FieldsPlugin, GroupPlugin, OperatorsPlugin, QueryParser, TaggingPlugin, syntax
from whoosh.qparser.plugins import PhrasePlugin
from whoosh.query import And, Every, Not, NumericRange, Or
from whoosh.query.qcore import Query

from search.dates import FORMS, Period, period
from search.errors import BadRequest
from search.fields import DATE, FIELD_NAMES
from search.query.terms import TermBuilder
from search.results import Notice

DATE_OPERATORS: Final = ("after", "before", "on")
_ANY_DATE: Final = "|".join(re.sub(r"\?P<\w+>", "?:", form).replace("(?P=mark)", "[-/.]") for form in FORMS)


class NewsParser(QueryParser):
    """Whoosh's parser with the syntax that news readers type; the leaves are built by a TermBuilder."""

    def __init__(self, builder: TermBuilder) -> None:
        self.builder = builder
        plugins = [GroupPlugin(), _Quotes(), _Operators(), _Fields(), _Dates()]
        super().__init__(None, None, plugins=plugins, group=_AllOf)

    def term_query(self, fieldname: str | None, text: str, *_: Any, **__: Any) -> Query | None:
        """Called by Whoosh's word nodes for text that no plugin claimed."""
        return self.builder.word(fieldname, text)


class _AllOf(syntax.AndGroup):
    """Side by side: all must match; neighbouring words may also be met by the compound that they spell."""

    def query(self, parser: NewsParser) -> Query | None:
        built = [(node, node.query(parser)) for node in self.nodes]
        kept = [(node, tree) for node, tree in built if tree is not None]
        words = [node.text.lower() if _is_plain(node) else "" for node, _ in kept]
        compounds = parser.builder.compounds(words)
        trees = [
            Or([tree, *compounds[word]]) if word in compounds else tree
            for word, (_, tree) in zip(words, kept, strict=True)
        ]
        return all_of(trees)


def all_of(trees: list[Query]) -> Query | None:
    """All of the trees; when each only excludes, all else matches. None when there are none."""
    trees = [tree for tree in trees if not isinstance(tree, Every)] or trees[:1]
    if trees and all(isinstance(tree, Not) for tree in trees):
        trees = [Every(), *trees]
    return (trees[0] if len(trees) == 1 else And(trees)) if trees else None


def _is_plain(node: Any) -> bool:
    return isinstance(node, syntax.WordNode) and node.fieldname is None and node.text.isalpha()


class _AnyOf(syntax.OrGroup):
    def query(self, parser: NewsParser) -> Query | None:
        trees = [all_of([tree]) for node in self.nodes if (tree := node.query(parser)) is not None]
        return (trees[0] if len(trees) == 1 else Or(trees)) if trees else None


class _NoneOf(syntax.NotGroup):
    def query(self, parser: NewsParser) -> Query | None:
        plain, quoted = list(parser.builder.plain), list(parser.builder.quoted)
        tree = all_of([tree for node in self.nodes if (tree := node.query(parser)) is not None])
        parser.builder.plain[:] = plain  # nobody wants another spelling of what they exclude
        parser.builder.quoted[:] = quoted
        return Not(tree) if tree is not None else None


class _Operators(OperatorsPlugin):
    """AND, OR and NOT in capitals between words, and a minus sign before a word."""

    def __init__(self) -> None:
        tagger = OperatorsPlugin.OpTagger
        super().__init__(
            ops=[
                (tagger(r"(?<![^\s(])(?:NOT(?=\s+\S)\s+|-(?=[^\s-]))", _NoneOf, syntax.PrefixOperator, memo="not"), 0),
                (tagger(r"(?<=[\s)])AND(?=[\s(])", _AllOf, memo="and"), 0),
                (tagger(r"(?<=[\s)])OR(?=[\s(])", _AnyOf, memo="or"), 0),
            ],
            clean=True,
        )


class _Quotes(PhrasePlugin):
    """``"exact phrase"``, ``"near these"~5`` and ``="as printed"``."""

    def __init__(self) -> None:
        super().__init__(expr=r'(?P<exact>=)?"(?P<text>[^"]*)"(?:~(?P<slop>\d{1,3}))?')

    def taggers(self, parser: NewsParser) -> list[tuple[Any, int]]:
        return [(_QuoteTagger(self.expr), 0)]


class _QuoteTagger(PhrasePlugin.PhraseTagger):
    def create(self, parser: NewsParser, match: re.Match[str]) -> syntax.SyntaxNode:
        node = _QuoteNode(match["text"], match.start("text"), int(match["slop"] or 0))
        node.exact = match["exact"] is not None
        return node


class _QuoteNode(PhrasePlugin.PhraseNode):
    exact = False

    def query(self, parser: NewsParser) -> Query | None:
        return parser.builder.phrase(self.fieldname, self.text, exact=self.exact, slop=self.slop)


class _Fields(FieldsPlugin):
    """``headline:`` and the other names of search.fields, in any case; no other word before a colon is a field."""

    def __init__(self) -> None:
        names = "|".join(FIELD_NAMES)
        super().__init__(expr=rf"(?i)(?<![^\s(+-])(?P<text>{names}):(?=\S)", remove_unknown=False)

    def taggers(self, parser: NewsParser) -> list[tuple[Any, int]]:
        return [(_FieldTagger(self.expr), 0)]


class _FieldTagger(FieldsPlugin.FieldnameTagger):
    def create(self, parser: NewsParser, match: re.Match[str]) -> syntax.SyntaxNode:
        return syntax.FieldnameNode(match["text"].lower(), match.group())


class _Dates(TaggingPlugin):
    """``after:``, ``before:`` and ``on:`` with a year, month or day; both ends are included."""

    priority = -1

    def __init__(self) -> None:
        operators = "|".join(DATE_OPERATORS)
        super().__init__(
            rf'(?i)(?<![^\s(+-])(?P<operator>{operators}):\s*(?:"(?P<quoted>[^"]*)"|(?P<date>{_ANY_DATE})(?![\w-])|(?P<other>[^\s()]+))'
        )

    def create(self, parser: NewsParser, match: re.Match[str]) -> syntax.SyntaxNode:
        written = match["quoted"] or match["date"] or match["other"] or ""
        try:
            return _DateNode(match["operator"].lower(), period(written))
        except BadRequest as error:
            parser.builder.notices.append(Notice(f"{match.group()} was left out: {error}"))
            return _AnyDayNode()


class _AnyDayNode(syntax.SyntaxNode):
    """Stands for a date that could not be understood: it narrows nothing."""

    def r(self) -> str:
        return "any day"

    def query(self, parser: NewsParser) -> Query:
        return Every()


class _DateNode(syntax.SyntaxNode):
    def __init__(self, operator: str, days: Period) -> None:
        self.operator, self.days = operator, days

    def r(self) -> str:
        return f"{self.operator}:{self.days}"

    def query(self, parser: NewsParser) -> Query:
        first, last = (day.toordinal() for day in self.days)
        return NumericRange(
            DATE, None if self.operator == "before" else first, None if self.operator == "after" else last
        )
