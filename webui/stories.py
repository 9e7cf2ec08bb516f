"""A story as it stands in a list: on a results page, a section front, an issue or the front page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from search.article import Article
from search.results import Hit
from webui import urls
from webui.language import say
from webui.state import State
from webui.text import Pieces, counted, long_date, plain, snippet, teaser

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that lead somewhere, with a count where one is known."""

    text: str
    href: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One line of a list; a missing field is empty and is then not shown."""

    number: int
    href: str
    headline: Pieces
    teaser: Pieces
    section: Anchor | None
    issue: Anchor | None
    page: str
    authors: tuple[str, ...]
    source: str
    language: str
    day: date | None
    copies: str = ""
    """A sentence on near-copies that stand folded behind this one."""


def of_hit(hit: Hit, state: State | None = None) -> Story:
    """A hit of a search; with ``state`` the story's page marks the query's words and leads back here."""
    story = _story(
        hit.id,
        hit.article,
        urls.article(hit.id, state),
        snippet(hit.headline) or plain(hit.article.headline),
        snippet(hit.snippet),
    )
    if not hit.copies:
        return story
    return replace(story, copies=say("and {copies}", copies=counted(len(hit.copies), "near-copy", "near-copies")))


def of_article(number: int, article: Article) -> Story:
    """A story as it is, with its standfirst or its beginning."""
    beginning = article.dek or teaser(article.body)
    return _story(number, article, urls.article(number), plain(article.headline), plain(beginning))


def crumbs(path: tuple[str, ...]) -> tuple[Anchor, ...]:
    """A section path as links to the front of each level."""
    return tuple(Anchor(name, urls.section(path[: depth + 1])) for depth, name in enumerate(path))


def issue_anchor(day: date | None) -> Anchor | None:
    """The issue of a day."""
    return Anchor(long_date(day), urls.issue(day)) if day else None


def language_tag(code: str) -> str:
    """The code when HTML can take it as a language, else nothing."""
    return code if _LANGUAGE.fullmatch(code) else ""


def _story(number: int, article: Article, href: str, headline: Pieces, text: Pieces) -> Story:
    return Story(
        number=number,
        href=href,
        headline=headline or plain(say("Untitled")),
        teaser=text,
        section=crumbs(article.section)[-1] if article.section else None,
        issue=issue_anchor(article.date),
        page=article.page,
        authors=article.authors,
        source=article.source,
        language=language_tag(article.language),
        day=article.date,
    )
