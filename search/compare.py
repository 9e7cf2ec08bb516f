"""Several questions over time, side by side: counts for each period, and as shares of everything held in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from search.catalogue import Catalogue
from search.days import Days
from search.errors import BadRequest
from search.question import Question
from search.results import Bucket
from search.timeline import bounds, tally, timeline

MOST: Final = 5
"""Questions compared at once: more lines in one chart cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Series:
    """One question's counts, one for each period of the comparison."""

    question: Question
    total: int
    undated: int
    """Articles without a date, which are in no period."""
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The periods, what the archive holds in each (``count`` of the bucket), and the series."""

    periods: tuple[Bucket, ...]
    series: tuple[Series, ...]

    def share(self, series: Series, place: int) -> float | None:
        """A count as a share, from 0 to 1, of all that is held of its period; None where nothing is held."""
        held = self.periods[place].count
        return series.counts[place] / held if held else None


def compare(catalogue: Catalogue, questions: Sequence[Question], by: str = "") -> Comparison:
    """Up to five questions by day, month or year (one of search.timeline.UNITS; left out, as it fits).

    Only articles that match all of a question are counted. Raises BadRequest for none or too many questions, and for
    what in them cannot be understood.
    """
    if not 1 <= len(questions) <= MOST:
        raise BadRequest(f"{len(questions)} questions cannot be compared: give 1 to {MOST}.")
    asked = [question.request(catalogue.engine.frequency)[0] for question in questions]
    answers = [catalogue.engine.ask(replace(request, limit=0)) for request in asked]
    spans = [span for answer in answers if (span := bounds(answer.days)) is not None]
    periods = timeline(Days.of(day.toordinal() for span in spans for day in span), by)
    stretches = [(period.first, period.last) for period in periods]
    counted = [tally(stretches, answer.days) for answer in answers]
    held = catalogue.held(stretches)
    return Comparison(
        periods=tuple(replace(period, count=count) for period, count in zip(periods, held, strict=True)),
        series=tuple(
            Series(question, answer.total, answer.total - sum(counts), counts)
            for question, answer, counts in zip(questions, answers, counted, strict=True)
        ),
    )
