"""JSON Lines: one ready-made article a line, as other programs and our own export write them.

Keys, all but a headline or a body optional: ``url``; ``headline`` or ``title``; ``dek``; ``date``; ``section``,
a path such as ``World / Asia`` or a list of which the first is the section and the rest are tags; ``authors``,
a string or a list; ``source``; ``page``; ``place`` or ``dateline``; ``language``; ``tags``; ``body``, a string
or a list of paragraphs; ``related``, a list of titles and addresses; ``updated``, ``agency``, ``edition``, ``image``,
``caption`` and ``corrections``; ``id``. Other keys are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from indexer.readers.items import ITEM_LIMIT, Item, Ready, Refused, Unreadable, digest
from indexer.readers.ready import to_article
from indexer.readers.registry import reads
from indexer.readers.source import Source

_MARK = b"\xef\xbb\xbf"


@reads(".jsonl", ".ndjson")
def read_jsonl(source: Source) -> Iterator[Item]:
    """The articles of a file; the number in an origin is the line's, from 1."""
    number = 0
    while line := source.stream.readline(ITEM_LIMIT):
        number += 1
        origin = f"{source.origin}!/{number}"
        if len(line) == ITEM_LIMIT and not line.endswith(b"\n"):
            yield Unreadable(origin, f"the line is longer than {ITEM_LIMIT >> 20} MB, which no article is")
            _pass_over_line(source)
        elif line.strip() and not source.stream.trouble:
            yield _read_line(origin, line.removeprefix(_MARK), f"{PurePosixPath(source.name).stem}/{number}")


def _pass_over_line(source: Source) -> None:
    while (piece := source.stream.readline(1 << 20)) and not piece.endswith(b"\n"):
        pass


def _read_line(origin: str, line: bytes, place: str) -> Item:
    try:
        values: Any = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return Unreadable(origin, f"the line is no JSON ({error})")
    if not isinstance(values, dict):
        return Unreadable(origin, "the line holds no JSON object, written in braces { }")
    made = to_article(values, place)
    if isinstance(made, str):
        return Refused(origin, digest(line), made)
    return Ready(origin, digest(line), made)
