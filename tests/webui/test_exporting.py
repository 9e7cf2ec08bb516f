"""Exports and feeds: what is on the pages, all of it, sent while it is read."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.catalogue import Catalogue
from search.exports import FORMATS
from search.question import Question
from tests.search.factory import article
from tests.search.factory import catalogue as made_of
from tests.webui.stories import STORIES, held
from webui.app import create_app
from webui.settings import Settings

ATOM = "{http://www.w3.org/2005/Atom}"


def lines(client: FlaskClient, query: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in client.get(f"/export/jsonl?{query}").text.splitlines()]


@pytest.mark.parametrize(
    "query", ["", "q=report&section=Weather&sort=oldest", "q=harbour+treaty", "q=-ferry&after=2012"]
)
def test_an_export_is_what_the_pages_show(client: FlaskClient, query: str) -> None:
    shown = [
        hit["id"]
        for offset in range(0, 60, 7)
        for hit in client.get(f"/api/v1/search?{query}&limit=7&offset={offset}").get_json()["hits"]
    ]
    assert [line["id"] for line in lines(client, query)] == shown
    assert [line["id"] for line in lines(client, f"{query}&limit=3&offset=5")] == shown


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_an_address(client: FlaskClient, name: str) -> None:
    response = client.get(f"/export/{name}?q=harbour%20tunnel")
    assert response.status_code == 200
    assert response.content_type == FORMATS[name].content_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="harbour-tunnel.{FORMATS[name].suffix}"'
    assert "Harbour tunnel opens" in response.text or "Harbour} tunnel" in response.text
    assert "http://localhost/article/1" in response.text


def test_no_cell_of_a_csv_is_a_formula(client: FlaskClient) -> None:
    text = client.get("/export/csv").text.removeprefix("\ufeff")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_an_unknown_format_is_not_found(client: FlaskClient) -> None:
    assert client.get("/export/exe").status_code == 404


def test_a_limit_is_said_and_kept(catalogue: Catalogue) -> None:
    client = create_app(catalogue, Settings(export_limit=10)).test_client()
    response = client.get("/export/csv?q=weather")
    assert response.status_code == 400
    assert "at most 10 at once" in response.text
    assert client.get("/export/csv?q=tunnel").status_code == 200
    assert "at most 10 at once" in client.get("/search?q=tunnel").text


def test_an_unchanged_export_is_not_sent_again(tmp_path: Path) -> None:
    with held(tmp_path / "archive", STORIES[:2]) as catalogue:
        client = create_app(catalogue).test_client()
        tag = client.get("/export/csv").headers["ETag"]
        again = client.get("/export/csv", headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
        held(tmp_path / "archive", STORIES[2:3]).close()
        assert client.get("/export/csv", headers={"If-None-Match": tag}).status_code == 200


def test_memory_does_not_grow_with_the_export(tmp_path: Path) -> None:
    stories = [article(f"Story {number}", f"harbour {number} " * 4000) for number in range(800)]
    with made_of(tmp_path / "archive", stories) as catalogue:
        client = create_app(catalogue).test_client()

        def peak(query: str) -> tuple[int, int]:
            tracemalloc.start()
            sent = sum(len(part) for part in client.get(f"/export/jsonl?{query}", buffered=False).response)
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return sent, most

        peak("q=headline:story+=200")  # so that nothing is met for the first time
        sent, most = peak("q=harbour")
        assert sent > 35_000_000
        assert most < 20_000_000


def test_a_feed_holds_what_was_filed_last(client: FlaskClient, catalogue: Catalogue) -> None:
    response = client.get("/feed?q=report&limit=5")
    assert response.content_type == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(response.text)
    newest = sorted(catalogue.every(Question.of("report")).ids.tolist(), reverse=True)[:5]
    assert [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")] == [
        f"http://localhost/article/{number}" for number in newest
    ]
    assert feed.findtext(f"{ATOM}title") == "report – News Archive"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": "http://localhost/feed?q=report&limit=5",
        "alternate": "http://localhost/search?q=report&limit=5",
    }


def test_a_feed_without_entries_is_a_feed(client: FlaskClient) -> None:
    assert ET.fromstring(client.get("/feed?q=zeppelin").text).find(f"{ATOM}updated") is not None
