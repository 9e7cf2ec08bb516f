"""Days as newspapers write them: ``2012-05-09T08:00``, ``May 9, 2012``, ``9. Mai 2012``, ``2012年5月9日``.

A year or a month alone is no day and is never completed. Where only numbers stand (``3/4/2012``), the language decides
whether the month comes first; a number above twelve decides it whatever the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

EARLIEST = 1605
"""The year of the first printed newspaper, the Relation of Strasbourg."""

_MONTHS = (
    "january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari stycznia styczeń января январь "
    "ledna leden ocak ianuarie tammikuuta januára",
    "february feb februar feber février févr fév febrero febbraio febb fevereiro fev februari lutego luty февраля "
    "февраль února únor şubat februarie helmikuuta februára",
    "march mar märz mär mrz mars marzo março maart mrt marca marzec марта март března březen mart martie maaliskuuta",
    "april apr avril avr abril abr aprile abril kwietnia kwiecień апреля апрель dubna duben nisan aprilie huhtikuuta "
    "apríla",
    "may mai mayo maggio mag maio mei maja maj мая май května květen mayıs toukokuuta mája",
    "june jun juni juin junio giugno giu junho czerwca czerwiec июня июнь června červen haziran iunie kesäkuuta júna",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec июля июль července červenec temmuz iulie "
    "heinäkuuta júla",
    "august aug août agosto ago agosto augustus augusti sierpnia sierpień августа август srpna srpen ağustos "
    "elokuuta augusta",
    "september sep sept septembre septiembre settembre sett setembro set wrzesień września сентября сентябрь září "
    "eylül septembrie syyskuuta septembra",
    "october oct oktober okt octobre octubre ottobre ott outubro out oktober października październik октября октябрь "
    "října říjen ekim octombrie lokakuuta októbra",
    "november nov novembre noviembre novembro november listopada listopad ноября ноябрь listopadu kasım noiembrie "
    "marraskuuta novembra",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember des grudnia grudzień декабря "
    "декабрь prosince prosinec aralık decembrie joulukuuta decembra",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}

_MONTH = r"(?P<month>[^\W\d_]{3,14})"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}(?P<mark>[-/.])(?P<number>\d{{1,2}})(?P=mark){_DAY}(?!\d)",
        rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<number>\d{{1,2}})\s?[月월]\s?{_DAY}\s?[日일]",
        rf"{_MONTH}\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+(?:of\s+)?{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}(?:st|nd|rd|th|er|º|ª)?\.?[\s-]?\s*(?:of\s+|de\s+|di\s+)?{_MONTH}\.?,?[\s-]\s*(?:de\s+|"
        rf"of\s+)?{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<first>\d{{1,2}})(?P<mark>[/.-])\s?(?P<second>\d{{1,2}})(?P=mark)\s?{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}(?P<number>[01]\d)(?P<day>[0-3]\d)(?:T?\d{{4,6}}Z?)?(?!\d)",
        rf"(?:[^\W\d_]{{3}})\s+{_MONTH}\s+{_DAY}\s+\d\d:\d\d:\d\d\s+(?:\w+\s+)?{_YEAR}",
        r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<short>\d{2})(?!\d)",
    )
)
_DIGITS = re.compile(r"\d\d")
"""Every date has a year, and so two digits in a row."""
_UTC = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]00:?00|UTC|GMT)\s*$")
_MONTH_FIRST = ("en", "")
_MONTH_LATER = ("en-gb", "en-au", "en-ie", "en-nz", "en-in", "en-za")


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it was written, which may be no day at all (year 0001, 31 February)."""

    text: str
    day: date | None
    start: int
    utc: bool = False
    """Whether it is the day of a moment told in Universal Time, which may be another day where it was printed."""


def days_in(text: str, language: str = "") -> Iterator[Written]:
    """Every date written in a text, in the order of the patterns; those that are no day have ``day=None``."""
    if not _DIGITS.search(text):
        return
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            numbers = _numbers(match.groupdict(), language.lower())
            if numbers is not None:
                taken.append(match.span())
                yield Written(match[0], _day(*numbers), match.start())


def first_day(text: str, language: str = "") -> Written | None:
    """The first date in a text, None when it has none; a number of ten or thirteen digits counts as Unix time."""
    if re.fullmatch(r"\d{10}|\d{13}", text.strip()):
        return Written(text, date(1970, 1, 1) + timedelta(seconds=int(text.strip()[:10])), 0)
    found = min(days_in(text, language), key=lambda written: written.start, default=None)
    return replace(found, utc=True) if found is not None and _UTC.search(text) else found


def in_address(path: str) -> date | None:
    """The day in an address's path: ``/2012/05/09/``, ``/2012-05-09-``, ``/20120509/``, ``/2012/0509/``."""
    match = re.search(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(\d\d)[/_-]?([0-3]\d)(?!\d)", path)
    return _day(int(match[1]), int(match[3]), int(match[4])) if match else None


def _numbers(groups: dict[str, str | None], language: str) -> tuple[int, int, int] | None:
    """Year, month and day of a match; None when a word in it is no month."""
    year = int(groups.get("year") or f"20{groups['short']}")
    if first := groups.get("first"):
        return year, *_order(int(first), int(groups["second"] or 0), groups["mark"] or "", language)
    if word := groups.get("month"):
        month = MONTHS.get(word.lower().rstrip("."))
        return (year, month, int(groups["day"] or 0)) if month else None
    return year, int(groups["number"] or 0), int(groups["day"] or 0)


def _order(first: int, second: int, mark: str, language: str) -> tuple[int, int]:
    """Month and day of two numbers."""
    month_first = mark == "/" and language.split("-", maxsplit=1)[0] in _MONTH_FIRST and language not in _MONTH_LATER
    if first > 12 or (second <= 12 and not month_first):
        return second, first
    return first, second


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
