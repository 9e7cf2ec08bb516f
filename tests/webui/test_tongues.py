"""The interface's languages: nothing untranslated, nothing left over, and the right one chosen."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search import versions
from search.catalogue import Catalogue
from search.facets import FACETS
from search.fields import FIELDS
from search.query.help import OPERATORS
from search.query.outline import KINDS
from search.results import Sort
from tests.webui.reading import parsed
from webui import errors, narrowing, tools, ways
from webui.app import create_app
from webui.citing import STYLES
from webui.composing import BOXES
from webui.settings import Settings
from webui.state import PARAMETERS
from webui.tongues import TONGUES, de
from webui.tongues.tongue import Tongue
from webui.views import helping, reading, suggesting

ROOM = Path(errors.__file__).parent
OTHERS = [tongue for tongue in TONGUES.values() if tongue.code != "en"]


def of_templates() -> Iterator[str]:
    for path in ROOM.glob("templates/**/*.html"):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r'\b_\("((?:[^"\\]|\\.)*)"', text):
            yield match[1]
        for match in re.finditer(r'counted\("([^"]+)"(?:, "([^"]+)")?\)', text):
            yield f"{match[1]}|{match[2] or match[1] + 's'}"


def of_code() -> Iterator[str]:
    """Sentences written where they are said: the first argument of say, and both nouns of counted."""
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                constants = [each.value for each in node.args if isinstance(each, ast.Constant)]
                words = [each for each in constants if isinstance(each, str)]
                if node.func.id == "say" and words:
                    yield words[0]
                if node.func.id == "counted" and words:
                    yield "|".join(words if len(words) == 2 else [words[0], words[0] + "s"])


def of_tables() -> Iterator[str]:
    yield from (text for facet in FACETS.values() for text in (facet.label, facet.help))
    yield from (field.help for field in FIELDS.values())
    yield from (operator.meaning for operator in OPERATORS)
    yield from (parameter.help for parameter in PARAMETERS)
    yield from KINDS.values()
    yield from (sort.value.capitalize() for sort in Sort)
    yield from (text for box in BOXES for text in (box.label, box.help) if text)
    yield from (style for style, _ in STYLES)
    yield from (label for label, _ in narrowing.PRESETS)
    yield from (tool.label for tool in (*tools.TAKE, *tools.STUDY, *tools.KEEP))
    yield from tools.ROWS
    yield from (way.label for way in ways.WAYS)
    yield from ways.SPOKEN.values()
    yield from (key.meaning for key in helping.KEYS)
    yield from (text for each in errors.WORDING.values() for text in (each.heading, each.sentence))
    yield from reading.FACTS
    yield from suggesting.KINDS.values()
    yield from (name.capitalize() for name in versions.FIELDS)


def said() -> set[str]:
    return {*of_templates(), *of_code(), *of_tables()}


@pytest.mark.parametrize("tongue", OTHERS, ids=lambda tongue: tongue.code)
def test_every_sentence_is_translated(tongue: Tongue) -> None:
    assert sorted(said() - set(tongue.phrases)) == []
    assert sorted(set(tongue.phrases) - said()) == [], "no longer said"


@pytest.mark.parametrize("tongue", OTHERS, ids=lambda tongue: tongue.code)
def test_translations_have_the_places_of_what_they_translate(tongue: Tongue) -> None:
    for sentence, translated in {**tongue.phrases, **tongue.sentences}.items():
        assert sorted(re.findall(r"\{\w+\}", sentence)) == sorted(re.findall(r"\{\w+\}", translated)), sentence
        assert ("|" in sentence) == ("|" in translated), sentence


def test_a_page_is_told_in_the_language_asked_for(client: FlaskClient) -> None:
    for asked in ({"query_string": {"lang": "de"}}, {"headers": {"Accept-Language": "fr, de;q=0.8, en;q=0.5"}}):
        response = client.get("/search", **asked)
        document = parsed(response.text)
        assert document.one("html").attributes["lang"] == "de"
        assert "51 Artikel" in document.one("p", role="status").text
        assert "Accept-Language" in response.headers["Vary"]
        client.delete_cookie("lang")
    assert parsed(client.get("/search").text).one("html").attributes["lang"] == "en"


def test_a_language_once_chosen_is_kept(client: FlaskClient) -> None:
    link = parsed(client.get("/search?q=harbour").text).link("Deutsch")
    assert ("q", "harbour") in link.query
    client.get(link.attributes["href"])
    assert parsed(client.get("/").text).one("html").attributes["lang"] == "de"
    client.get("/?lang=en")
    assert parsed(client.get("/").text).one("html").attributes["lang"] == "en"


def test_a_site_may_have_a_language_of_its_own(catalogue: Catalogue) -> None:
    client = create_app(catalogue, Settings(language="de")).test_client()
    assert parsed(client.get("/").text).one("html").attributes["lang"] == "de"


def test_sentences_of_the_search_are_retold(client: FlaskClient) -> None:
    text = client.get("/search?q=harbor&lang=de").text
    assert "Meinten Sie „harbour“?" in text
    client.delete_cookie("lang")
    assert "ist kein Datum" in client.get("/search?after=noon&lang=de").text
    client.delete_cookie("lang")


def test_numbers_and_dates_are_written_as_the_language_does() -> None:
    assert de.TONGUE.number(1234567) == "1.234.567"
    assert de.TONGUE.weekday_date(date(2012, 5, 9)) == "Mittwoch, 9. Mai 2012"
    assert de.TONGUE.counted(1, "story", "stories") == "1 Artikel"


def test_what_is_not_known_is_said_in_english() -> None:
    assert de.TONGUE.say("An unheard-of sentence.") == "An unheard-of sentence."
    assert de.TONGUE.retell("An unheard-of sentence.") == "An unheard-of sentence."
