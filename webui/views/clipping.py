"""Clippings: stories collected, ordered, noted, and taken away together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from search.archive.clippings import Clipping
from search.errors import BadRequest
from webui import forgery, urls
from webui.bundle import pack
from webui.citing import citation
from webui.clips import FILES, Noted, collected, noted
from webui.language import say
from webui.site import render, site
from webui.stories import Story, language_tag, of_article


@dataclass(frozen=True, slots=True)
class Row:
    """One clipping as a line of the list."""

    story: Story
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClippingsPage:
    """The list that the server keeps or, where it keeps none, the place for the script to put it."""

    template: ClassVar[str] = "clippings.html"
    personal: bool
    rows: tuple[Row, ...]
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """One story of a dossier, in full."""

    number: int
    headline: str
    language: str
    origin: Story
    dek: str
    body: tuple[str, ...]
    note: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPage:
    """Everything collected on one page, to be printed; ``offline`` when it lies in a folder of its own."""

    template: ClassVar[str] = "dossier.html"
    pieces: tuple[Piece, ...]
    offline: bool


def view() -> ResponseReturnValue:
    """``/clippings``."""
    return render(
        ClippingsPage(
            personal=collected().personal,
            rows=tuple(Row(_story(each), each.note) for each in noted(collected().all)),
            forms={**{name: form.label for name, form in FILES.items()}, "dossier": say("Dossier"), "zip": "ZIP"},
        )
    )


def change() -> ResponseReturnValue:
    """POST ``/clippings``: ``do`` is ``add:17``, ``remove:17``, ``up:17``, ``down:17`` or ``notes``.

    Raises BadRequest for another, and for a form that is not from a page of ours.
    """
    file = collected().file
    forgery.demand()
    what, _, number = request.form.get("do", "").partition(":")
    _keep_notes()
    if what in CHANGES and number.isdecimal() and len(number) < 18:
        CHANGES[what](file, int(number))
    elif what != "notes":
        raise BadRequest("The form asks for something that cannot be done with clippings.")
    return redirect(_back(), 303)


CHANGES = {
    "add": lambda file, number: file.add(site().catalogue.article(number).id),
    "remove": lambda file, number: file.remove(number),
    "up": lambda file, number: file.move(number, -1),
    "down": lambda file, number: file.move(number, 1),
}


def take() -> ResponseReturnValue:
    """POST ``/clippings/take``: the stories whose numbers are sent, with their notes, as the ``format`` asked for."""
    form = request.form.get("format", "")
    stories = noted(_sent())
    if form == "dossier":
        return render(_dossier(stories))
    if form == "zip":
        return _file(pack(stories, render(_dossier(stories, offline=True))), "zip", "application/zip")
    if form not in FILES:
        abort(404)
    written = FILES[form]
    return _file("".join(written.write(stories)).encode("utf-8", "replace"), written.suffix, written.content_type)


def _sent() -> list[Clipping]:
    notes = request.form.getlist("note")
    numbers = [number for number in request.form.getlist("id") if number.isdecimal() and len(number) < 18]
    return [Clipping(int(number), notes[place] if place < len(notes) else "") for place, number in enumerate(numbers)]


def _keep_notes() -> None:
    """Notes are sent with every button of the list: none is lost by moving another story."""
    for each in _sent():
        collected().file.note(each.id, each.note.strip())


def _back() -> str:
    """Where the form was sent from, if that is a page of ours."""
    back = request.form.get("next", "")
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else urls.clippings()


def _file(content: bytes, suffix: str, content_type: str) -> Response:
    response = Response(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="clippings.{suffix}"'
    return response


def _story(each: Noted) -> Story:
    return of_article(each.holding.id, each.holding.article)


def _dossier(stories: tuple[Noted, ...], *, offline: bool = False) -> DossierPage:
    return DossierPage(pieces=tuple(_piece(each) for each in stories), offline=offline)


def _piece(each: Noted) -> Piece:
    article = each.holding.article
    return Piece(
        number=each.holding.id,
        headline=article.headline or say("Untitled"),
        language=language_tag(article.language),
        origin=_story(each),
        dek=article.dek,
        body=article.body,
        note=each.note,
        citation=citation(article, urls.absolute(urls.article(each.holding.id))),
    )
