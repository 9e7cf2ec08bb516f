"""The Cranfield collection: 1,400 abstracts on aerodynamics, 225 questions.

C. Cleverdon, *The Cranfield tests on index language devices*, Aslib Proceedings 19, 1967. Its files are
``cran.all.1400``, ``cran.qry`` and ``cran.qrels``. The judgements number the questions by their order in the file, not
by the numbers printed there. A document's text begins with its title once more, which is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Final

from benchmarks.relevance.collection import Collection, Document, Topic
from search.article import Article

_RECORD: Final = re.compile(r"^\.I +(\d+)\n", re.MULTILINE)
_FIELD: Final = re.compile(r"^\.([TABW])\n", re.MULTILINE)
DEGREES: Final = {1: 4, 2: 3, 3: 2, 4: 1}
"""Cleverdon's codes, the best being 1, as gains; all other codes mean not relevant."""


def read(directory: Path) -> Collection:
    """The collection in a directory."""
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (directory / "cran.qrels").read_text(encoding="utf-8").splitlines():
        question, document, code = line.split()[:3]
        if gain := DEGREES.get(int(code)):
            relevant[question][document] = gain
    asked = (fields["W"] for _, fields in _records(directory / "cran.qry"))
    topics = [Topic(str(number), text, relevant[str(number)]) for number, text in enumerate(asked, 1)]
    documents = [_document(number, fields) for number, fields in _records(directory / "cran.all.1400")]
    return Collection("Cranfield", documents, [topic for topic in topics if topic.relevant])


def _document(number: str, fields: dict[str, str]) -> Document:
    title, body = fields.get("T", ""), fields.get("W", "")
    return Document(
        number,
        Article(
            url=f"https://collection.example/{number}",
            headline=title,
            body=(body.removeprefix(title).strip(" ."),),
        ),
    )


def _records(path: Path) -> list[tuple[str, dict[str, str]]]:
    """Number and fields of each record, runs of white space made one space."""
    _, *pieces = _RECORD.split(path.read_text(encoding="utf-8"))
    found = []
    for number, text in zip(pieces[::2], pieces[1::2], strict=True):
        _, *fields = _FIELD.split(text)
        values = (" ".join(value.split()) for value in fields[1::2])
        found.append((str(int(number)), dict(zip(fields[::2], values, strict=True))))
    return found
