"""The day of the last change: what the page declares, else what is printed near the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from indexer.extract.calendar import days_in, first_day
from indexer.extract.evidence import Candidate, Evidence
from indexer.extract.published import changes

_SAID = re.compile(
    r"\b(?:(?:last )?updated|modified|aktualisiert|geändert|stand:|letzte änderung|mis(?:e)? à jour|modifié|"
    r"actualizad[oa]|aggiornat[oa]|atualizad[oa]|bijgewerkt|zaktualizowan[oa]|aktualizacja|uppdaterad|opdateret|"
    r"oppdatert|päivitetty|güncelle\w*|обновлено)\b|更新|最終更新",
    re.I,
)
_NEAR = 12
_LONGEST = 160


def updated(evidence: Evidence, published: date | None) -> Candidate[date] | None:
    """The day, when it is later than that of publication and not in the future."""
    for candidate in (*_declared(evidence), *_printed(evidence)):
        later = published is None or candidate.value > published
        if later and candidate.value <= evidence.today + timedelta(days=1):
            return candidate
    return None


def _declared(evidence: Evidence) -> Iterator[Candidate[date]]:
    for said in changes(evidence):
        written = first_day(said.value, evidence.language)
        if written is not None and written.day is not None:
            yield Candidate(written.day, said.how)


def _printed(evidence: Evidence) -> Iterator[Candidate[date]]:
    opening, ending = evidence.opening, evidence.ending
    for line in (*evidence.lines[max(0, opening - _NEAR) : opening + 1], *evidence.lines[ending - 1 : ending + 3]):
        if len(line.text) <= _LONGEST and (said := _SAID.search(line.text)):
            for written in days_in(line.text[said.start() :], evidence.language):
                if written.day is not None:
                    yield Candidate(written.day, "printed as the last change")
