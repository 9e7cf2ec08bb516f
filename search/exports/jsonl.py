"""JSON Lines: one article a line with every field that the archive keeps, which ``news-index add`` can read again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from search.archive import Holding
from search.exports.format import Format, Frame


def values(held: Holding, frame: Frame) -> dict[str, Any]:
    """An article and what the archive knows of it as plain JSON values."""
    return {
        "id": held.id,
        "permalink": frame.link(held),
        "version": held.version,
        "saved": held.saved.isoformat(),
        "added": held.added.isoformat(),
        **held.article.to_json(),
    }


def write(holdings: Iterable[Holding], frame: Frame) -> Iterator[str]:
    """A line for each article."""
    for held in holdings:
        yield json.dumps(values(held, frame), ensure_ascii=False) + "\n"


FORMAT: Final = Format(
    name="jsonl",
    label="JSON Lines",
    suffix="jsonl",
    content_type="application/jsonl; charset=utf-8",
    help="one JSON object a line with every field, for programs",
    write=write,
)
