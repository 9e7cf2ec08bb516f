"""Stubs: pages that show the beginning of a story to those who have not paid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.extract import jsonld
from indexer.extract.evidence import Evidence

_WALL = re.compile(
    r"(?:^|[\s_-])(?:paywall\w*|regwall|pay-?gate|piano-?(?:offer|container)|subscriber-?only|premium-?(?:wall|"
    r"barrier)|tp-?modal)(?=$|[\s_-])"
)
_ASKS = re.compile(
    r"\b(?:to (?:continue|keep) reading|to (?:read|view) the (?:full|rest of the|whole) (?:story|article)|"
    r"subscribe to (?:read|continue|unlock)|"
    r"already a subscriber|subscribers only|exclusive to subscribers|um (?:weiterzulesen|"
    r"den (?:ganzen )?artikel (?:weiter)?zulesen)|"
    r"weiterlesen mit|jetzt weiterlesen|diesen artikel weiterlesen|réservé aux abonnés|pour lire la suite|"
    r"article réservé|"
    r"contenido exclusivo para suscriptores|para (?:seguir|continuar) leyendo|contenuto riservato agli abbonati|"
    r"per continuare a leggere|"
    r"conteúdo exclusivo para assinantes|para continuar lendo|alleen voor abonnees|verder lezen\\?|"
    r"dalsza część artykułu dostępna)\b",
    re.I,
)
_STUB = 2500
"""Characters; a story longer than this was shown whole, whatever the page says of paying."""
_NEAR = 6


def doubt_stub(evidence: Evidence) -> None:
    """Put a sentence among the doubts when the story on the page seems to be a beginning only."""
    if sum(map(len, evidence.body)) >= _STUB:
        return
    if sign := next(_signs(evidence), ""):
        evidence.doubt(f"The page seems to show only the beginning of the story to those who have not paid ({sign}).")


def _signs(evidence: Evidence) -> Iterator[str]:
    if jsonld.text(_free(evidence)).casefold() == "false":
        yield "JSON-LD isAccessibleForFree"
    for line in evidence.lines[max(0, evidence.ending - _NEAR) : evidence.ending + _NEAR]:
        if len(line.text) < 300 and _ASKS.search(line.text):
            yield f"\u201c{line.text[:80]}\u201d"
    for _, marks in evidence.outline.named:
        if ("wall" in marks or "pay" in marks or "prem" in marks or "subsc" in marks) and _WALL.search(marks):
            yield f"an element called {marks[:40]}"


def _free(evidence: Evidence) -> object:
    value = evidence.story.get("isAccessibleForFree")
    return str(value) if isinstance(value, bool) else value
