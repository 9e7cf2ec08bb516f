"""The headline as printed, and the dek under it: never the site's name, never the kicker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from indexer.extract import jsonld
from indexer.extract.evidence import Candidate, Evidence, Way, candidates
from indexer.extract.lines import Line
from indexer.extract.noise import RELATED_HEADING, is_noise
from indexer.extract.tree import marks_of, text_of

_SEPARATORS = re.compile(r"\s+[|–—·•»«:/\\-]{1,3}\s+|\s*[|»]\s*|\s+::\s+|\s+[-–—]{2}\s*")
_LONGEST = 300
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:headline|hed|article-?(?:title|head(?:line)?)|story-?(?:title|head(?:line)?)|entry-?title|"
    r"post-?title|news-?title|titel|title|art-?title|main-?title|page-?title)(?:$|[\s_-])"
)
_DEK_NAMED = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|sub-?(?:title|head(?:line)?|hed)|strap-?line|article-?summary|"
    r"story-?summary|vorspann|chapo|entradilla|ingress|intro)(?:$|[\s_-])"
)
_NEAR = 14


def headline(evidence: Evidence) -> Candidate[str] | None:
    """The headline, by the best way that gives one."""
    for candidate in candidates(_WAYS, evidence):
        text = candidate.value.strip(" |\u00b7")
        if 1 < len(text) <= _LONGEST and text.lower() not in _names_of_site(evidence):
            return Candidate(_as_printed(text, evidence), candidate.how)
    return None


def dek(evidence: Evidence, headline: str) -> Candidate[str] | None:
    """The standfirst, when it is printed apart from the story; a summary in the head alone is nobody's text."""
    for candidate in (*evidence.by_rule("dek"), *_dek_elements(evidence), *_summaries(evidence)):
        text = candidate.value
        if 15 <= len(text) <= 600 and not same(text, headline) and not is_noise(text) and not _in_body(text, evidence):
            return candidate
    return None


def same(one: str, other: str) -> bool:
    """Whether two lines say the same but for case, marks and a few letters."""
    first, second = bare(one), bare(other)
    if first == second:
        return True
    longest = max(len(first), len(second))
    if longest > 2 * _LONGEST or abs(len(first) - len(second)) * 10 > longest:
        return False
    return longest > 12 and SequenceMatcher(None, first, second, autojunk=False).ratio() > 0.92


def bare(text: str) -> str:
    """Only the letters and digits, in one case."""
    return "".join(char for char in text.casefold() if char.isalnum())


def title_parts(title: str) -> list[str]:
    """A title cut at its separators: the whole, then ever fewer parts from the front, then from the back."""
    cuts = list(_SEPARATORS.finditer(title))
    fronts = [title[: cut.start()] for cut in reversed(cuts)]
    backs = [title[cut.end() :] for cut in cuts]
    return [part.strip() for part in (title, *fronts, *backs) if part.strip()]


def _rule(evidence: Evidence) -> Iterator[Candidate[str]]:
    yield from evidence.by_rule("headline")


def _jsonld(evidence: Evidence) -> Iterator[Candidate[str]]:
    text = jsonld.text(evidence.story.get("headline"))
    if text and not text.endswith(("...", "\u2026")):
        yield Candidate(text, "JSON-LD headline")


def _first_headings(evidence: Evidence) -> Iterator[Candidate[str]]:
    """The h1 (or h2) that the page's title repeats."""
    titles = _titles(evidence)
    for tag in ("h1", "h2"):
        for element in evidence.root.iter(tag):
            text = text_of(element)
            if text and any(same(text, part) for title in titles for part in title_parts(title)):
                yield Candidate(text, f"{tag} as in the title")


def _printed_title(evidence: Evidence) -> Iterator[Candidate[str]]:
    """The line before the story that the page's title begins with."""
    parts = {bare(part) for title in _titles(evidence) for part in title_parts(title) if len(bare(part)) > 5}
    for line in reversed(_before(evidence)):
        if bare(line.text) in parts:
            yield Candidate(line.text, "line as in the title")


def _only_heading(evidence: Evidence) -> Iterator[Candidate[str]]:
    """The h1 nearest above the story, when it does not look like the site's logo."""
    for line in reversed(_before(evidence)):
        if line.element.tag == "h1" and not line.is_link and len(line.text) > 8 and not is_noise(line.text):
            yield Candidate(line.text, "h1 above the story")


def _microdata(evidence: Evidence) -> Iterator[Candidate[str]]:
    for name in ("headline", "name"):
        for element in evidence.items(name):
            if element.tag in ("h1", "h2", "h3", "header") or name == "headline":
                yield Candidate(element.get("content") or text_of(element), f"microdata {name}")


def _named(evidence: Evidence) -> Iterator[Candidate[str]]:
    """A line above the story in an element that is called a headline."""
    for line in reversed(_before(evidence)):
        if _NAMED.search(marks_of(line.element)) and _may_be_headline(line):
            yield Candidate(line.text, "element named as headline")


def _title_without_site(evidence: Evidence) -> Iterator[Candidate[str]]:
    site = _names_of_site(evidence)
    for candidate in (
        *evidence.metas("og:title", "twitter:title", "dc.title", "title"),
        Candidate(evidence.title, "title"),
    ):
        parts = [part for part in title_parts(candidate.value) if not _is_site(part, site)]
        shorter = [part for part in parts[1:] if len(part) * 2 >= len(candidate.value) and len(part.split()) > 2]
        if (
            candidate.how.startswith("meta")
            and parts
            and parts[0] == candidate.value
            and not _ends_in_site(parts[0], site)
        ):
            shorter = []
        if parts:
            yield Candidate(shorter[0] if shorter else parts[0], candidate.how)


def _heading_above(evidence: Evidence) -> Iterator[Candidate[str]]:
    """The largest heading directly above the story, else the last line above it that may be one."""
    near = [line for line in _before(evidence)[-_NEAR:] if _may_be_headline(line)]
    headings = [line for line in near if line.is_heading or _is_strong(line)]
    ranked = sorted(headings, key=lambda line: line.element.tag if line.is_heading else "h3")
    for line in (*ranked, *reversed(near)):
        yield Candidate(line.text, "line above the story")


def _may_be_headline(line: Line) -> bool:
    text = line.text
    return 8 <= len(text) <= 200 and not line.is_link and not is_noise(text) and not RELATED_HEADING.match(text)


def _is_strong(line: Line) -> bool:
    element = line.element
    inner = [each for each in element.iter("b", "strong", "font", "big", "span") if text_of(each) == line.text]
    return any(each.tag in ("b", "strong", "big") or (each.get("size") or "").strip("+") > "3" for each in inner)


def _before(evidence: Evidence) -> list[Line]:
    """The lines above the story, and its first: the headline may stand inside."""
    return evidence.lines[: evidence.opening + 1]


def _titles(evidence: Evidence) -> list[str]:
    found = [candidate.value for candidate in evidence.metas("og:title", "twitter:title")]
    return [title for title in (*found, evidence.title, jsonld.text(evidence.story.get("headline"))) if title]


def _names_of_site(evidence: Evidence) -> set[str]:
    names = {candidate.value.lower() for candidate in evidence.metas("og:site_name", "application-name")}
    return names | {
        jsonld.text(evidence.story.get("publisher")).lower(),
        evidence.host,
        evidence.host.removeprefix("www."),
    } - {""}


def _is_site(part: str, names: set[str]) -> bool:
    return part.lower() in names or bare(part) in {bare(name) for name in names} - {""}


def _ends_in_site(text: str, names: set[str]) -> bool:
    tail = bare(title_parts(text)[-1])
    return any(len(bare(name)) > 3 and (bare(name) in tail or tail in bare(name)) for name in names)


def _as_printed(text: str, evidence: Evidence) -> str:
    """The spelling on the page when a line differs from the text by case and marks alone."""
    wanted = bare(text)
    for line in _before(evidence)[-40:]:
        if bare(line.text) == wanted and not line.text.isupper():
            return line.text
    return text


def _dek_elements(evidence: Evidence) -> Iterator[Candidate[str]]:
    for line in _before(evidence)[-_NEAR:]:
        marks = f"{marks_of(line.element)} {marks_of(line.element.getparent())}" if line.element.tag != "body" else ""
        if _DEK_NAMED.search(marks) and not line.is_link:
            yield Candidate(line.text, "element named as dek")


def _summaries(evidence: Evidence) -> Iterator[Candidate[str]]:
    """A declared summary that is printed on the page too."""
    printed = {bare(line.text) for line in _before(evidence)}
    described = jsonld.text(evidence.story.get("description"))
    for candidate in (Candidate(described, "JSON-LD description"), *evidence.metas("og:description", "description")):
        if candidate.value and bare(candidate.value) in printed:
            yield candidate


def _in_body(text: str, evidence: Evidence) -> bool:
    wanted = bare(text)[:80]
    return any(wanted in bare(paragraph) for paragraph in evidence.body[1:4])


_WAYS: tuple[Way[str], ...] = (
    *(_rule, _jsonld, _first_headings, _printed_title, _microdata, _only_heading, _named, _title_without_site),
    _heading_above,
)
