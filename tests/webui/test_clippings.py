"""Clippings, kept by the server for one reader, and taken away in every form."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from search.catalogue import Catalogue
from tests.webui.reading import parsed
from tests.webui.stories import BREAKOUT, FERRY, HOSTILE, PAGE, TREATY, TUNNEL, number_of
from webui.app import create_app
from webui.settings import Settings


@pytest.fixture
def personal(catalogue: Catalogue, tmp_path: Path) -> Iterator[FlaskClient]:
    settings = Settings(personal=str(tmp_path / "clippings.sqlite"))
    yield create_app(catalogue, settings).test_client()


def token(client: FlaskClient) -> str:
    return parsed(client.get("/search").text).all("input", name="token")[0].attributes["value"]


def send(client: FlaskClient, **form: object) -> int:
    return client.post("/clippings", data={"token": token(client), **form}).status_code


def headlines(client: FlaskClient) -> list[str]:
    return [tag.text for tag in parsed(client.get("/clippings").text).all("h2")]


def test_stories_are_collected_ordered_noted_and_dropped(personal: FlaskClient, catalogue: Catalogue) -> None:
    tunnel, ferry = number_of(catalogue, TUNNEL), number_of(catalogue, FERRY)
    assert send(personal, do=f"add:{tunnel}") == 303
    assert send(personal, do=f"add:{ferry}") == 303
    assert headlines(personal) == [TUNNEL.headline, FERRY.headline]
    assert send(personal, do=f"up:{ferry}", id=[tunnel, ferry], note=["", "compare with 2010"]) == 303
    assert headlines(personal) == [FERRY.headline, TUNNEL.headline]
    assert parsed(personal.get("/clippings").text).all("textarea")[0].text == "compare with 2010"
    assert send(personal, do=f"remove:{ferry}") == 303
    assert headlines(personal) == [TUNNEL.headline]
    assert 'aria-pressed="true">Clipped' in personal.get(f"/article/{tunnel}").text


def test_the_reader_is_led_back_but_never_away(personal: FlaskClient, catalogue: Catalogue) -> None:
    form = {"token": token(personal), "do": f"add:{number_of(catalogue, TUNNEL)}"}
    assert personal.post("/clippings", data={**form, "next": "/search?q=a"}).headers["Location"] == "/search?q=a"
    for away in ("https://evil.example/", "//evil.example", "/\\evil.example", ""):
        assert personal.post("/clippings", data={**form, "next": away}).headers["Location"] == "/clippings"


@pytest.mark.parametrize("do", ["add:999999", "add:x", "burn:1", "", "add:" + "9" * 30])
def test_what_cannot_be_done_is_refused(personal: FlaskClient, do: str) -> None:
    assert send(personal, do=do) in {400, 404}
    assert headlines(personal) == []


def test_a_form_from_elsewhere_changes_nothing(personal: FlaskClient, catalogue: Catalogue) -> None:
    number = number_of(catalogue, TUNNEL)
    assert personal.post("/clippings", data={"do": f"add:{number}"}).status_code == 400
    assert personal.post("/clippings", data={"do": f"add:{number}", "token": "é"}).status_code == 400
    assert headlines(personal) == []


def test_where_browsers_keep_them_the_server_keeps_none(client: FlaskClient) -> None:
    assert client.post("/clippings", data={"do": "add:1"}).status_code == 404
    document = parsed(client.get("/clippings").text)
    assert document.all("noscript")


def taken(client: FlaskClient, catalogue: Catalogue, form: str) -> bytes:
    numbers = [number_of(catalogue, story) for story in (TREATY, BREAKOUT, TUNNEL)]
    response = client.post(
        "/clippings/take", data={"format": form, "id": [*numbers, 999999, "x"], "note": ["=1+1", HOSTILE, ""]}
    )
    assert response.status_code == 200
    return bytes(response.data)


def test_a_table_holds_order_and_notes(client: FlaskClient, catalogue: Catalogue) -> None:
    text = taken(client, catalogue, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["headline"] for row in rows] == [TREATY.headline, BREAKOUT.headline, TUNNEL.headline]
    assert [row["note"] for row in rows] == ["'=1+1", HOSTILE, ""]


def test_reference_managers_get_the_notes(client: FlaskClient, catalogue: Catalogue) -> None:
    ris = taken(client, catalogue, "ris").decode()
    assert ris.count("TY  - NEWS") == ris.count("ER  - ") == 3
    assert "N1  - =1+1\r\nER  - " in ris
    bibtex = taken(client, catalogue, "bibtex").decode()
    assert bibtex.count("@article{") == 3
    assert "  annote = {=1+1},\n}" in bibtex


def test_a_dossier_shows_them_in_full_and_runs_nothing(client: FlaskClient, catalogue: Catalogue) -> None:
    document = parsed(taken(client, catalogue, "dossier").decode())
    assert [tag.text for tag in document.all("h2")] == [TREATY.headline, BREAKOUT.headline, TUNNEL.headline]
    assert document.all("script") == []
    for paragraph in TUNNEL.body:
        assert paragraph in document.one("main").text


def test_a_bundle_needs_nothing_else_and_proves_itself(client: FlaskClient, catalogue: Catalogue) -> None:
    content = taken(client, catalogue, "zip")
    assert content == taken(client, catalogue, "zip")
    with ZipFile(io.BytesIO(content)) as bundle:
        files = {name.removeprefix("clippings/"): bundle.read(name) for name in bundle.namelist()}
    sums = files.pop("SHA256SUMS").decode().splitlines()
    assert sums == [f"{hashlib.sha256(each).hexdigest()}  {name}" for name, each in files.items()]
    assert files[f"pages/{number_of(catalogue, TUNNEL)}.html.txt"] == PAGE
    page = parsed(files["index.html"].decode())
    assert page.one("link", rel="stylesheet").attributes["href"] == "site.css"
    local = [tag.attributes["href"] for tag in page.all("a")]
    assert local
    assert all(href.startswith("#") or href in files for href in local)


def test_an_unknown_form_is_not_there(client: FlaskClient) -> None:
    assert client.post("/clippings/take", data={"format": "exe"}).status_code == 404
