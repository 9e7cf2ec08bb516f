"""Names, days and languages as newspapers write them."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.extract.calendar import first_day
from indexer.extract.language import detect
from indexer.extract.names import is_nickname, people
from indexer.extract.noise import is_noise


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Mara Teller", ("Mara Teller",)),
        ("ByMara Teller", ("Mara Teller",)),
        ("By MARA TELLER and Per Aldin, Staff Writers", ("Mara Teller", "Per Aldin")),
        ("Von Greta Mohn und Jasper Thiel, Redakteur", ("Greta Mohn", "Jasper Thiel")),
        ("Greta Mohn Chefredakteurin", ("Greta Mohn",)),
        ("Por Inés Duarte y Tomás Vidal", ("Inés Duarte", "Tomás Vidal")),
        ("Par Odile Favre et Luc Morin", ("Odile Favre", "Luc Morin")),
        ("Verónica De Vita", ("Verónica De Vita",)),
        ("Ursula von der Heide | 27.01.2022", ("Ursula von der Heide",)),
        ("Reuters", ()),
        ("By Staff", ()),
        ("Newsdesk", ()),
        ("lanternpost.example.com", ()),
        ("AFP/The Lantern", ("The Lantern",)),
    ],
)
def test_people_of_bylines(byline: str, names: tuple[str, ...]) -> None:
    assert people(byline) == names


def test_a_nickname_is_one_word_and_no_office() -> None:
    assert is_nickname("surfguard")
    assert not any(map(is_nickname, ("two words", "admin", "c1ph4", "redaktion")))


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("May 9, 2012", "en", date(2012, 5, 9)),
        ("9. Mai 2012", "de", date(2012, 5, 9)),
        ("mercredi 9 mai 2012", "fr", date(2012, 5, 9)),
        ("9 de mayo de 2012", "es", date(2012, 5, 9)),
        ("2012年5月9日", "ja", date(2012, 5, 9)),
        ("5/9/2012", "en-US", date(2012, 5, 9)),
        ("5/9/2012", "en-GB", date(2012, 9, 5)),
        ("5/9/2012", "it", date(2012, 9, 5)),
        ("23/5/2012", "en", date(2012, 5, 23)),
        ("9 мая 2012", "ru", date(2012, 5, 9)),
        ("31 February 2012", "en", None),
    ],
)
def test_days_as_they_are_written(text: str, language: str, day: date | None) -> None:
    written = first_day(text, language)
    assert written is not None
    assert written.day == day


@pytest.mark.parametrize("text", ["2012", "May 2012", "in print", ""])
def test_a_year_or_a_month_is_no_day(text: str) -> None:
    assert first_day(text, "en") is None


def test_a_moment_in_universal_time_is_known_as_one() -> None:
    assert [first_day(text).utc for text in ("2012-05-09T23:30:00Z", "2012-05-09T23:30:00+02:00")] == [True, False]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The keepers said that they had been told of it by the council and that they would wait for an answer.", "en"),
        ("Der Rat hat sich mit der Frage befasst, ob die Fähre auch im Winter dreimal am Tag zur Insel fährt.", "de"),
        (
            "Le conseil a dit que la navette ne serait pas supprimée et que les habitants seraient entendus par lui.",
            "fr",
        ),
        (
            "El consejo dijo que los vecinos no se quedarán sin el barco y que lo más urgente es reparar el muelle.",
            "es",
        ),
        ("Совет сообщил, что паром будет ходить и зимой, если позволит погода, три раза в день до острова.", "ru"),
        ("議会は、天候が許せば冬も一日三回、島への渡し船を運航すると発表した。住民はその知らせを喜んだという。", "ja"),
        ("Harbour.", ""),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Read more: What the island missed",
        "Lesen Sie auch: Was die Insel vermisste",
        "Le puede interesar: Lo que perdió la isla",
        "Czytaj także: Czego brakowało wyspie",
        "Follow the Lantern on Twitter and Facebook",
        "Jetzt den Newsletter abonnieren und nichts verpassen!",
        "¡Únete a nuestro canal de Telegram!",
        "© 2012 The Lantern Post",
        "Foto: Hinrich Voss",
    ],
)
def test_lines_that_are_no_story(text: str) -> None:
    assert is_noise(text)


@pytest.mark.parametrize(
    "text",
    [
        "She said that she would read more of the letters before she answered any of them.",
        "“Follow the river,” he told them, and they did, as far as the second bridge and the mill.",
        "The council's newsletter has been printed in the old school since the flood of 1953.",
    ],
)
def test_sentences_that_only_look_like_it(text: str) -> None:
    assert not is_noise(text)
