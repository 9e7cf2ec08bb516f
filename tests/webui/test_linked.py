"""What programs find beside a story's page: linked data and Memento's headers."""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime

from flask.testing import FlaskClient

from search.catalogue import Catalogue
from tests.webui.reading import parsed
from tests.webui.stories import BREAKOUT, HOSTILE, TUNNEL, UNDATED, number_of


def test_a_story_says_what_it_is(client: FlaskClient, catalogue: Catalogue) -> None:
    number = number_of(catalogue, TUNNEL)
    page = parsed(client.get(f"/article/{number}").text)
    told = json.loads(page.one("script", type="application/ld+json").text)
    assert told["@type"] == "NewsArticle"
    assert told["@id"] == f"http://localhost/article/{number}"
    assert told["headline"] == TUNNEL.headline
    assert told["datePublished"] == "2012-05-09"
    assert [author["name"] for author in told["author"]] == ["Ana Reyes", "Tom Okafor"]
    assert (told["printPage"], told["publisher"]["name"], told["isBasedOn"]) == ("A3", "City Herald", TUNNEL.url)


def test_no_text_leaves_the_element(client: FlaskClient, catalogue: Catalogue) -> None:
    text = client.get(f"/article/{number_of(catalogue, BREAKOUT)}").text
    block = text.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert "<" not in block
    assert HOSTILE in json.loads(block)["headline"]
    assert "isBasedOn" not in json.loads(block)


def test_a_story_is_a_memento_of_its_address(client: FlaskClient, catalogue: Catalogue) -> None:
    number = number_of(catalogue, TUNNEL)
    for address in (f"/article/{number}", f"/article/{number}/saved"):
        response = client.get(address)
        assert parsedate_to_datetime(response.headers["Memento-Datetime"]) == catalogue.article(number).saved.replace(
            microsecond=0
        )
        assert response.headers["Link"] == f'<{TUNNEL.url}>; rel="original"'


def test_what_was_never_on_the_web_is_none(client: FlaskClient, catalogue: Catalogue) -> None:
    response = client.get(f"/article/{number_of(catalogue, UNDATED)}")
    assert "Memento-Datetime" not in response.headers
