"""The subjects that a newspaper filed the story under, and the place that its dateline names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from indexer.extract import jsonld
from indexer.extract.evidence import Candidate, Evidence, Way, candidates
from indexer.extract.tree import text_of

_MOST = 30
_LONGEST = 60
_TAG_BOX = re.compile(
    r"(?:^|[\s_-])(?:tags?|article-?tags|post-?tags|tag-?(?:list|links|s)|topics|keywords|schlagworte)(?:$|[\s_-])"
)
_AGENCIES = r"(?:\s*\([A-Z][\w .]{1,24}\))"
_DATELINE = re.compile(
    rf"^(?P<place>[A-ZÀ-Ý][A-ZÀ-Ý.'’\- ]{{2,30}}(?:,\s[A-ZÀ-Ý][\w.\-À-ÿ ]{{1,24}})?){_AGENCIES}?"
    rf"(?:,\s[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}}(?:,\s\d{{4}})?|"
    rf",\s\d{{1,2}}\.?\s(?:de\s)?[A-Za-zéûäç]{{3,10}})?{_AGENCIES}?\s*(?:[—–:]|--?\s|-{{2}})\s*\S"
)
_DAY_AFTER = re.compile(r",\s[A-Z][a-z]{2,8}\.?\s\d.*$")
_AGENCY_LINE = re.compile(
    rf"^(?P<place>[A-ZÀ-Ý][\w.'’\-À-ÿ]+(?:\s[A-ZÀ-Ý][\w.'’\-À-ÿ]+){{0,2}}){_AGENCIES}?,?(?:\s[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}},?)?(?:{_AGENCIES}\s*(?:[—–-]|--)|\s—)\s*\S"
)


def tags(evidence: Evidence) -> Candidate[tuple[str, ...]] | None:
    """Subjects, by the first way that gives any."""
    for candidate in candidates(_TAG_WAYS, evidence):
        names = tuple(
            dict.fromkeys(name.strip(" #,;") for name in candidate.value if 1 < len(name.strip(" #,;")) <= _LONGEST)
        )
        if names:
            return Candidate(names[:_MOST], candidate.how)
    return None


def place(evidence: Evidence) -> Candidate[str] | None:
    """The dateline's place, from the page's data or from the first words of the story, where it stays."""
    for candidate in (
        *evidence.by_rule("place"),
        Candidate(jsonld.text(evidence.story.get("dateline")), "JSON-LD dateline"),
    ):
        name = re.split(r"\s*(?:,\s*\w+\.?\s\d|\(|—|--)", candidate.value)[0].strip(" ,")
        if 1 < len(name) <= _LONGEST:
            return Candidate(name, candidate.how)
    for paragraph in evidence.body[:1]:
        match = _DATELINE.match(paragraph) or _AGENCY_LINE.match(paragraph)
        if match:
            return Candidate(_DAY_AFTER.sub("", match["place"]).strip(" ,-"), "dateline")
    return None


def _article_tags(evidence: Evidence) -> Iterator[Candidate[list[str]]]:
    found = [candidate.value for candidate in evidence.metas("article:tag", "og:article:tag")]
    if found:
        yield Candidate([name for value in found for name in _split(value)], "meta article:tag")


def _jsonld(evidence: Evidence) -> Iterator[Candidate[list[str]]]:
    values = jsonld.listed(evidence.story.get("keywords"))
    names = [jsonld.text(value) for value in values]
    yield Candidate(_split(names[0]) if len(names) == 1 else names, "JSON-LD keywords")


def _news_keywords(evidence: Evidence) -> Iterator[Candidate[list[str]]]:
    for candidate in evidence.metas(
        "news_keywords", "parsely-tags", "sailthru.tags", "cxenseparse:taxonomy", "dc.subject"
    ):
        yield Candidate(_split(candidate.value), candidate.how)


def _tag_links(evidence: Evidence) -> Iterator[Candidate[list[str]]]:
    links = evidence.items("rel=tag")
    yield Candidate([text_of(each) for each in links if "category" not in each.get("rel")], "rel=tag")
    for box, marks in evidence.outline.named:
        if _is_tag_box(marks) and box.tag not in ("a", "body", "li"):
            yield Candidate([text_of(each) for each in box.iter("a")], "tag list")


def _keywords(evidence: Evidence) -> Iterator[Candidate[list[str]]]:
    for candidate in evidence.metas("keywords"):
        yield Candidate(_split(candidate.value), candidate.how)


@lru_cache(maxsize=1 << 14)
def _is_tag_box(marks: str) -> bool:
    return bool(_TAG_BOX.search(marks))


def _split(text: str) -> list[str]:
    return re.split(r"\s*[,;|]\s*", text)


_TAG_WAYS: tuple[Way[list[str]], ...] = (_article_tags, _jsonld, _news_keywords, _tag_links, _keywords)
