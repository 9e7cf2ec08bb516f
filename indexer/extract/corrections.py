"""What the newspaper says that it has corrected, in its own words; printed in the story, it stays there too."""

from __future__ import annotations

import re

from indexer.extract.evidence import Candidate, Evidence

_OPENS = re.compile(
    r"^\W{0,3}(?:correction|corrections|clarification|editor['\u2019]s note|an earlier version of this|"
    r"this (?:article|story|report) (?:has been|was) "
    r"(?:amended|corrected|updated to)|korrektur|richtigstellung|berichtigung|anmerkung der redaktion|"
    r"in einer (?:früheren|ersten) "
    r"(?:version|fassung)|rectificati(?:f|on)|erratum|une version précédente|fe de errat\w+|corrección|rettifica|"
    r"errata corrige|"
    r"correção|errata|rectificatie|correctie|sprostowanie|rättelse|rettelse|oikaisu|düzeltme)\b.{15,}",
    re.I,
)
_LONGEST = 1200


def corrections(evidence: Evidence) -> Candidate[tuple[str, ...]] | None:
    """Every such note on the page, in reading order."""
    notes = (line.text for line in evidence.lines if is_correction(line.text))
    found = tuple(dict.fromkeys(notes))
    return Candidate(found, "notes on corrections") if found else None


def is_correction(text: str) -> bool:
    """Whether a paragraph is such a note."""
    return len(text) <= _LONGEST and _OPENS.match(text) is not None
