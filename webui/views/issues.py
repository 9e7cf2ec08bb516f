"""The calendar of issues, an issue, and one print page of it."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar

from flask import request
from flask.typing import ResponseReturnValue

from search.archive import Holding
from search.errors import BadRequest, NoSuchArticle
from webui import urls
from webui.language import here, say
from webui.paging import Paging, paging
from webui.site import render, site
from webui.state import read
from webui.stories import Anchor, Story, of_article
from webui.text import counted, long_date

PER_PAGE = 40
"""Stories shown of one print page before the list is cut into pages."""

IN_ISSUE = 60
"""Stories shown of a whole issue; a print page shows all of its own."""

PER_GROUP = 12
"""Stories shown of one print page within the whole issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month as a grid: weeks of seven days, None where the day belongs to another month."""

    name: str
    stories: int
    weeks: tuple[tuple[Anchor | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesPage:
    """The calendar of one year and the way to the others."""

    template: ClassVar[str] = "issues.html"
    years: tuple[Anchor, ...]
    year: int | None
    months: tuple[Month, ...]
    undated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPage:
    """One print page of an issue, or those of its stories whose page is not known."""

    title: str
    href: str
    stories: tuple[Story, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """An issue, or one print page of it when ``only`` is set."""

    template: ClassVar[str] = "issue.html"
    day: date
    only: str
    count: int
    folios: tuple[Anchor, ...]
    pages: tuple[PrintPage, ...]
    older: Anchor | None
    newer: Anchor | None
    paging: Paging | None


def index(year: int | None = None) -> ResponseReturnValue:
    """``/issues`` and ``/issues/2012``. Raises NoSuchArticle for a year without an issue."""
    days = dict(site().catalogue.archive.issue_days())
    years = _per_year(days)
    shown = year or max(years, default=None)
    if year is not None and year not in years:
        raise NoSuchArticle(f"The archive holds no issue of {year}.")
    status = site().catalogue.archive.status()
    return render(
        IssuesPage(
            years=tuple(Anchor(f"{each}", urls.issues(each), n, each == shown) for each, n in years.items()),
            year=shown,
            months=_months(shown, days) if shown else (),
            undated=counted(status.undated, "story", "stories") if status.undated else "",
        )
    )


def issue(day: str, page: str = "") -> ResponseReturnValue:
    """``/issue/2012-05-09`` and ``/issue/2012-05-09/A3``. Raises NoSuchArticle when nothing was printed there."""
    when = _day(day)
    held = site().catalogue.archive.issue(when)
    if not held:
        raise NoSuchArticle(f"The archive holds no issue of {long_date(when)}.")
    groups = [(name, tuple(group)) for name, group in groupby(held, key=lambda each: each.article.page)]
    return render(_printed(when, groups, page) if page else _whole(when, groups))


def _whole(day: date, groups: Sequence[tuple[str, tuple[Holding, ...]]]) -> IssuePage:
    shown, left = [], IN_ISSUE
    for name, group in groups:
        stories = tuple(of_article(each.id, each.article) for each in group[: min(PER_GROUP, left)])
        left -= len(stories)
        shown.append(PrintPage(title=_title(name), href=_page_url(day, name), stories=stories, count=len(group)))
    return _issue(day, groups, tuple(each for each in shown if each.stories), "", None)


def _printed(day: date, groups: Sequence[tuple[str, tuple[Holding, ...]]], page: str) -> IssuePage:
    name = "" if page == WITHOUT_PAGE else page
    group = dict(groups).get(name)
    if group is None:
        raise NoSuchArticle(f"The archive holds no page {page} of {long_date(day)}.")
    offset = read(request.args.items(multi=True)).offset
    stories = tuple(of_article(each.id, each.article) for each in group[offset : offset + PER_PAGE])
    ways = paging(len(group), offset, PER_PAGE, lambda at: urls.issue(day, page, at))
    whole = PrintPage(title=_title(name), href=_page_url(day, name), stories=stories, count=len(group))
    return _issue(day, groups, (whole,), page, ways)


WITHOUT_PAGE = "unknown"
"""What stands in the address for the stories of an issue whose print page is not known."""


def _title(name: str) -> str:
    return say("Page {page}", page=name) if name else say("Page unknown")


def _page_url(day: date, name: str) -> str:
    return urls.issue(day, name or WITHOUT_PAGE)


def _issue(
    day: date,
    groups: Sequence[tuple[str, tuple[Holding, ...]]],
    pages: tuple[PrintPage, ...],
    only: str,
    ways: Paging | None,
) -> IssuePage:
    days = sorted(each for each, _ in site().catalogue.archive.issue_days())
    at = days.index(day)
    return IssuePage(
        day=day,
        only=only,
        count=sum(len(group) for _, group in groups),
        folios=tuple(
            Anchor(name or say("Unknown"), _page_url(day, name), len(group), only == (name or WITHOUT_PAGE))
            for name, group in groups
        ),
        pages=pages,
        older=_neighbour(days[at - 1]) if at else None,
        newer=_neighbour(days[at + 1]) if at + 1 < len(days) else None,
        paging=ways,
    )


def _neighbour(day: date) -> Anchor:
    return Anchor(long_date(day), urls.issue(day))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRequest(f"{text[:40]!r} is no day; write it as 2012-05-09.") from None


def _per_year(days: Mapping[date, int]) -> dict[int, int]:
    """Year -> stories, earliest first."""
    return {year: sum(days[day] for day in group) for year, group in groupby(sorted(days), key=lambda day: day.year)}


def _months(year: int, days: Mapping[date, int]) -> tuple[Month, ...]:
    held = {day: count for day, count in days.items() if day.year == year}
    return tuple(_month(year, month, held) for month in sorted({day.month for day in held}))


def _month(year: int, month: int, held: Mapping[date, int]) -> Month:
    weeks = Calendar().monthdayscalendar(year, month)
    return Month(
        name=here().months[month - 1],
        stories=sum(count for day, count in held.items() if day.month == month),
        weeks=tuple(tuple(_cell(year, month, day, held) for day in week) for week in weeks),
    )


def _cell(year: int, month: int, day: int, held: Mapping[date, int]) -> Anchor | None:
    if not day:
        return None
    when = date(year, month, day)
    return Anchor(f"{day}", urls.issue(when) if when in held else "", held.get(when))
