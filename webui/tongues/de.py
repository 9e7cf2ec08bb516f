"""German."""

from webui.tongues.german import asking, language, reading, working
from webui.tongues.tongue import Tongue

PHRASES = asking.PHRASES | language.PHRASES | reading.PHRASES | working.PHRASES

TONGUE = Tongue(
    code="de",
    name="Deutsch",
    phrases=PHRASES,
    sentences=language.SENTENCES,
    months=tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
    short_months=tuple("Jan. Feb. März Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.".split()),
    weekdays=tuple("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()),
    thousands=".",
    decimal=",",
    day="{day}. {month} {year}",
    weekday="{weekday}, {day}. {month} {year}",
    month="{month} {year}",
    short_day="{day}. {short}",
    short_month="{short} {year}",
)
