"""Test collections in TREC's manner: documents, topics, and judgements of which documents answer which topic.

A collection is a directory with three files:

- ``documents.jsonl``: one object a line with ``id``, ``headline`` (or ``title``), ``body`` and, if known, ``date``
- ``topics.tsv`` (``number<TAB>text``) or ``topics.jsonl`` (``{"id", "text"}``)
- ``qrels.txt``: TREC's four columns ``topic iteration document relevance``, https://trec.nist.gov/data/qrels_eng/;
  a relevance of 0 or less means judged and not relevant
"""

from __future__ import annotations

import json
import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from search.analysis import parts, stem, units
from search.article import Article

Judgements = Mapping[str, int]
"""Document -> degree of relevance, greater than 0."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document under its collection's own name."""

    name: str
    article: Article
    sections: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What somebody looks for."""

    name: str
    text: str
    relevant: Judgements


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents and topics with their judgements."""

    name: str
    documents: Sequence[Document]
    topics: Sequence[Topic]


def terms(text: str) -> list[str]:
    """The terms that our index makes of a text; peers are given these, so that only ranking is compared."""
    return [stem(part[0]) for unit in units(text) for part in parts(unit)]


def read(directory: Path) -> Collection:
    """The collection in a directory. Raises OSError and ValueError naming the file and line that cannot be read."""
    judged = qrels(directory / "qrels.txt")
    asked = (Topic(name, text, judged.get(name, {})) for name, text in _topics(directory))
    documents = list(read_documents(directory / "documents.jsonl"))
    return Collection(directory.name, documents, [topic for topic in asked if topic.relevant])


def read_documents(path: Path) -> Iterator[Document]:
    """The documents of a file of JSON Lines, which may be compressed as ``.xz``."""
    for record in _json_lines(path):
        yield Document(
            str(record["id"]),
            Article(
                url=f"https://collection.example/{record['id']}",
                headline=str(record.get("headline") or record.get("title") or ""),
                body=tuple(part for part in str(record.get("body") or "").split("\n\n") if part.strip()),
                date=_day(str(record.get("date") or "")),
            ),
            tuple(record.get("section") or ()),
            tuple(record.get("places") or ()),
        )


def _day(text: str) -> date | None:
    """The day of an ISO 8601 date or time; None for what is written otherwise."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def qrels(path: Path) -> dict[str, dict[str, int]]:
    """Topic -> document -> degree of relevance, greater than 0."""
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match line.split():
            case [topic, _, document, degree] if degree.lstrip("-").isdecimal():
                if int(degree) > 0:
                    judged[topic][document] = int(degree)
            case []:
                pass
            case _:
                raise ValueError(
                    f"{path}, line {number}: expected 'topic iteration document relevance', found {line!r}."
                )
    return dict(judged)


def _topics(directory: Path) -> Iterable[tuple[str, str]]:
    lines = directory / "topics.jsonl"
    if lines.is_file():
        return [(str(record["id"]), str(record["text"])) for record in _json_lines(lines)]
    table = (directory / "topics.tsv").read_text(encoding="utf-8").splitlines()
    return [(name.strip(), text.strip()) for name, _, text in (line.partition("\t") for line in table) if text.strip()]


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise ValueError(f"{path}, line {number}: {error}.") from error
