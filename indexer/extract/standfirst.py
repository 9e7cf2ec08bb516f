"""The dek: the summary that is printed between headline and story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from indexer.extract.evidence import Candidate, Evidence
from indexer.extract.likeness import bare, same
from indexer.extract.noise import is_noise
from indexer.extract.tree import marks_of

_NEAR = 14
_DEK_NAMED = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|sub-?(?:title|head(?:line)?|hed)|strap-?line|article-?summary|"
    r"story-?summary|vorspann|chapo|entradilla|ingress|intro)(?:$|[\s_-])"
)


def dek(evidence: Evidence, headline: str) -> Candidate[str] | None:
    """The standfirst, when it is printed apart from the story; a summary in the head alone is nobody's text."""
    for candidate in (*evidence.by_rule("dek"), *_dek_elements(evidence), *_summaries(evidence)):
        text = candidate.value
        if 15 <= len(text) <= 600 and not same(text, headline) and not is_noise(text) and not _in_body(text, evidence):
            return candidate
    return None


def is_standfirst(evidence: Evidence, number: int) -> bool:
    """Whether a line is marked as a dek, or is the declared summary set apart from the line after it."""
    line = evidence.lines[number]
    parent = line.element.getparent()
    marks = f"{marks_of(line.element)} {marks_of(parent) if parent is not None else ''}"
    if _is_dek(marks):
        return not _has_body_marks(marks)
    following = evidence.lines[number + 1] if number + 1 < len(evidence.lines) else line
    apart = (line.element.tag, line.element.get("class")) != (following.element.tag, following.element.get("class"))
    return apart and number not in evidence.numbers and bare(line.text) in evidence.bare_summaries


def _has_body_marks(marks: str) -> bool:
    return "body" in marks or "content" in marks


def _dek_elements(evidence: Evidence) -> Iterator[Candidate[str]]:
    start = max(0, evidence.opening - _NEAR)
    for number in range(start, evidence.opening):
        if is_standfirst(evidence, number) and not evidence.lines[number].is_link:
            yield Candidate(evidence.lines[number].text, "standfirst above the story")


def _summaries(evidence: Evidence) -> Iterator[Candidate[str]]:
    """A declared summary that is printed above the story too."""
    near = evidence.lines[max(0, evidence.opening - _NEAR) : evidence.opening]
    printed = {bare(line.text) for line in near if len(line.text) > 14}
    for candidate in evidence.summaries:
        if bare(candidate.value) in printed:
            yield candidate


@lru_cache(maxsize=1 << 14)
def _is_dek(marks: str) -> bool:
    return bool(_DEK_NAMED.search(marks))


def _in_body(text: str, evidence: Evidence) -> bool:
    wanted = bare(text)
    return any(wanted[:80] in bare(each) and bare(each) != wanted for each in evidence.body[1:5])
