"""The small parts that pages are made of: marked text, charts, paging, settings."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import BadRequest
from search.results import Bucket
from webui import assets
from webui.charts import HEIGHT, WIDEST_BAR, period_name, timeline
from webui.paging import paging
from webui.settings import SETTINGS, Settings, from_environment, names
from webui.text import inside, marked, teaser

spans = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=8)


@given(st.text(max_size=50), spans)
def test_pieces_put_together_are_the_text(text: str, marks: list[tuple[int, int]]) -> None:
    pieces = marked(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    numbers = [piece.hit for piece in pieces if piece.hit]
    assert numbers == list(range(1, len(numbers) + 1))


@given(st.text(max_size=50), spans)
def test_every_character_of_a_span_is_marked_and_no_other(text: str, marks: list[tuple[int, int]]) -> None:
    shown = [bool(piece.hit) for piece in marked(text, marks) for _ in piece.text]
    wanted = [any(start <= at < end for start, end in marks) for at in range(len(text))]
    assert shown == wanted


def test_spans_of_a_whole_are_shared_among_its_parts() -> None:
    assert inside([(0, 2), (4, 9)], 5, 8) == ((0, 3),)
    assert inside([(0, 5), (8, 9)], 5, 8) == ()


def test_teasers_end_with_a_word_and_pass_over_short_beginnings() -> None:
    assert teaser(["By our correspondent", "A" * 80]) == "By our correspondent " + "A" * 80
    assert teaser(["word " * 100], 20) == "word word word word …"
    assert teaser([]) == ""


def buckets(counts: list[int]) -> list[Bucket]:
    first = date(2012, 1, 1)
    days = [first + timedelta(days=place) for place in range(len(counts))]
    return [Bucket(day.isoformat(), day, day, count) for day, count in zip(days, counts, strict=True)]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=120))
def test_bars_stand_within_the_drawing_and_their_heights_follow_the_counts(counts: list[int]) -> None:
    chart = timeline(buckets(counts), lambda bucket: f"/{bucket.period}")
    assert chart is not None
    assert len(chart.bars) == len(counts)
    for bar, count in zip(chart.bars, counts, strict=True):
        assert 0 <= bar.left <= bar.inset < bar.inset + bar.width <= 100.1
        assert bar.width <= WIDEST_BAR
        assert 0 <= bar.height <= HEIGHT
        assert bool(bar.height) == bool(count) == bool(bar.href)
        assert bar.top + bar.height == pytest.approx(HEIGHT, abs=0.2)
    heights = [bar.height for _, bar in sorted(zip(counts, chart.bars, strict=True), key=lambda pair: pair[0])]
    assert heights == sorted(heights)
    assert [tick.left for tick in chart.ticks] == sorted(tick.left for tick in chart.ticks)


def test_nothing_found_draws_nothing() -> None:
    assert timeline([], lambda _: "") is None


@pytest.mark.parametrize(
    ("period", "said"), [("2012", "2012"), ("2012-05", "May 2012"), ("2012-05-09", "May 9, 2012"), ("0001", "1")]
)
def test_periods_are_said_as_readers_say_them(period: str, said: str) -> None:
    assert period_name(period) == said


@given(st.integers(0, 5000), st.integers(0, 6000), st.integers(1, 100))
def test_paging_names_what_is_shown(total: int, offset: int, limit: int) -> None:
    ways = paging(total, offset, limit, str)
    assert ways.first <= ways.last + 1
    assert ways.last <= total
    assert bool(ways.next) == (offset + limit < total)
    assert bool(ways.previous) == (offset > 0)
    shown = [page for page in ways.pages if page]
    assert [int(page.href) for page in shown] == sorted({int(page.href) for page in shown})
    assert len(shown) <= 8
    if offset < total and shown:
        assert [page.href for page in shown if page.current] == [str(offset // limit * limit)]


def test_the_table_of_settings_is_the_class() -> None:
    assert names() == tuple(row.name for row in SETTINGS)
    assert Settings() == Settings(**{row.name: row.default for row in SETTINGS})  # type: ignore[arg-type]


def test_the_environment_sets_what_it_names() -> None:
    settings = from_environment({"NEWSARCHIVE_PORT": "9000", "NEWSARCHIVE_TITLE": "The Herald", "PORT": "1"})
    assert settings == Settings(port=9000, title="The Herald")


def test_a_setting_that_cannot_be_read_is_named() -> None:
    with pytest.raises(BadRequest, match="NEWSARCHIVE_WORKERS"):
        from_environment({"NEWSARCHIVE_WORKERS": "several"})


STYLES = assets.load()["site.css"].content.decode()
LIGHT, DARK = (dict(re.findall(r"--(\w+(?:-\w+)?): (#\w{6});", block)) for block in STYLES.split(":root {")[1:3])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "paper", 7),
        ("quiet", "paper", 4.5),
        ("quiet", "raised", 4.5),
        ("accent", "paper", 4.5),
        ("accent", "raised", 4.5),
        ("ink", "raised", 4.5),
        ("ink", "warn", 4.5),
        ("accent", "warn", 4.5),
        ("mark-ink", "mark", 4.5),
        ("ink", "mark", 4.5),
        ("bar", "paper", 3),
    ],
)
def test_colours_can_be_told_apart(theme: dict[str, str], front: str, back: str, least: float) -> None:
    assert contrast(theme[front], theme[back]) >= least
