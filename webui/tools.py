"""What can be done with everything that a question finds: taken away, followed, studied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app

from webui import urls
from webui.language import say
from webui.site import site
from webui.state import State
from webui.stories import Anchor
from webui.text import number


@dataclass(frozen=True, slots=True)
class Tool:
    """One link; ``parts`` fill the route's rule."""

    label: str
    route: str
    help: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of links with a name."""

    label: str
    links: tuple[Anchor, ...]


TAKE: tuple[Tool, ...] = tuple(
    Tool(label, "export", "every story found, in this order", (("format", suffix),))
    for label, suffix in (
        ("CSV", "csv"),
        ("JSON Lines", "jsonl"),
        ("RIS", "ris"),
        ("BibTeX", "bibtex"),
        ("Atom", "atom"),
    )
)
STUDY: tuple[Tool, ...] = (
    Tool("Explain this count", "count", "what each word and each filter does to the number"),
    Tool("Compare over time", "compare", "several queries in one chart, with the figures"),
    Tool("Telling words", "keywords", "the words that set these stories apart from all others"),
    Tool("In context", "concordance", "every place where the words stand, line by line"),
)
KEEP: tuple[Tool, ...] = (
    Tool("Follow by feed", "feed", "a feed of what the archive files from now on"),
    Tool("Certificate", "certificate", "a record of this result that can be checked later"),
)
ROWS: tuple[str, ...] = ("Take all", "Study", "Keep")


def bars(state: State) -> tuple[Bar, ...]:
    """The rows of links under a result."""
    rows = zip(ROWS, (TAKE, STUDY, KEEP), strict=True)
    return tuple(Bar(_label(label, tools), tuple(_anchors(tools, state))) for label, tools in rows)


def _label(label: str, tools: tuple[Tool, ...]) -> str:
    """The row's name; with the limit of exports, where the site has one."""
    most = site().settings.export_limit
    if tools is not TAKE or not most:
        return say(label)
    return say("Take all, at most {number} at once", number=number(most))


def _anchors(tools: tuple[Tool, ...], state: State) -> Iterator[Anchor]:
    for tool in tools:
        if tool.route in current_app.view_functions:
            yield Anchor(say(tool.label), urls.outside(tool.route, state, **dict(tool.parts)))
