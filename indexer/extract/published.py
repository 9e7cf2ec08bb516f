"""The day of publication, and doubts about days that cannot be it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from indexer.extract import jsonld
from indexer.extract.calendar import EARLIEST, Written, days_in, first_day, in_address
from indexer.extract.evidence import Candidate, Evidence, Way, split
from indexer.extract.printpage import print_box
from indexer.extract.tree import Element, ancestors, marks_of, text_of

_METAS = (
    *("article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished"),
    *("rnews:datepublished", "parsely-pub-date", "sailthru.date", "publication_date", "publication-date", "pubdate"),
    *("pub_date", "publishdate", "publish-date", "publish_date", "published", "published_time", "published-date"),
    *("date.published", "article.published", "ptime", "pdate", "dc.date.issued", "dcterms.issued", "dc.date.published"),
    *(
        "dcterms.created",
        "dc.date.created",
        "dcterms.date",
        "dc.date",
        "originalpublicationdate",
        "article_date_original",
    ),
    *("cxenseparse:recs:publishtime", "citation_publication_date", "citation_online_date", "bt:pubdate", "date"),
    *("dc.terms:created", "created", "og:pubdate", "video:release_date", "displaydate", "cse-pubdate", "timestamp"),
)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:publish\w*|pub-?date|post-?date|entry-?date|date-?line|article-?date|timestamp|date|datum|"
    r"time|byline|meta|posted-?on|created|erstellt)(?:$|[\s_-])"
)
_OF_UPDATES = re.compile(r"updated?|modified|aktualisiert|geändert|stand:|mis à jour|actualizado", re.I)
_OF_OTHERS = re.compile(r"comment|kommentar|related|sidebar|widget|footer|teaser|recent|archive|calendar")
_HOLDERS = frozenset(("ul", "ol", "section", "article", "main", "table", "body", "a"))
_FAR_APART = timedelta(days=31)
_NEAR = 12
_LONGEST_LINE = 160
_SHORTEST_LINE = 60
_BELOW = 25
"""Lines below the story in which its date may stand."""
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "modified",
    "lastmod",
)


_EPOCH = date(1970, 1, 1)
"""Day 0 of computers' clocks: what publishing systems write when they know no date."""


def published(evidence: Evidence) -> Candidate[date] | None:
    """The day, by the best way that gives one; what is impossible or contradicts it becomes a doubt."""
    chosen: Candidate[date] | None = None
    utc = False
    for way in _WAYS:
        for candidate in way(evidence):
            day = _possible(candidate, evidence)
            if day is None:
                continue
            if chosen is None:
                chosen, utc = Candidate(day, candidate.how), candidate.value.utc
            elif abs(day - chosen.value) > _FAR_APART and way in _DECLARED:
                _conflict(chosen, day, candidate.how, evidence)
        if chosen and way not in _DECLARED:
            break
    return _local(chosen, evidence) if chosen and utc else chosen


def _local(chosen: Candidate[date], evidence: Evidence) -> Candidate[date]:
    """The day in the address instead of the one before or after it, for a moment that was told in Universal Time:
    addresses are made of the newspaper's own day."""
    for said in _address(evidence):
        if said.value.day is not None and abs(said.value.day - chosen.value) == timedelta(days=1):
            return Candidate(said.value.day, f"URL, a day beside {chosen.how}")
    return chosen


def _possible(candidate: Candidate[Written], evidence: Evidence) -> date | None:
    written, how = candidate.value, candidate.how
    if written.day is None or written.day.year < EARLIEST or written.day == _EPOCH:
        evidence.doubt(f"The date “{written.text}” ({how}) is no possible day and was left out.")
        return None
    if written.day > evidence.today + timedelta(days=1):
        evidence.doubt(f"The date {written.day} ({how}) lies in the future and was left out.")
        return None
    return written.day


def _conflict(chosen: Candidate[date], day: date, how: str, evidence: Evidence) -> None:
    evidence.doubt(f"The page gives {chosen.value} ({chosen.how}) and {day} ({how}); the first was used.")


def _written(texts: Iterable[Candidate[str]], evidence: Evidence) -> Iterator[Candidate[Written]]:
    for each in texts:
        found = first_day(each.value, evidence.language)
        if found is not None:
            yield Candidate(found, each.how)


def _rule(evidence: Evidence) -> Iterator[Candidate[Written]]:
    yield from _written(evidence.by_rule("date"), evidence)


def _jsonld(evidence: Evidence) -> Iterator[Candidate[Written]]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        text = jsonld.text(evidence.story.get(key))
        yield from _written([Candidate(text, f"JSON-LD {key}")], evidence)


def _meta(evidence: Evidence) -> Iterator[Candidate[Written]]:
    yield from _written(evidence.metas(*_METAS), evidence)


def _microdata(evidence: Evidence) -> Iterator[Candidate[Written]]:
    for name in ("datePublished", "dateCreated"):
        for element in evidence.items(name):
            if not _elsewhere(element, evidence):
                text = element.get("datetime") or element.get("content") or text_of(element)
                yield from _written([Candidate(text, f"microdata {name}")], evidence)


def _box(evidence: Evidence) -> Iterator[Candidate[Written]]:
    box = print_box(evidence)
    if box is not None and box.date:
        yield from _written([Candidate(box.date, box.how)], evidence)


def _time_elements(evidence: Evidence) -> Iterator[Candidate[Written]]:
    times = [each for each in evidence.root.iter("time", "abbr") if not _elsewhere(each, evidence)]
    ranked = sorted(times, key=lambda each: each.get("pubdate") is None and "publish" not in marks_of(each))
    for element in ranked[:6]:
        text = element.get("datetime") or (element.get("title") if element.tag == "abbr" else text_of(element)) or ""
        if not _OF_UPDATES.search(marks_of(element)):
            yield from _written([Candidate(text, "time element")], evidence)


def _near_headline(evidence: Evidence) -> Iterator[Candidate[Written]]:
    """Dates printed between the headline and the story, then those above the headline."""
    opening = evidence.opening
    nearby = evidence.lines[max(0, opening - _NEAR) : opening]
    nearby.reverse()
    for line in sorted(nearby, key=lambda line: bool(_OF_UPDATES.search(line.text))):
        if len(line.text) <= _LONGEST_LINE and not line.is_link:
            yield from (Candidate(each, "printed near the headline") for each in days_in(line.text, evidence.language))


def _named_elements(evidence: Evidence) -> Iterator[Candidate[Written]]:
    for element, marks in evidence.outline.named:
        if _is_date(marks) and element.tag not in _HOLDERS and not _elsewhere(element, evidence):
            text = text_of(element)
            if len(text) <= _LONGEST_LINE:
                yield from (Candidate(each, "element named as date") for each in days_in(text, evidence.language))


def _after_story(evidence: Evidence) -> Iterator[Candidate[Written]]:
    ends = evidence.lines[evidence.ending : evidence.ending + 4]
    for line in (*ends, *evidence.lines[evidence.opening : evidence.opening + 1]):
        for each in days_in(line.text[:_LONGEST_LINE], evidence.language):
            if each.start < 60 and not line.is_link:
                yield Candidate(each, "printed beside the story")


def _address(evidence: Evidence) -> Iterator[Candidate[Written]]:
    for url in dict.fromkeys((evidence.url, evidence.page.url)):
        day = in_address(split(url).path) if url else None
        if day is not None:
            yield Candidate(Written(day.isoformat(), day, 0), "URL")


def _short_lines(evidence: Evidence) -> Iterator[Candidate[Written]]:
    """Lines with hardly more than a date: in the story, then ever farther above it, then below it."""
    opening, ending = evidence.opening, evidence.ending
    for number in (*range(opening, ending), *range(opening - 1, -1, -1), *range(ending, ending + _BELOW)):
        line = evidence.lines[number] if number < len(evidence.lines) else None
        if line is None or len(line.text) > _SHORTEST_LINE or line.is_link or _elsewhere(line.element, evidence):
            continue
        yield from (Candidate(each, "line with a date") for each in days_in(line.text, evidence.language))


def _modified(evidence: Evidence) -> Iterator[Candidate[Written]]:
    """The day of the last change, for pages that tell no other."""
    yield from _written(changes(evidence), evidence)


def changes(evidence: Evidence) -> Iterator[Candidate[str]]:
    """What the page declares of its last change."""
    yield Candidate(jsonld.text(evidence.story.get("dateModified")), "JSON-LD dateModified")
    yield from evidence.metas(*_MODIFIED)
    for element in evidence.items("dateModified"):
        if not _elsewhere(element, evidence):
            text = element.get("datetime") or element.get("content") or text_of(element)
            yield Candidate(text, "microdata dateModified")


@lru_cache(maxsize=1 << 14)
def _is_date(marks: str) -> bool:
    return bool(_NAMED.search(marks))


def _elsewhere(element: Element, evidence: Evidence) -> bool:
    """Whether the element belongs to a comment, another story or the page's frame."""
    return any(_OF_OTHERS.search(marks_of(each)) for each in ancestors(element) if each not in evidence.around)


_WAYS: tuple[Way[Written], ...] = (
    *(_rule, _jsonld, _meta, _microdata, _box, _time_elements),
    *(_near_headline, _named_elements, _after_story, _address, _short_lines, _modified),
)
_DECLARED = frozenset(_WAYS[:5])
