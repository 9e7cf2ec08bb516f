"""English, in which the site is written."""

from webui.tongues.tongue import Tongue

TONGUE = Tongue(
    code="en",
    name="English",
    phrases={},
    months=tuple("January February March April May June July August September October November December".split()),
    short_months=tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()),
    weekdays=tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
    thousands=",",
    decimal=".",
    day="{month} {day}, {year}",
    weekday="{weekday}, {month} {day}, {year}",
    month="{month} {year}",
    short_day="{short} {day}",
    short_month="{short} {year}",
)
