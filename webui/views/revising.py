"""Two versions of a story held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import request
from flask.typing import ResponseReturnValue

from search.archive import Holding
from search.versions import Kind, Passage
from webui import urls
from webui.language import say
from webui.site import render, site
from webui.state import number_from
from webui.stories import Anchor, language_tag
from webui.text import Pieces, long_date, marked


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph or field: as it stood, as it stands, each with what differs marked; None where it does not."""

    kind: str
    name: str
    before: Pieces | None
    after: Pieces | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage:
    """The two versions and the way to hold others against each other."""

    template: ClassVar[str] = "versions.html"
    headline: str
    language: str
    story: str
    versions: tuple[Anchor, ...]
    """Each version; ``count`` is its number."""
    earlier: int
    later: int
    same: bool
    fields: tuple[Change, ...]
    body: tuple[Change, ...]


def view(number: int) -> ResponseReturnValue:
    """``/article/17/versions?earlier=1&later=3``. Raises NoSuchArticle for a version that is not held."""
    earlier, later = _asked("earlier"), _asked("later")
    revised = site().catalogue.revision(number, earlier, later)
    held = site().catalogue.archive.versions(number)
    return render(
        VersionsPage(
            headline=revised.later.article.headline or say("Untitled"),
            language=language_tag(revised.later.article.language),
            story=urls.article(number),
            versions=tuple(Anchor(_named(each), "", each.version) for each in held),
            earlier=revised.earlier.version,
            later=revised.later.version,
            same=revised.is_same,
            fields=tuple(_change(each, say(name.capitalize())) for name, each in revised.fields.items()),
            body=tuple(_change(each) for each in revised.body),
        )
    )


def _asked(name: str) -> int | None:
    return number_from(name, request.args[name], 1_000_000) if request.args.get(name) else None


def _named(held: Holding) -> str:
    return say("Version {number}, saved {day}", number=held.version, day=long_date(held.saved.date()))


def _change(each: Passage, name: str = "") -> Change:
    before = marked(each.before, each.removed) if each.kind is not Kind.ADDED else None
    after = marked(each.after, each.added) if each.kind is not Kind.REMOVED else None
    return Change(each.kind.value, name, before, after)
