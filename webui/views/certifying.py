"""Certificates: a result put on record, and a record checked against the archive as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flask import request
from flask.typing import ResponseReturnValue

from search.certificate import Certificate, Checked, certify, check
from webui import urls
from webui.language import say
from webui.site import render, site
from webui.state import State, read
from webui.stories import Story, of_article
from webui.text import long_date
from webui.views.studying import Studied, asked, studied

SHOWN = 50
"""Stories named of each kind of change."""


@dataclass(frozen=True, slots=True)
class Group:
    """The stories to which one thing happened."""

    name: str
    total: int
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePage:
    """A certificate and, when an older one was handed in, what has changed since."""

    template: ClassVar[str] = "certificate.html"
    studied: Studied | None
    certificate: Certificate | None
    text: str
    permalink: str
    checked: Checked | None
    groups: tuple[Group, ...]
    redated: tuple[str, ...]


def issue() -> ResponseReturnValue:
    """``/search/certificate``: of what a question finds now."""
    state = read(request.args.items(multi=True))
    return render(_page(certify(site().catalogue, state.question()), None, state))


def verify() -> ResponseReturnValue:
    """``/certificate?text=…``: checks a certificate; without one, the form. Raises BadRequest for a damaged one."""
    text = request.args.get("text", "").strip()
    if not text:
        return render(_empty())
    certificate = Certificate.from_text(text)
    checked = check(site().catalogue, certificate)
    return render(_page(certificate, checked, asked(State(), certificate.question)))


def _empty() -> CertificatePage:
    return CertificatePage(studied=None, certificate=None, text="", permalink="", checked=None, groups=(), redated=())


def _page(certificate: Certificate, checked: Checked | None, state: State) -> CertificatePage:
    text = certificate.to_text()
    return CertificatePage(
        studied=studied(state),
        certificate=certificate,
        text=text,
        permalink=urls.absolute(urls.certificate(text)),
        checked=checked,
        groups=_groups(checked) if checked else (),
        redated=tuple(
            say("Story {number}: {then} is now {now}", number=each.id, then=_day(each.then), now=_day(each.now))
            for each in (checked.redated[:SHOWN] if checked else ())
        ),
    )


def _groups(checked: Checked) -> tuple[Group, ...]:
    named = (
        (say("Found now and not then"), checked.added),
        (say("Found then and not now, though still held"), checked.dropped),
        (say("Found then and now, with another text"), checked.rewritten),
    )
    return tuple(Group(name, len(ids), _stories(ids)) for name, ids in named if ids)


def _stories(ids: Sequence[int]) -> tuple[Story, ...]:
    held = site().catalogue.archive.articles(ids[:SHOWN])
    return tuple(of_article(number, held[number]) for number in ids[:SHOWN] if number in held)


def _day(day: date | None) -> str:
    return long_date(day) if day else say("Undated")
