"""The publication's name; its copyright line is the last resort."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.extract import jsonld
from indexer.extract.evidence import Candidate, Evidence, Way, candidates
from indexer.extract.likeness import bare, title_parts

_METAS = (
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "article:publisher_name",
    "citation_journal_title",
    "apple-mobile-web-app-title",
)
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))[\s©]*(?:\(c\))?\s*(?:by\s+)?(?:(?:19|20)\d\d)?\s*(?:[-–—]\s*(?:(?:19|"
    r"20)\d\d)?)?[\s,]*(?:by\s+)?"
    r"(?P<name>[^\d©.|•·]{3,60}?(?:\.(?:com|net|org|de|co\.uk))?)\s*(?:[.|,•·]|\ball rights|\bpreferably|"
    r"\bbest viewed|-\s|–|$)",
    re.I,
)
_NO_NAME = re.compile(r"^(?:all rights|by|the author|reserved|site|notice|policy)\b|https?:|[<>{}]", re.I)


def source(evidence: Evidence) -> Candidate[str] | None:
    """The name of the publication."""
    for candidate in candidates(_WAYS, evidence):
        name = candidate.value.strip(" .,|-")
        if 2 <= len(name) <= 80 and not name.startswith(("http", "@", "www.", "//")):
            return Candidate(name, candidate.how)
    return None


def _rule(evidence: Evidence) -> Iterator[Candidate[str]]:
    if evidence.rule is not None and evidence.rule.rule.source:
        yield Candidate(evidence.rule.rule.source, f"site rule {evidence.host}")


def _jsonld(evidence: Evidence) -> Iterator[Candidate[str]]:
    for key in ("publisher", "sourceOrganization"):
        yield Candidate(jsonld.text(evidence.story.get(key)), f"JSON-LD {key}")


def _meta(evidence: Evidence) -> Iterator[Candidate[str]]:
    yield from evidence.metas(*_METAS)


def _copyright(evidence: Evidence) -> Iterator[Candidate[str]]:
    for line in reversed(evidence.lines):
        if len(line.text) < 400 and (match := _COPYRIGHT.search(line.text)):
            name = match["name"].strip(" .,-")
            if not _NO_NAME.search(name) and name[:1].isupper():
                yield Candidate(name, "copyright line")


def _title_end(evidence: Evidence) -> Iterator[Candidate[str]]:
    """What a title ends with, when the address says the same: ``… - The Gull`` at thegull.example."""
    host = bare(evidence.host)
    for part in reversed(title_parts(evidence.title)[1:]):
        if len(bare(part)) > 3 and bare(part) in host:
            yield Candidate(part, "title")


_WAYS: tuple[Way[str], ...] = (_rule, _jsonld, _meta, _title_end, _copyright)
