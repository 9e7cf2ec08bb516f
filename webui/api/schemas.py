"""JSON Schemas of what is answered, under the names by which the description refers to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from search.batch import COLUMNS
from search.facets import FACETS
from search.versions import Kind

Schema = Mapping[str, Any]

TEXT: Final = {"type": "string"}
WHOLE: Final = {"type": "integer"}
COUNT: Final = {"type": "integer", "minimum": 0}
NUMBER: Final = {"type": "number"}
TRUTH: Final = {"type": "boolean"}
DAY: Final = {"type": ["string", "null"], "format": "date"}
MOMENT: Final = {"type": "string", "format": "date-time"}
SPAN: Final = {"type": "array", "prefixItems": [COUNT, COUNT], "items": False}
"""Where a stretch of text begins and ends, in characters."""
MAYBE: Final = {"type": ["integer", "null"]}


def listed(items: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": items}


def named(name: str) -> Schema:
    """One of the schemas below."""
    return {"$ref": f"#/components/schemas/{name}"}


def closed(**properties: Schema) -> Schema:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def grown(**properties: Schema) -> Schema:
    """An object with these properties, and perhaps others in later versions."""
    return {"type": "object", "properties": properties, "required": list(properties)}


ARTICLE: Final = {
    "url": TEXT,
    "headline": TEXT,
    "dek": TEXT,
    "body": listed(TEXT),
    "authors": listed(TEXT),
    "date": DAY,
    "section": TEXT,
    "page": TEXT,
    "place": TEXT,
    "source": TEXT,
    "language": TEXT,
    "tags": listed(TEXT),
    "related": listed(closed(title=TEXT, url=TEXT)),
    "updated": DAY,
    "agency": TEXT,
    "edition": TEXT,
    "image": TEXT,
    "caption": TEXT,
    "corrections": listed(TEXT),
}

_COLUMNS: Final[Mapping[str, Schema]] = {"line": COUNT, "total": MAYBE, "undated": MAYBE, "best": MAYBE}

SCHEMAS: Final[Mapping[str, Schema]] = {
    "Problem": {
        **grown(type=TEXT, title=TEXT, status=WHOLE, detail=TEXT),
        "description": "What went wrong, as RFC 9457 has it; detail is a sentence that says what to do.",
    },
    "Question": {
        "type": "object",
        "description": "What was asked; defaults are left out.",
        "properties": {
            "q": TEXT,
            "wanted": {"type": "object", "additionalProperties": listed(TEXT)},
            "unwanted": {"type": "object", "additionalProperties": listed(TEXT)},
            "after": TEXT,
            "before": TEXT,
            "sort": TEXT,
            "around": TEXT,
        },
    },
    "Hit": grown(
        id=WHOLE,
        url=TEXT,
        headline=TEXT,
        date=DAY,
        section=TEXT,
        page=TEXT,
        authors=listed(TEXT),
        source=TEXT,
        score=NUMBER,
        snippet=TEXT,
        marks=listed(SPAN),
        copies=listed(WHOLE),
    ),
    "FacetCount": grown(value=TEXT, count=COUNT, selected=TRUTH),
    "Results": grown(
        total=COUNT,
        groups=COUNT,
        hits=listed(named("Hit")),
        facets={
            "type": "object",
            "properties": {name: listed(named("FacetCount")) for name in FACETS},
            "required": list(FACETS),
        },
        timeline=listed(grown(period=TEXT, count=COUNT)),
        notices=listed(TEXT),
    ),
    "Article": grown(id=WHOLE, version=WHOLE, current=TRUTH, saved=MOMENT, added=MOMENT, permalink=TEXT, **ARTICLE),
    "Hits": grown(hits=listed(named("Hit"))),
    "Revision": grown(
        earlier=WHOLE,
        later=WHOLE,
        same=TRUTH,
        fields={"type": "object", "additionalProperties": named("Passage")},
        body=listed(named("Passage")),
    ),
    "Passage": {
        **grown(
            kind={"type": "string", "enum": [str(kind) for kind in Kind]},
            before=TEXT,
            after=TEXT,
            removed=listed(SPAN),
            added=listed(SPAN),
        ),
        "description": "A text in both versions; removed are spans of before, added are spans of after.",
    },
    "Versions": grown(versions=listed(named("Article"))),
    "Values": grown(facet=TEXT, total=COUNT, values=listed(named("FacetCount"))),
    "Suggestions": grown(suggestions=listed(grown(kind=TEXT, text=TEXT, query=TEXT, count=COUNT, id=MAYBE))),
    "Issues": grown(issues=listed(grown(date={"type": "string", "format": "date"}, count=COUNT))),
    "Issue": grown(date={"type": "string", "format": "date"}, articles=listed(named("Article"))),
    "Anniversaries": grown(
        issues=listed(
            grown(date={"type": "string", "format": "date"}, count=COUNT, articles=listed(named("Article"))),
        )
    ),
    "Sections": grown(sections=listed(grown(path=listed(TEXT), section=TEXT, count=COUNT))),
    "Timeline": grown(
        total=COUNT,
        undated=COUNT,
        periods=listed(grown(period=TEXT, first=DAY, last=DAY, count=COUNT, held=COUNT)),
    ),
    "Comparison": grown(
        periods=listed(grown(period=TEXT, first=DAY, last=DAY, held=COUNT)),
        series=listed(
            grown(
                question=named("Question"),
                total=COUNT,
                undated=COUNT,
                counts=listed(COUNT),
                shares=listed({"type": ["number", "null"]}),
            )
        ),
    ),
    "Keywords": grown(
        total=COUNT,
        read=COUNT,
        others=COUNT,
        words=listed(grown(word=TEXT, found=COUNT, elsewhere=COUNT, likelihood=NUMBER, ratio=NUMBER)),
    ),
    "Concordance": grown(
        total=COUNT,
        read=COUNT,
        gathered=COUNT,
        lines=listed(grown(id=WHOLE, headline=TEXT, date=DAY, left=TEXT, word=TEXT, right=TEXT)),
    ),
    "Explanation": grown(
        total=COUNT,
        everything=COUNT,
        parts=listed(grown(text=TEXT, excludes=TRUTH, alone=COUNT, without=COUNT, rest=named("Question"))),
        filters=listed(grown(name=TEXT, value=TEXT, excludes=TRUTH, without=COUNT, rest=named("Question"))),
    ),
    "Certificate": grown(
        certificate=WHOLE,
        question=named("Question"),
        taken=MOMENT,
        seen=COUNT,
        stamp=TEXT,
        newest_text=COUNT,
        total=COUNT,
        digest=TEXT,
        text=TEXT,
    ),
    "Checked": grown(
        then=named("Certificate"),
        now=named("Certificate"),
        same=TRUTH,
        same_archive=TRUTH,
        proven=TRUTH,
        missing=COUNT,
        added=listed(WHOLE),
        dropped=listed(WHOLE),
        rewritten=listed(WHOLE),
        removed=listed(WHOLE),
        redated=listed(grown(id=WHOLE, then=DAY, now=DAY)),
    ),
    "Rows": grown(rows=listed(grown(**{name: _COLUMNS.get(name, TEXT) for name in COLUMNS}))),
    "Batch": {
        "type": "object",
        "description": "The lines of a batch: queries, or objects with the names of the search's parameters.",
        "properties": {
            "queries": {
                "type": "array",
                "maxItems": 500,
                "items": {"type": ["string", "object"], "maxLength": 2000},
            }
        },
        "required": ["queries"],
        "additionalProperties": False,
    },
}
