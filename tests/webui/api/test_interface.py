"""The programming interface: the same answers as everywhere, errors that help, and nothing sent twice."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from search.archive import Capture
from search.batch import batch
from search.catalogue import Catalogue
from search.certificate import certify, check
from search.compare import compare
from search.concordance import concordance
from search.counting import explain
from search.keyness import keywords
from search.question import Question
from search.report import (
    checked_json,
    comparison_json,
    concordance_json,
    explanation_json,
    keywords_json,
    results_json,
    revision_json,
    suggestion_json,
)
from search.suggest import suggest
from tests.webui.reading import parsed
from tests.webui.stories import STORIES, TUNNEL, held, number_of
from webui.api.endpoints import ENDPOINTS, ROOT
from webui.app import create_app
from webui.settings import Settings


def get(client: FlaskClient, path: str) -> Any:
    response = client.get(f"{ROOT}{path}")
    assert response.status_code == 200, response.text
    assert response.content_type == "application/json"
    return response.get_json()


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


def test_a_search_is_that_of_the_catalogue(client: FlaskClient, catalogue: Catalogue) -> None:
    told = get(client, "/search?q=harbour&author=Tom+Okafor&exclude=page:A10&after=2012&limit=5")
    found = catalogue.search("harbour", author="Tom Okafor", exclude={"page": ["A10"]}, after="2012", limit=5)
    assert told == plain(results_json(found))
    assert told["total"] == 1


def test_limit_and_offset_walk_through_everything(client: FlaskClient) -> None:
    found = [hit["id"] for at in range(0, 60, 20) for hit in get(client, f"/search?limit=20&offset={at}")["hits"]]
    assert len(set(found)) == len(STORIES)


def test_every_question_of_researchers_is_answered_as_the_core_does(client: FlaskClient, catalogue: Catalogue) -> None:
    asked = Question.of("report -ferry", section="Weather", after="2012")
    query = "q=report+-ferry&section=Weather&after=2012"
    assert get(client, f"/keywords?{query}") == plain(keywords_json(keywords(catalogue, asked)))
    assert get(client, f"/concordance?{query}&order=right&width=20") == plain(
        concordance_json(concordance(catalogue, asked, order="right", width=20))
    )
    assert get(client, f"/explain?{query}") == plain(explanation_json(explain(catalogue, asked)))
    assert get(client, "/compare?q=report&q=harbour&after=2012&by=year") == plain(
        comparison_json(
            compare(catalogue, [Question.of("report", after="2012"), Question.of("harbour", after="2012")], "year")
        )
    )
    assert get(client, "/suggestions?q=harb")["suggestions"] == plain(
        [suggestion_json(each) for each in suggest(catalogue, "harb")]
    )


def test_a_certificate_is_given_and_checked(client: FlaskClient, catalogue: Catalogue) -> None:
    made = get(client, "/certificate?q=harbour")
    assert (made["total"], made["digest"]) == (2, certify(catalogue, Question.of("harbour")).digest)
    told = get(client, f"/certificate/check?text={made['text']}")
    expected = plain(checked_json(check(catalogue, certify(catalogue, Question.of("harbour")))))
    assert told["same"] and told["proven"]
    assert {**told, "then": 0, "now": 0} == {**expected, "then": 0, "now": 0}


def test_one_article_and_what_belongs_to_it(client: FlaskClient, catalogue: Catalogue) -> None:
    number = number_of(catalogue, TUNNEL)
    told = get(client, f"/articles/{number}")
    assert told["headline"] == TUNNEL.headline
    assert told["permalink"] == f"http://localhost/article/{number}"
    assert get(client, f"/articles/{number}/versions")["versions"] == [told]
    assert get(client, f"/articles/{number}?version=1") == told
    assert [hit["id"] for hit in get(client, f"/articles/{number}/related")["hits"]] == [
        hit.id for hit in catalogue.related(number)
    ]
    assert get(client, f"/articles/{number}/copies") == {"hits": []}


def test_what_changed_in_an_article_is_told(tmp_path: Path) -> None:
    with held(tmp_path / "archive", STORIES[:1]) as catalogue:
        later = replace(
            TUNNEL, headline="Harbour tunnel closes", body=TUNNEL.body[:2], corrections=("It was ten years.",)
        )
        capture = Capture(origin="later", url=TUNNEL.url, digest="later", fetched=datetime(2099, 1, 1, tzinfo=UTC))
        with catalogue.archive.writer() as writer:
            writer.keep(capture, later)
        catalogue.catch_up()
        client = create_app(catalogue).test_client()
        told = get(client, "/articles/1/changes")
        assert told == plain(revision_json(catalogue.revision(1)))
        assert (told["earlier"], told["later"], told["same"]) == (1, 2, False)
        assert get(client, "/articles/1/changes?earlier=2&later=2")["same"]
        assert client.get(f"{ROOT}/articles/1/changes?later=9").status_code == 422
        assert get(client, "/articles/1")["corrections"] == ["It was ten years."]


def test_browsing(client: FlaskClient, catalogue: Catalogue) -> None:
    assert {"date": "2012-05-09", "count": 2} in get(client, "/issues?year=2012")["issues"]
    assert [each["page"] for each in get(client, "/issues/2012-05-09")["articles"]] == ["A3", "A10"]
    assert ["World", "Asia/Pacific"] in [each["path"] for each in get(client, "/sections")["sections"]]
    assert [each["date"] for each in get(client, "/on-this-day?month=5&day=9")["issues"]] == ["2012-05-09"]
    authors = get(client, "/facets/author?q=harbour")
    assert {each["value"]: each["count"] for each in authors["values"]} == {"Tom Okafor": 2, "Ana Reyes": 1}
    assert get(client, "/facets/author?find=oka")["total"] == 1
    periods = get(client, "/timeline?q=harbour&by=year")["periods"]
    assert [(each["period"], each["count"], each["held"]) for each in periods] == [("2012", 2, 3)]


def test_an_export_is_that_of_the_site(client: FlaskClient) -> None:
    here = client.get(f"{ROOT}/export/jsonl?q=report&sort=oldest")
    assert here.text == client.get("/export/jsonl?q=report&sort=oldest").text
    assert here.text.count("\n") == 45


def test_a_batch_answers_every_query(client: FlaskClient, catalogue: Catalogue) -> None:
    queries = ["tunnel", "", {"q": "report", "section": ["Weather"]}, {"after": "soon"}, {"colour": "red"}, "{bad"]
    told = client.post(f"{ROOT}/batch", json={"queries": queries})
    lines = [each if isinstance(each, str) else json.dumps(each) for each in queries]
    assert told.get_json()["rows"] == plain([row.to_json() for row in batch(catalogue, lines)])
    assert [row["total"] for row in told.get_json()["rows"]] == [2, 45, None, None, None]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not json", 400),
        (b"[]", 400),
        (b'{"queries": "tunnel"}', 422),
        (b'{"queries": [7]}', 422),
        (b'{"queries": [], "more": 1}', 400),
        (json.dumps({"queries": ["x"] * 501}).encode(), 422),
        (b'{"queries": ["' + b"x" * 1_100_000 + b'"]}', 413),
    ],
)
def test_what_is_no_batch_is_refused(client: FlaskClient, body: bytes, status: int) -> None:
    response = client.post(f"{ROOT}/batch", data=body, content_type="application/json")
    assert response.status_code == status
    assert response.content_type == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("/search?after=last+week", 422, "last week"),
        ("/search?after=2014&before=2012", 422, "swap"),
        ("/search?exclude=colour:red", 422, "colour"),
        ("/search?sort=upside-down", 400, "upside-down"),
        ("/search?limit=many", 400, "limit"),
        ("/search?limit=101", 400, "100"),
        ("/search?offset=-1", 400, "offset"),
        ("/search?secton=World", 400, "secton"),
        ("/search?q=a&q=b", 400, "once"),
        ("/search?fold=perhaps", 400, "true or false"),
        ("/search?q=" + "x" * 2000, 400, "1,000"),
        ("/suggestions", 400, "needed"),
        ("/compare?" + "&".join(["q=x"] * 6), 400, "5 times"),
        ("/certificate/check?text=abc", 422, "certificate"),
        ("/articles/999999", 404, "999999"),
        ("/articles/1?version=7", 404, "version"),
        ("/articles/none", 404, ""),
        ("/articles/0", 404, ""),
        ("/issues/2012-02-30", 404, ""),
        ("/facets/colour", 404, "colour"),
        ("/export/exe", 404, "exe"),
        ("/nothing", 404, ""),
    ],
)
def test_errors_are_problems_with_a_sentence(client: FlaskClient, path: str, status: int, word: str) -> None:
    response = client.get(f"{ROOT}{path}")
    told = response.get_json()
    assert (response.status_code, told["status"]) == (status, status)
    assert response.content_type == "application/problem+json"
    assert set(told) == {"type", "title", "status", "detail"}
    assert word in told["detail"]
    assert told["detail"].endswith((".", "?")) or ":" in told["detail"]


def test_only_what_is_described_may_be_done(client: FlaskClient) -> None:
    response = client.post(f"{ROOT}/search")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert client.get(f"{ROOT}/batch").status_code == 405


def test_the_old_address_of_the_search_leads_on(client: FlaskClient) -> None:
    response = client.get("/api/search?q=a%20b&section=C%26D")
    assert (response.status_code, response.headers["Location"]) == (308, "/api/v1/search?q=a%20b&section=C%26D")
    assert client.get("/api/search?q=harbour", follow_redirects=True).get_json()["total"] == 2


def test_an_unchanged_answer_is_not_made_again(tmp_path: Path) -> None:
    with held(tmp_path / "archive", STORIES[:2]) as catalogue:
        client = create_app(catalogue).test_client()
        for path in ("/search?q=harbour", "/articles/1", "/openapi.json", "/export/csv"):
            tag = client.get(f"{ROOT}{path}").headers["ETag"]
            again = client.get(f"{ROOT}{path}", headers={"If-None-Match": tag})
            assert (again.status_code, again.data) == (304, b""), path
        tag = client.get(f"{ROOT}/search").headers["ETag"]
        held(tmp_path / "archive", STORIES[2:3]).close()
        changed = client.get(f"{ROOT}/search", headers={"If-None-Match": tag})
        assert changed.status_code == 200
        assert changed.get_json()["total"] == 3


def test_an_answer_says_since_when_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(tmp_path / "archive", STORIES[:2]) as catalogue:
        client = create_app(catalogue).test_client()
        assert "Last-Modified" not in client.get(f"{ROOT}/search").headers  # within this second more may come
        later = time.time() + 5
        monkeypatch.setattr(time, "time", lambda: later)
        since = client.get(f"{ROOT}/search").headers["Last-Modified"]
        assert client.get(f"{ROOT}/search", headers={"If-Modified-Since": since}).status_code == 304
        held(tmp_path / "archive", STORIES[2:3]).close()
        assert client.get(f"{ROOT}/search", headers={"If-Modified-Since": since}).status_code == 200


def test_the_description_is_valid_and_whole(client: FlaskClient) -> None:
    told = client.get(f"{ROOT}/openapi.json").get_json()
    assert told["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(told).validate()
    assert set(told["paths"]) == {endpoint.path for endpoint in ENDPOINTS} | {"/openapi.json"}
    assert told["servers"] == [{"url": "http://localhost/api/v1"}]


def test_every_route_of_the_interface_is_described(client: FlaskClient) -> None:
    described = {
        re.sub(r"\{\w+\}", "{}", ROOT + path) for path in client.get(f"{ROOT}/openapi.json").get_json()["paths"]
    }
    served = {
        re.sub(r"<[^>]+>", "{}", rule.rule)
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith(ROOT)
    }
    assert served == described


def test_the_page_for_people_names_every_address_and_parameter(client: FlaskClient) -> None:
    page = parsed(client.get("/api").text)
    text = " ".join(page.one("main").text.split())
    for endpoint in ENDPOINTS:
        assert f"{endpoint.method} {ROOT}{endpoint.path}" in text
        assert endpoint.summary in text
        for parameter in (*endpoint.within, *endpoint.parameters):
            assert parameter.help in text
    assert f"{ROOT}/openapi.json" in text


def test_every_example_of_that_page_works(client: FlaskClient, catalogue: Catalogue) -> None:
    tried = [link for link in parsed(client.get("/api").text).all("a") if link.text.startswith("Try it")]
    assert len(tried) >= len(ENDPOINTS) - 3
    for link in tried:
        assert client.get(link.attributes["href"]).status_code == 200, link.attributes["href"]


def test_the_limits_are_said(catalogue: Catalogue) -> None:
    client = create_app(catalogue, Settings(rate_limit=100, export_limit=10)).test_client()
    text = parsed(client.get("/api").text).one("main").text
    assert "100 times a minute" in text
    assert "at most 10 stories" in text
    assert "at most 10 articles" in client.get(f"{ROOT}/openapi.json").text
    refused = client.get(f"{ROOT}/export/csv")
    assert (refused.status_code, refused.content_type) == (422, "application/problem+json")


def test_the_guide_names_every_address() -> None:
    guide = (Path(__file__).parents[3] / "docs/API.md").read_text(encoding="utf-8")
    for endpoint in ENDPOINTS:
        assert f"| `{endpoint.method} {ROOT}{endpoint.path}` | {endpoint.summary} |" in guide
