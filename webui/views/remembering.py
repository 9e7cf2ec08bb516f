"""What was printed on one day of the year, in every year held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from flask import request
from flask.typing import ResponseReturnValue

from search.errors import BadRequest
from webui import urls
from webui.language import here, say
from webui.site import render, site
from webui.stories import Anchor, Story, of_article

PER_YEAR = 4
"""Stories of one year, in the order of its print pages."""
MOST_YEARS = 40
LEAP = 2000
"""A year in which every day of the year exists."""


@dataclass(frozen=True, slots=True)
class Year:
    """One year's issue of that day."""

    issue: Anchor
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPage:
    """The years, the latest first, and the ways to the days beside it."""

    template: ClassVar[str] = "day.html"
    name: str
    day: str
    years: tuple[Year, ...]
    before: Anchor
    after: Anchor


def view() -> ResponseReturnValue:
    """``/on-this-day`` and ``/on-this-day?day=05-09``. Raises BadRequest for what is no day of the year."""
    when = _day(request.args.get("day", ""))
    days = dict(site().catalogue.archive.issue_days())
    return render(
        DayPage(
            name=_name(when),
            day=f"{when:%m-%d}",
            years=tuple(_years(when, days)),
            before=_neighbour(when - timedelta(1)),
            after=_neighbour(when + timedelta(1)),
        )
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(f"{LEAP}-{text[-5:]}") if text else date.today().replace(year=LEAP)
    except ValueError:
        raise BadRequest(f"{text[:40]!r} is no day of the year; write it as 05-09.") from None


def _name(when: date) -> str:
    return say("{month} {day}", month=here().months[when.month - 1], day=when.day)


def _neighbour(when: date) -> Anchor:
    return Anchor(_name(when), urls.on_this_day(f"{when:%m-%d}"))


def _years(when: date, days: Mapping[date, int]) -> Iterator[Year]:
    same = sorted((day for day in days if (day.month, day.day) == (when.month, when.day)), reverse=True)
    for day in same[:MOST_YEARS]:
        printed = site().catalogue.archive.issue(day)[:PER_YEAR]
        yield Year(
            Anchor(f"{day.year}", urls.issue(day), days[day]), tuple(of_article(p.id, p.article) for p in printed)
        )
