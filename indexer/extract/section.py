"""The section path: breadcrumbs first, then what the page declares, the address last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from indexer.extract import jsonld
from indexer.extract.evidence import Candidate, Evidence, Way, candidates, split
from indexer.extract.likeness import bare
from indexer.extract.tree import Element, squeeze, text_of
from search.article import split_section

_MARKS = "»›>→/|:·•\u00bb\u203a\u2192\u25b8\u25ba\u279c"
_CUT = re.compile(rf"\s*[»›→▸►➜]\s*|\s+[{re.escape(_MARKS)}]+\s+|\s*&gt;\s*|>>")
_HOME = frozenset(
    "home homepage start startseite accueil inicio início hem forside strona główna главная 首页 首頁 ホーム "
    "front frontpage main index portada hjem etusivu".split()
) | {"home page", "front page", "strona główna", "you are here", "sie sind hier", "vous êtes ici"}
_OPENINGS = (*_HOME, "you are", "sie sind", "vous ", "estás", "current", "location")
_HERE = re.compile(r"^(?:you are here|sie sind hier|vous êtes ici|estás en|current position|location)\s*:?\s*", re.I)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:bread-?crumb(?:s|list)?|crumbs?|brotkrum\w*|brotkrumen|ariane|yah|pathway)(?:$|[\s_-])"
)
_METAS = (
    "article:section",
    "og:section",
    "section",
    "parsely-section",
    "sailthru.section",
    "category",
    "cse_section",
    "channel",
    "article.section",
)
_NO_SECTION = re.compile(
    r"^(?:\d+|[a-z]{2}|[a-z]{2}-[a-z]{2}|news?|articles?|artikel|story|stories|archives?|archiv|blogs?|index|"
    r"default|p|post|posts|html|web|www|content|"
    r"cms|node|page|pages|print|amp|mobile|en|de|cgi-bin|wp-content|id|date|tag|category|author|uncategorized|"
    r"allgemein|static|wiki|public|detail|read|view|site|home)$|[.?=&%_]|\d{3}",
    re.I,
)
_LONGEST = 40
_DEEPEST = 4


def section(evidence: Evidence, headline: str, source: str) -> Candidate[tuple[str, ...]] | None:
    """The path from broad to narrow, without home, the newspaper's name and the story itself."""
    unwanted = {bare(headline), bare(source), bare(evidence.title)} | {bare(name) for name in _HOME}
    for candidate in candidates(_WAYS, evidence):
        names = (name for value in candidate.value for name in split_section(squeeze(value)))
        path = tuple(name for name in names if name and bare(name) not in unwanted)
        path = tuple(
            name
            for name in dict.fromkeys(path)
            if len(name) <= _LONGEST and bare(name) and not bare(headline).startswith(bare(name)[:30] + "\0")
        )
        if path:
            return Candidate(path[:_DEEPEST], candidate.how)
    return None


def crumbs(text: str) -> list[str]:
    """``Home » Nation`` as its names."""
    return [name.strip() for name in _CUT.split(_HERE.sub("", text)) if name.strip()]


def is_trail(text: str) -> bool:
    """Whether a line is a breadcrumb trail: it starts at home and has marks between its names."""
    if len(text) >= 250 or not text.lower().startswith(_OPENINGS):
        return False
    names = crumbs(text)
    return len(names) > 1 and names[0].lower() in _HOME


def _rule(evidence: Evidence) -> Iterator[Candidate[list[str]]]:
    found = list(evidence.by_rule("section"))
    if found:
        yield Candidate([name for each in found for name in crumbs(each.value)], found[0].how)


def _jsonld_trail(evidence: Evidence) -> Iterator[Candidate[list[str]]]:
    for node in evidence.nodes:
        if "BreadcrumbList" in jsonld.kinds(node):
            items = [each for each in jsonld.listed(node.get("itemListElement")) if isinstance(each, dict)]
            names = [jsonld.text(each.get("name")) or jsonld.text(each.get("item")) for each in items]
            yield Candidate(names, "JSON-LD breadcrumb")


def _trail_elements(evidence: Evidence) -> Iterator[Candidate[list[str]]]:
    for element, marks in evidence.outline.named:
        if _is_trail_name(marks) and element.tag not in ("a", "li", "body"):
            yield Candidate(_names_in(element), "breadcrumb")


@lru_cache(maxsize=1 << 14)
def _is_trail_name(marks: str) -> bool:
    return bool(_NAMED.search(marks))


def _names_in(element: Element) -> list[str]:
    """Items, else the pieces between marks, else the links."""
    items = [text_of(each) for each in element.iter("li")]
    if items:
        return [name.strip(_MARKS + " ") for name in items]
    names = crumbs(text_of(element))
    return names if len(names) > 1 else [text_of(each) for each in element.iter("a")]


def _trail_lines(evidence: Evidence) -> Iterator[Candidate[list[str]]]:
    for line in evidence.lines[: evidence.opening]:
        if is_trail(line.text):
            yield Candidate(crumbs(line.text), "breadcrumb")


def _declared(evidence: Evidence) -> Iterator[Candidate[list[str]]]:
    names = [jsonld.text(each) for each in jsonld.listed(evidence.story.get("articleSection"))]
    if names:
        yield Candidate(names[:2], "JSON-LD articleSection")
    for candidate in evidence.metas(*_METAS):
        yield Candidate([candidate.value], candidate.how)
    for element in evidence.items("articleSection"):
        yield Candidate([element.get("content") or text_of(element)], "microdata articleSection")


def _address(evidence: Evidence) -> Iterator[Candidate[list[str]]]:
    address = split(evidence.url)
    if address.scheme not in ("http", "https"):
        return  # the folders of somebody's disk are no sections
    folders = [unquote(name) for name in address.path.split("/")[1:-1]]
    names = [name.replace("-", " ").title() for name in folders if 2 < len(name) <= 20 and not _NO_SECTION.search(name)]
    if names:
        yield Candidate(names[:2], "URL")


_WAYS: tuple[Way[list[str]], ...] = (_rule, _trail_lines, _jsonld_trail, _trail_elements, _declared, _address)
