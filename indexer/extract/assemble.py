"""The article put together: every field found in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indexer.extract.agency import agency
from indexer.extract.authors import authors
from indexer.extract.corrections import corrections
from indexer.extract.evidence import Candidate, Evidence
from indexer.extract.headline import headline, is_title
from indexer.extract.image import caption, image
from indexer.extract.language import declared_language, language
from indexer.extract.likeness import bare
from indexer.extract.noise import is_noise
from indexer.extract.paragraphs import Paragraph
from indexer.extract.paywall import doubt_stub
from indexer.extract.printpage import edition, print_page
from indexer.extract.published import published
from indexer.extract.refusal import NO_HEADLINE
from indexer.extract.related import related
from indexer.extract.section import section
from indexer.extract.source import source
from indexer.extract.standfirst import dek, is_standfirst
from indexer.extract.tags import place, tags
from indexer.extract.trim import trimmed
from indexer.extract.updated import updated
from indexer.page import Rejected
from search.article import Article

_PROSE = 60


def article_of(evidence: Evidence, where: Candidate[str], paragraphs: Sequence[Paragraph]) -> Article | Rejected:
    """The article, once its page's paragraphs are known and located."""
    publication = source(evidence)
    name = evidence.source = publication.value if publication else ""
    title = headline(evidence)
    if title is None:
        return Rejected(evidence.page, NO_HEADLINE)
    found: dict[str, Candidate[Any] | None] = {"headline": title, "url": where, "source": publication}
    found["dek"] = dek(evidence, title.value)
    found["authors"] = authors(evidence, name)
    evidence.body = (
        trimmed(
            paragraphs,
            (title.value, found["dek"].value if found["dek"] else ""),
            evidence.lines[evidence.opening].text if evidence.lines else "",
        )
        or evidence.body
    )
    evidence.language = declared_language(evidence)
    found |= {
        "language": language(evidence),
        "section": section(evidence, title.value, name),
        "page": print_page(evidence),
        "date": published(evidence),
        "place": place(evidence),
        "related": related(evidence),
        "tags": tags(evidence),
    }
    found |= {
        "updated": updated(evidence, found["date"].value if found["date"] else None),
        "agency": agency(evidence),
        "edition": edition(evidence),
        "image": image(evidence),
        "caption": caption(evidence),
        "corrections": corrections(evidence),
    }
    doubt_stub(evidence)
    values = {field: candidate.value for field, candidate in found.items() if candidate is not None}
    how = {field: candidate.how for field, candidate in found.items() if candidate is not None}
    return Article(**values, body=evidence.body, found=how | {"body": evidence.how}, doubts=tuple(evidence.doubts))


def locate(evidence: Evidence, kept: Sequence[int]) -> None:
    """Set where among the page's lines the story opens and ends, from the numbers of its lines."""
    lines = evidence.lines
    evidence.numbers = list(kept)
    said = [number for number in kept if not is_noise(lines[number].text)] or kept
    prose = [number for number in said if len(lines[number].text) >= _PROSE] or said
    openings = (
        number for number in prose[:5] if not is_title(evidence, number) and not is_standfirst(evidence, number)
    )
    evidence.opening = next(openings, prose[0] if prose else 0)
    evidence.ending = max(said[-1] if said else 0, evidence.opening) + 1


def lines_of_body(evidence: Evidence) -> list[int]:
    """The numbers of the lines with which the body's paragraphs begin: for bodies that a site's rule found."""
    lines = [bare(line.text[:80]) for line in evidence.lines]
    found: list[int] = []
    for text in evidence.body:
        place = _find(lines, bare(text[:80]), found[-1] if found else 0)
        found.extend([] if place is None else [place])
    return found


def _find(lines: list[str], wanted: str, start: int) -> int | None:
    """The number of the line that begins as the paragraph does; a line may end before the paragraph."""
    for number in range(start, len(lines)):
        line = lines[number]
        if len(line) > 15 and (line.startswith(wanted[:40]) or wanted.startswith(line)):
            return number
    return None
