"""Who wrote the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from indexer.extract import jsonld
from indexer.extract.evidence import Candidate, Evidence, Way, candidates, split
from indexer.extract.names import from_slug, is_nickname, people
from indexer.extract.tree import Element, ancestors, marks_of, text_of

_METAS = (
    *(
        "author",
        "article:author",
        "og:article:author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
    ),
    *(
        "article.author",
        "rbauthors",
        "dc.contributor",
        "article:author_name",
        "authors",
        "cxenseparse:author",
        "citation_author",
    ),
    *("byline", "creator", "twitter:creator:name", "author-name", "shareaholic:article_author_name", "vr:author"),
)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:by-?line(?:s|-?name|-?author)?|author(?:s|-?name|-?link)?|autor(?:en|in)?|entry-?author|"
    r"article-?author|"
    r"post-?author|vcard|writer|contributor|fn|kicker-?author|signature|auteur)(?:$|[\s_-])"
)
_OTHERS = re.compile(
    r"comment|kommentar|related|sidebar|widget|(?<!entry-)(?<!post-)(?<!article-)footer|teaser|recent|\bbio\b|avatar"
)
_BYLINE = re.compile(
    r"^(?:(?:by|von|par|por|di|door|av|af|przez|oleh):?|(?:text|words|autor(?:in|a)?|author|auteur|foto und text):|"
    r"(?:written|posted|reported|published|story|article|ein artikel|ein beitrag|escrito|publicado|rédigé|"
    r"scritto) (?:by|von|por|par|da))\s+\S"
    r"|^By(?=[A-Z])",
    re.I,
)
_HOLDERS = frozenset(("ul", "ol", "section", "article", "main", "header", "table", "body"))
_LONGEST = 160
_NEAR = 12


def authors(evidence: Evidence, source: str) -> Candidate[tuple[str, ...]] | None:
    """The people of the best byline that names any."""
    site = frozenset(
        name.lower()
        for name in (source, evidence.host, evidence.host.removeprefix("www."), *_site_names(evidence))
        if name
    )
    for way in _WAYS:
        found: dict[str, str] = {}
        for candidate in way(evidence):
            for name in people(candidate.value, site):
                found.setdefault(name, candidate.how)
        if found:
            return Candidate(_distinct(list(found)), next(iter(found.values())))
    return _nickname(evidence, site)


def _nickname(evidence: Evidence, site: frozenset[str]) -> Candidate[tuple[str, ...]] | None:
    """The one word under which an author writes, where the page declares it."""
    for candidate in candidates(_DECLARED, evidence):
        if is_nickname(candidate.value) and candidate.value.lower() not in site:
            return Candidate((candidate.value,), candidate.how)
    return None


def _site_names(evidence: Evidence) -> Iterator[str]:
    for candidate in evidence.metas("og:site_name", "application-name", "publisher", "dc.publisher"):
        yield candidate.value


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Names without those that another one contains: ``Jane`` beside ``Jane Doe``."""
    return tuple(name for name in names if not any(name != other and f" {name} " in f" {other} " for other in names))


def _rule(evidence: Evidence) -> Iterator[Candidate[str]]:
    yield from evidence.by_rule("authors")


def _jsonld(evidence: Evidence) -> Iterator[Candidate[str]]:
    by_id = {str(node["@id"]): node for node in evidence.nodes if node.get("@id") and node.get("name")}
    for key in ("author", "creator"):
        for value in jsonld.listed(evidence.story.get(key)):
            person = by_id.get(str(value.get("@id")), value) if isinstance(value, Mapping) else value
            if isinstance(person, Mapping) and "Organization" in jsonld.kinds(person):
                continue
            names = person.get("name") if isinstance(person, Mapping) else person
            for name in jsonld.listed(names):
                yield Candidate(jsonld.text(name), f"JSON-LD {key}")


def _meta(evidence: Evidence) -> Iterator[Candidate[str]]:
    """The first meta element that names people; addresses of profiles give a name only when they spell one."""
    for name in _METAS:
        for candidate in evidence.metas(name):
            if candidate.value.startswith(("http", "//", "www.")):
                continue
            yield candidate


def _profiles(evidence: Evidence) -> Iterator[Candidate[str]]:
    for candidate in evidence.metas("article:author", "author"):
        if candidate.value.startswith("http"):
            slug = unquote(split(candidate.value).path.rstrip("/").rsplit("/", 1)[-1])
            if re.fullmatch(r"[a-z]+(?:[-_.][a-z]+){1,3}(?:\.html?)?", slug):
                yield Candidate(from_slug(slug.removesuffix(".html").removesuffix(".htm")), f"{candidate.how} address")


def _microdata(evidence: Evidence) -> Iterator[Candidate[str]]:
    for element in evidence.items("author"):
        name = next(element.iterfind(".//*[@itemprop='name']"), element)
        text = name.get("content") or text_of(name)
        if len(text) <= _LONGEST and not _elsewhere(element, evidence):
            yield Candidate(text, "microdata author")


def _rel(evidence: Evidence) -> Iterator[Candidate[str]]:
    for element in evidence.items("rel=author"):
        if not _elsewhere(element, evidence):
            yield Candidate(text_of(element), "rel=author")


def _near_headline(evidence: Evidence) -> Iterator[Candidate[str]]:
    """A line “By …” just before the story, or as its first."""
    for line in reversed(evidence.lines[max(0, evidence.opening - _NEAR) : evidence.opening + 1]):
        if len(line.text) <= _LONGEST and _BYLINE.match(line.text):
            yield Candidate(line.text, "byline above the story")
            return


def _named(evidence: Evidence) -> Iterator[Candidate[str]]:
    for element, marks in evidence.outline.named:
        if _is_byline(marks) and element.tag not in _HOLDERS and not _elsewhere(element, evidence):
            text = text_of(element)
            if 3 < len(text) <= _LONGEST and people(text):
                yield Candidate(text, "element named as byline")
                return


def _after_story(evidence: Evidence) -> Iterator[Candidate[str]]:
    for line in evidence.lines[max(0, evidence.ending - 1) : evidence.ending + 3]:
        if len(line.text) <= 80 and _BYLINE.match(line.text):
            yield Candidate(line.text, "byline below the story")


@lru_cache(maxsize=1 << 14)
def _is_byline(marks: str) -> bool:
    return bool(_NAMED.search(marks))


def _elsewhere(element: Element, evidence: Evidence) -> bool:
    return any(_OTHERS.search(marks_of(each)) for each in ancestors(element) if each not in evidence.around)


_WAYS: tuple[Way[str], ...] = (_rule, _jsonld, _microdata, _meta, _rel, _near_headline, _named, _profiles, _after_story)
_DECLARED: tuple[Way[str], ...] = (_jsonld, _microdata, _rel)
