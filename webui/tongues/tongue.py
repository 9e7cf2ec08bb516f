"""One language of the interface: its sentences, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Final

_PLACE: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language as the site speaks it.

    ``phrases`` maps English sentences to this language's, with the same places in braces; a noun that is counted
    stands as ``story|stories``. Dates are ``str.format`` patterns over day, month, short, weekday and year.
    """

    code: str
    name: str
    """The language in its own words."""
    phrases: Mapping[str, str]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    """Monday first."""
    thousands: str
    decimal: str
    day: str
    weekday: str
    month: str
    short_day: str
    short_month: str
    sentences: Mapping[str, str] = field(default_factory=dict)
    """The same for sentences that come filled in from the search, known again by what they look like."""
    rtl: bool = False
    _patterns: list[tuple[re.Pattern[str], str]] = field(default_factory=list, repr=False, compare=False)

    def say(self, text: str) -> str:
        """The sentence in this language, its places still open; itself when it is not translated."""
        return self.phrases.get(text, text)

    def retell(self, told: str) -> str:
        """A sentence that was already filled in, such as a notice of the search, in this language where it is known."""
        known = self.phrases.get(told) or self.sentences.get(told)
        if known:
            return known
        for pattern, template in self._compiled():
            if match := pattern.fullmatch(told):
                return template.format(**match.groupdict())
        return told

    def number(self, value: int) -> str:
        """A whole number with its thousands set apart."""
        return f"{value:,}".replace(",", self.thousands)

    def counted(self, value: int, one: str, other: str = "") -> str:
        """``1 story``, ``2,000 stories``."""
        several = other or one + "s"
        said = self.phrases.get(f"{one}|{several}", f"{one}|{several}").split("|")
        return f"{self.number(value)} {said[value != 1]}"

    def long_date(self, day: date) -> str:
        """``May 9, 2012``."""
        return self._dated(self.day, day)

    def weekday_date(self, day: date) -> str:
        """``Wednesday, May 9, 2012``."""
        return self._dated(self.weekday, day)

    def month_year(self, day: date) -> str:
        """``May 2012``."""
        return self._dated(self.month, day)

    def brief(self, day: date, parts: int) -> str:
        """A label for an axis: a year (1 part), a month (2) or a day (3)."""
        return f"{day.year}" if parts == 1 else self._dated(self.short_month if parts == 2 else self.short_day, day)

    def _dated(self, form: str, day: date) -> str:
        return form.format(
            day=day.day,
            month=self.months[day.month - 1],
            short=self.short_months[day.month - 1],
            weekday=self.weekdays[day.weekday()],
            year=day.year,
        )

    def _compiled(self) -> list[tuple[re.Pattern[str], str]]:
        """Sentences with places, as patterns; the longest first, since it says the most."""
        if not self._patterns:
            open_ones = sorted((each for each in self.sentences if _PLACE.search(each)), key=len, reverse=True)
            self._patterns.extend((_pattern(each), self.sentences[each]) for each in open_ones)
        return self._patterns


def _pattern(sentence: str) -> re.Pattern[str]:
    """What a sentence looks like with its places filled."""
    parts = _PLACE.split(sentence)
    names = [f"(?P<{name}>.+?)" for name in parts[1::2]]
    fixed = [re.escape(part) for part in parts[::2]]
    return re.compile("".join(chain.from_iterable(zip(fixed, [*names, ""], strict=True))), re.DOTALL)
