"""How to ask: generated from the query language's own table, so that it cannot be out of date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask.typing import ResponseReturnValue

from search.facets import FACETS, Facet
from search.query.help import OPERATORS, Operator
from webui import urls
from webui.site import render
from webui.state import PARAMETERS, Parameter, State


@dataclass(frozen=True, slots=True)
class Row:
    """One operator with an example that can be tried."""

    syntax: str
    example: str
    href: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the keyboard."""

    key: str
    meaning: str


KEYS = (
    Key("/", "put the cursor into the search box"),
    Key("j", "go to the next story of a list"),
    Key("k", "go to the story before"),
    Key("Enter", "open the story"),
    Key("n", "within a story, go to the next marked place"),
    Key("p", "within a story, go to the marked place before"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """The query language, the filters, the keys and the programming interface."""

    template: ClassVar[str] = "help.html"
    rows: tuple[Row, ...]
    facets: tuple[Facet, ...]
    keys: tuple[Key, ...]
    parameters: tuple[Parameter, ...]
    api: str


def view() -> ResponseReturnValue:
    """``/help``."""
    return render(
        HelpPage(
            rows=tuple(_row(operator) for operator in OPERATORS),
            facets=tuple(FACETS.values()),
            keys=KEYS,
            parameters=PARAMETERS,
            api=urls.absolute(urls.api(State(q="earthquake", limit=5))),
        )
    )


def _row(operator: Operator) -> Row:
    return Row(operator.syntax, operator.example, urls.search(State(q=operator.example)), operator.meaning)
