"""The headline as printed: never the site's name, never the kicker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.extract import jsonld
from indexer.extract.calendar import days_in
from indexer.extract.evidence import Candidate, Evidence, Way, candidates, split
from indexer.extract.likeness import bare, fronts, same, title_parts
from indexer.extract.noise import RELATED_HEADING, is_noise
from indexer.extract.outline import Line
from indexer.extract.section import is_trail
from indexer.extract.tree import Element, marks_of, text_of

_LONGEST = 300
_NAME = 24
"""Characters of a newspaper's name; a longer title says more."""
_LARGE = 5
"""Size of a font element from which on a line above the story is set large."""
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:headline|hed|article-?(?:title|head(?:line)?)|story-?(?:title|head(?:line)?)|entry-?title|"
    r"post-?title|news-?title|titel|title|art-?title|main-?title|page-?title)(?:$|[\s_-])"
)
_BYLINE = re.compile(r"^(?:by|von|par|por|di|door)\s+[A-ZÀ-Ý]", re.I)
_NEAR = 14
_OPENING_WORDS = 10
_SIZES = {"font": 0.0, "b": 2.0, "strong": 2.0, "big": 3.5}
"""Elements that set type larger or bolder; a font element says itself how large."""


def headline(evidence: Evidence) -> Candidate[str] | None:
    """The headline, by the best way that gives one; the publication's name is none."""
    unwanted = _names_of_site(evidence)
    for candidate in candidates(_WAYS, evidence):
        text = _without_site(candidate.value.strip(" |\u00b7"), unwanted)
        if 1 < len(text) <= _LONGEST and text.lower() not in unwanted:
            return Candidate(_as_printed(text, evidence), candidate.how)
    return None


def _rule(evidence: Evidence) -> Iterator[Candidate[str]]:
    yield from evidence.by_rule("headline")


def _jsonld(evidence: Evidence) -> Iterator[Candidate[str]]:
    """The declared headline, when the page prints it or has it for its title."""
    for candidate in _jsonld_alone(evidence):
        if _is_confirmed(candidate.value, evidence):
            yield candidate


def _is_confirmed(text: str, evidence: Evidence) -> bool:
    titles = [evidence.title, *(each.value for each in evidence.metas("og:title", "twitter:title"))]
    if any(same(text, part) for title in titles for part in title_parts(title)):
        return True
    return any(same(text, text_of(heading)) for tag in ("h1", "h2") for heading in evidence.root.iter(tag))


def _jsonld_alone(evidence: Evidence) -> Iterator[Candidate[str]]:
    """A declared headline that may stand nowhere else on the page."""
    text = jsonld.text(evidence.story.get("headline"))
    if text and not text.endswith(("...", "\u2026")):
        yield Candidate(text, "JSON-LD headline")


def _first_headings(evidence: Evidence) -> Iterator[Candidate[str]]:
    """The h1 (or h2) that the page's title repeats, at its beginning rather than at its end; the logo is none."""
    headings = [each for tag in ("h1", "h2") for each in evidence.root.iter(tag) if not _leads_home(each)]
    titles = evidence.titles
    for parts in (fronts, title_parts):
        for element in headings:
            text = text_of(element)
            if text and any(same(text, part) for title in titles for part in parts(title)):
                yield Candidate(text, f"{element.tag} as in the title")


def _leads_home(heading: Element) -> bool:
    """Whether a heading links to the site's front page, as logos do."""
    return any(split(each.get("href") or "x").path in ("", "/") for each in heading.iter("a") if _is_address(each))


def _is_address(link: Element) -> bool:
    href = (link.get("href") or "").strip()
    return href.startswith(("/", "http")) and "[" not in href and "?" not in href


def _printed_title(evidence: Evidence) -> Iterator[Candidate[str]]:
    """The line before the story that the page's title begins with."""
    parts = {part for part in evidence.bare_titles if len(part) > 5}
    for line in reversed(_before(evidence)):
        if bare(line.text) in parts:
            yield Candidate(line.text, "line as in the title")


def _kindred_heading(evidence: Evidence) -> Iterator[Candidate[str]]:
    """The h1 nearest above the story that has words in common with the page's title."""
    words = {word for title in evidence.titles for word in _words(title)}
    for candidate in _only_heading(evidence):
        own = _words(candidate.value)
        if 3 * len(own & words) >= len(own) > 0:
            yield candidate


def _words(text: str) -> set[str]:
    return {word for word in text.casefold().split() if len(word) > 2}


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
        if _opens_with_site(candidate.value, site):
            continue
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


def _title_behind_site(evidence: Evidence) -> Iterator[Candidate[str]]:
    """What follows the site's name in a title that begins with it: it may be a headline or the site's motto."""
    site = _names_of_site(evidence)
    for part in title_parts(evidence.title):
        if not (_is_site(part, site) or _opens_with_site(part, site)):
            yield Candidate(part, "title behind the site's name")


def _opens_with_site(title: str, site: set[str]) -> bool:
    return any(_is_site(part, site) and title.startswith(part) for part in title_parts(title))


def _set_large(evidence: Evidence) -> Iterator[Candidate[str]]:
    """The line set largest by old markup, whose pages have one title for all: the newspaper's name and no more."""
    if len(evidence.title) > _NAME or len(title_parts(evidence.title)) > 1:
        return  # it says more than a name
    if any(evidence.metas("og:title", "twitter:title", "dc.title", "title")):
        return
    for line in _largest_above(evidence)[:1]:
        if not line.is_heading and _prominence(line) >= _LARGE:
            yield Candidate(line.text, "largest line above the story")


def _heading_above(evidence: Evidence) -> Iterator[Candidate[str]]:
    """The lines above the story by the size in which they are set."""
    for line in _largest_above(evidence):
        yield Candidate(line.text, "line above the story")


def _largest_above(evidence: Evidence) -> list[Line]:
    """The lines above the story that may be its headline, the largest first, the nearest of equals.

    Nothing above a breadcrumb trail counts.
    """
    near = evidence.lines[max(0, evidence.opening - _NEAR) : evidence.opening]
    for number, line in enumerate(near):
        if is_trail(line.text):
            near = near[number + 1 :]
            break
    return sorted(filter(_may_be_headline, near[::-1]), key=_prominence, reverse=True)


def _may_be_headline(line: Line) -> bool:
    text = line.text
    if not 8 <= len(text) <= 200 or line.is_link or is_noise(text) or RELATED_HEADING.match(text):
        return False
    return not (_BYLINE.match(text) or any(True for _ in days_in(text)))


def _prominence(line: Line) -> float:
    """How large a line is set: headings by level, old markup by its font sizes, bold type last."""
    if line.is_heading:
        return 8 - int(line.element.tag[1])
    inner = [each for each in line.element.iter(*_SIZES) if text_of(each) == line.text]
    sizes = [_SIZES[each.tag] or _font_size(each.get("size") or "") for each in (*inner, *ancestors_within(line))]
    return max(sizes, default=0.0) + 2.0 * bool(_NAMED.search(marks_of(line.element)))


def ancestors_within(line: Line) -> list[Element]:
    """The font elements directly around a line's block."""
    around = line.element.getparent()
    return [around] if around is not None and around.tag in _SIZES else []


def _font_size(size: str) -> float:
    """A font element's size, 3 being ordinary; ``+1`` counts from there."""
    digits = size.lstrip("+-")
    if not digits.isdigit():
        return 0.0
    number = 3 + int(size) if size[:1] in "+-" else int(digits)
    return float(number) if number > 3 else 0.0


def _before(evidence: Evidence) -> list[Line]:
    """The lines above the story, and its first: the headline may stand inside."""
    return evidence.lines[: evidence.opening + 1]


def _names_of_site(evidence: Evidence) -> set[str]:
    names = {candidate.value.lower() for candidate in evidence.metas("og:site_name", "application-name")}
    names |= {evidence.source.lower(), jsonld.text(evidence.story.get("publisher")).lower()}
    return (names | {evidence.host, evidence.host.removeprefix("www.")}) - {""}


def _without_site(text: str, site: set[str]) -> str:
    """The text without the site's name at its end."""
    parts, shorter = title_parts(text), fronts(text)
    return shorter[1] if len(shorter) > 1 and _is_site(parts[-1], site) else text


def _is_site(part: str, names: set[str]) -> bool:
    return part.lower() in names or bare(part) in {bare(name) for name in names} - {""}


def _ends_in_site(text: str, names: set[str]) -> bool:
    tail = bare(title_parts(text)[-1])
    return any(len(bare(name)) > 3 and (bare(name) in tail or tail in bare(name)) for name in names)


def _as_printed(text: str, evidence: Evidence) -> str:
    """The spelling on the page when a line differs from the text by case and marks alone."""
    text = _without_kicker(text, evidence)
    wanted = bare(text)
    for line in _before(evidence)[-40:]:
        if bare(line.text) == wanted and not line.text.isupper():
            return line.text
    return text


def _without_kicker(text: str, evidence: Evidence) -> str:
    """The headline without the kicker that was glued to its front, when a heading or the title tells where it ends."""
    whole = bare(text)
    headings = [line.text for line in _before(evidence) if line.is_heading]
    for shorter in (*headings, *(fronts(title)[-1] for title in evidence.titles)):
        end = bare(shorter)
        if len(whole) > len(end) >= len(whole) // 2 and len(shorter.split()) > 2 and whole.endswith(end):
            return shorter
    return text


def is_title(evidence: Evidence, number: int) -> bool:
    """Whether a line is a heading, or what the page's title says."""
    line = evidence.lines[number]
    return line.is_heading or bare(line.text) in evidence.bare_titles


def _opening_words(evidence: Evidence) -> Iterator[Candidate[str]]:
    """The story's first words, for a page that has no headline at all."""
    if evidence.body:
        words = evidence.body[0].split()
        text = " ".join(words[:_OPENING_WORDS])[:_LONGEST]
        evidence.doubt("The page has no headline; the story's first words stand for it.")
        yield Candidate(text if len(words) <= _OPENING_WORDS else f"{text} …", "first words of the story")


_WAYS: tuple[Way[str], ...] = (
    *(
        _rule,
        _jsonld,
        _first_headings,
        _printed_title,
        _microdata,
        _kindred_heading,
        _only_heading,
        _jsonld_alone,
        *(_named, _set_large),
        _title_without_site,
    ),
    *(_heading_above, _title_behind_site, _opening_words),
)
