"""JSON-LD (https://json-ld.org, https://schema.org): what the page tells search engines of its story."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice
from typing import Any, TypeAlias

from indexer.extract.tree import Element, squeeze

Node: TypeAlias = Mapping[str, Any]

_STORY = re.compile(r"(Article|Posting|Report|Review|Blog|Recipe|CreativeWork|WebPage|ItemPage)$", re.I)
_RANKS = ("article", "report", "posting", "review", "recipe", "blog", "creativework", "itempage", "webpage")
_TROUBLE = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")
_MOST_NODES = 2000
_LARGEST = 2_000_000
"""Characters of a script that is read; no story's data are so long, and reading them would take seconds."""


def nodes_of(root: Element) -> list[Node]:
    """Every object of every JSON-LD script, the nested ones too, in document order."""
    found: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            source = script.text or ""
            found.extend(islice(_objects(_loads(source)) if len(source) <= _LARGEST else (), _MOST_NODES))
    return found[:_MOST_NODES]


def story_of(nodes: list[Node]) -> Node:
    """The object that describes the story; empty when none does."""
    ranked = [(rank, place, node) for place, node in enumerate(nodes) if (rank := _rank(node)) is not None]
    return min(ranked, key=lambda each: each[:2])[2] if ranked else {}


def kinds(node: Node) -> list[str]:
    """The node's types, such as ``["NewsArticle"]``."""
    return [str(each) for each in listed(node.get("@type"))]


def listed(value: object) -> list[Any]:
    """A value as a list: JSON-LD writes one thing and a list of one alike."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def text(value: object) -> str:
    """A text value, or an object's name, without entities and markup; ``""`` for anything else."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("@value")
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, str)), "")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return plain(value) if isinstance(value, str) else ""


def plain(value: str) -> str:
    """Text that may hold entities or tags, without them."""
    if "&" in value:
        value = unescape(unescape(value))
    return squeeze(re.sub(r"</?[a-zA-Z][^<>]{0,300}>", " ", value) if "<" in value else value)


def _loads(script: str) -> object:
    trimmed = _TROUBLE.sub("", _TROUBLE.sub("", script)).strip()
    for attempt in (trimmed, re.sub(r",\s*([}\]])", r"\1", trimmed)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(data: object) -> Iterator[Node]:
    """Every object in the data, outer ones first; walked without recursion, for scripts nest as they please."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(reversed([each for each in value.values() if isinstance(each, (dict, list))]))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _rank(node: Node) -> int | None:
    """The lower, the more surely this is the story and not its page or its site."""
    names = [kind.lower() for kind in kinds(node) if _STORY.search(kind)]
    places = [place for place, end in enumerate(_RANKS) for name in names if name.endswith(end)]
    if not places:
        return None
    return min(places) + (0 if node.get("headline") or node.get("datePublished") else len(_RANKS))
