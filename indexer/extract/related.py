"""The stories that a page itself calls related: the links of its boxes “Related News” and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.extract.address import absolute, base_of
from indexer.extract.calendar import days_in
from indexer.extract.evidence import Candidate, Evidence
from indexer.extract.noise import RELATED_HEADING, is_noise
from indexer.extract.outline import Line
from indexer.extract.section import is_trail
from indexer.extract.tree import squeeze, text_of
from search.article import Link

_SHORTEST = 12
_MOST = 20
_BULLETS = " •·*-–»›>\u25aa\u25cf\u25a0"
_INLINE_LABEL = re.compile(r"^(?:read (?:more|also)|see also|related|mehr|lesen sie auch|lire aussi)\s*:\s*", re.I)


def related(evidence: Evidence) -> Candidate[tuple[Link, ...]] | None:
    """Links of the first box that has any, with absolute addresses."""
    base = base_of(evidence.root, evidence.url)
    links = tuple(_by_rule(evidence, base))
    if links:
        return Candidate(links, f"site rule {evidence.host}")
    best: Candidate[tuple[Link, ...]] | None = None
    for number, line in enumerate(evidence.lines):
        if RELATED_HEADING.match(line.text):
            found = tuple(_distinct(_links_after(evidence.lines, number, base), evidence.url))
            if len(found) > (len(best.value) if best else 0):
                best = Candidate(found, f"box “{line.text}”")
    return best


def _by_rule(evidence: Evidence, base: str) -> Iterator[Link]:
    if evidence.rule is not None:
        for tag in evidence.rule.tags("related"):
            url = absolute(base, str(tag.get("href") or ""))
            if url:
                title = tag.find(["h2", "h3", "h4", "h5"]) or tag
                yield Link(squeeze(title.get_text(" ")), url)


def _links_after(lines: list[Line], number: int, base: str) -> Iterator[Link]:
    """The links directly under a heading, as far as there is nothing but links, their dates and their bullets."""
    for line in lines[number + 1 : number + 1 + 3 * _MOST]:
        text = line.text.strip(_BULLETS)
        if not text or _is_date(text):
            continue
        if not line.anchors or is_trail(line.text) or line.linked * 10 < len(text) * 6 or RELATED_HEADING.match(text):
            return
        anchor = line.anchors[-1]
        title = text_of(anchor) if line.element.tag not in ("h2", "h3", "h4") else text
        if len(title) < _SHORTEST or is_noise(title) or line.element is lines[number].element.getparent():
            return
        url = absolute(base, anchor.get("href") or "")
        if url:
            yield Link(title.strip(_BULLETS), url)


def _is_date(text: str) -> bool:
    return len(text) < 30 and any(True for _ in days_in(text))


def _distinct(links: Iterator[Link], own: str) -> Iterator[Link]:
    seen = {own}
    for link in links:
        if link.url not in seen and len(seen) <= _MOST:
            seen.add(link.url)
            yield link
