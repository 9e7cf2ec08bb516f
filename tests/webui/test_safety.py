"""No field of a page, and nothing a reader types, can become markup; every answer carries the headers."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from search.catalogue import Catalogue
from tests.webui.reading import parsed
from tests.webui.stories import BREAKOUT, HOSTILE, PAGE, TUNNEL, number_of
from webui.routes import ROUTES
from webui.security import HEADERS, LARGEST_BODY, LONGEST_ADDRESS
from webui.state import LONGEST_QUERY

Q = quote(HOSTILE, safe="")

PAGES = (
    "/",
    "/search",
    "/search?q=breakout",
    f"/search?q={Q}",
    f"/search?q=breakout&author={Q}&exclude=section:{Q}&after={Q}",
    f"/search?sort={Q}",
    f"/search?section={Q}",
    "/sections",
    f"/section/{Q}",
    f"/section/{quote(HOSTILE.replace('/', '~1'), safe='')}",
    "/issues",
    "/issues/2011",
    "/issue/2011-03-04",
    "/issue/2011-03-04/%3Ci%3EA1",
    f"/issue/{Q}",
    "/help",
    f"/{Q}",
)
OURS = {"script": "src", "link": "href"}


def breakout_page(catalogue: Catalogue) -> str:
    return f"/article/{number_of(catalogue, BREAKOUT)}?q=breakout"


def assert_harmless(text: str) -> None:
    document = parsed(text)
    assert not document.all("img")
    assert not [tag for tag in document.tags for name in tag.attributes if name.startswith("on") or name == "style"]
    for script in document.all("script"):
        if script.attributes.get("type") == "application/ld+json":  # data, which no browser runs
            assert json.loads(script.text)["@type"] == "NewsArticle"
            continue
        assert script.attributes["src"].startswith("/static/")
        assert not script.text
    assert not document.all("style")
    for link in document.all("a"):
        assert link.attributes["href"].startswith(("/", "#", "http://", "https://", "mailto:?"))


@pytest.mark.parametrize("path", PAGES)
def test_hostile_text_stays_text_on_every_page(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code in {200, 400, 404}
    assert_harmless(response.text)


def test_a_hostile_story_is_shown_as_the_text_that_it_is(client: FlaskClient, catalogue: Catalogue) -> None:
    page = client.get(breakout_page(catalogue)).text
    assert_harmless(page)
    document = parsed(page)
    assert HOSTILE in document.all("h1")[0].text
    assert document.one("a", rel="author").text == HOSTILE
    assert "lang" not in document.one("div", class_="body").attributes
    assert "javascript:alert(4)" in document.one("span", class_="address").text
    hrefs = [tag.attributes["href"] for tag in document.all("a")]
    assert not [href for href in hrefs if href.startswith(("javascript:", "data:"))]


def test_addresses_elsewhere_are_followed_without_a_trace(client: FlaskClient, catalogue: Catalogue) -> None:
    document = parsed(client.get(breakout_page(catalogue)).text)
    away = [tag for tag in document.all("a") if tag.attributes["href"].startswith("http")]
    assert away
    assert {tag.attributes["rel"] for tag in away} == {"noopener nofollow noreferrer"}


def test_a_saved_page_is_handed_over_and_never_shown(client: FlaskClient, catalogue: Catalogue) -> None:
    address = f"/article/{number_of(catalogue, TUNNEL)}"
    link = parsed(client.get(address).text).link("The page as saved")
    response = client.get(link.attributes["href"])
    assert response.data == PAGE
    assert response.content_type == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/article/{number_of(catalogue, BREAKOUT)}/saved").status_code == 404
    assert client.get("/article/999999/saved").status_code == 404


def example(rule: str, catalogue: Catalogue) -> str:
    values = {
        "<path:path>": "Nation",
        "<day>": "2012-05-09",
        "<path:page>": "A3",
        "<int(fixed_digits=4):year>": "2012",
        "<digest>/<name>": "0/site.css",
        "<suffix>": "ris",
        "<facet>": "author",
        "<format>": "csv",
    }
    for pattern, value in values.items():
        rule = rule.replace(pattern, value)
    start = rule.find("<int(")
    return rule if start < 0 else rule[:start] + str(number_of(catalogue, TUNNEL)) + rule.partition(">")[2]


@pytest.mark.parametrize("rule", [each.rule for each in ROUTES if "GET" in each.methods and "admin" not in each.rule])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT"])
def test_every_route_answers_with_the_headers(
    client: FlaskClient, catalogue: Catalogue, rule: str, method: str
) -> None:
    response = client.open(example(rule, catalogue), method=method)
    assert response.status_code == (405 if method == "PUT" else 200)
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("path", ["/nowhere", "/search?sort=upside-down", "/api/v1/search?limit=many"])
def test_errors_carry_the_headers_too(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code in {400, 404}
    assert response.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_the_policy_allows_only_our_own_files() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


def test_what_is_too_large_is_refused_with_a_sentence(client: FlaskClient) -> None:
    assert client.get("/search?q=" + "x" * (LONGEST_QUERY + 1)).status_code == 400
    assert client.get("/search?after=" + "x" * LONGEST_ADDRESS).status_code == 414
    assert client.post("/search", data=b"x" * (LARGEST_BODY + 1)).status_code == 413
    assert client.get("/search?q=" + "x" * LONGEST_QUERY).status_code == 200


@pytest.mark.parametrize("number", [str(2**63), "9" * 60, "0", "999999"])
def test_numbers_that_no_article_has_are_not_found(client: FlaskClient, number: str) -> None:
    response = client.get(f"/article/{number}")
    assert response.status_code == 404
    assert parsed(response.text).one("input", id="q")


@pytest.mark.parametrize("text", ["\x00", "\xed\xa0\x80", "((((", '"', "-", "*", "NOT", "a~99", "headline:"])
def test_no_query_text_is_an_error(client: FlaskClient, text: str) -> None:
    assert client.get("/search", query_string={"q": text}).status_code == 200
