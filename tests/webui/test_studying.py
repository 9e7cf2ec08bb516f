"""A result looked at more closely: counts, words, context, comparison, certificates, many queries at once."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from tests.webui.reading import Document, parsed


def page(client: FlaskClient, address: str) -> Document:
    response = client.get(address)
    assert response.status_code == 200
    return parsed(response.text)


def cells(document: Document, row: int) -> list[str]:
    table = document.all("table")[0]
    assert table
    rows = [tag for tag in document.all("tr") if "".join(tag.text.split())]
    return rows[row].text.split()


def test_a_count_is_taken_apart(client: FlaskClient) -> None:
    document = page(client, "/search/count?q=harbour+tunnel&section=Nation&after=2012")
    text = " ".join(document.one("main").text.split())
    assert "of the 51 that the archive holds match" in text
    assert "Section: Nation" in text
    assert "From: 2012" in text
    assert "the word harbour, in any form" in text
    without = next(tag for tag in document.all("a") if "section=Nation" in tag.attributes["href"] and tag.text == "2")
    assert "q=" in without.attributes["href"]


def test_a_facet_has_all_its_values_and_a_search_in_them(client: FlaskClient) -> None:
    document = page(client, "/search/values/author?q=harbour&find=okaf")
    assert [tag.attributes["value"] for tag in document.all("input", type="checkbox")] == ["Tom Okafor"]
    assert {tag.attributes["value"] for tag in document.all("input", type="hidden", name="q")} == {"harbour"}
    assert client.get("/search/values/nonsense").status_code == 404
    assert "Nothing in this list" in page(client, "/search/values/author?find=zzz").one("main").text


def test_words_stand_in_context(client: FlaskClient) -> None:
    document = page(client, "/search/concordance?q=harbour&order=right")
    assert {tag.text.lower() for tag in document.all("td", class_="node")} == {"harbour"}
    assert client.get("/search/concordance?q=harbour&order=sideways").status_code == 400
    assert "no words to look for" in page(client, "/search/concordance").one("main").text


def test_telling_words_lead_to_their_stories(client: FlaskClient) -> None:
    document = page(client, "/search/keywords?q=report")
    assert document.link("shower").attributes["href"].startswith("/search?q=report")


def test_queries_are_compared_over_time(client: FlaskClient) -> None:
    document = page(client, "/search/compare?q=harbour&q=treaty&by=year")
    assert len(document.all("polyline")) >= 1
    table = list(csv.reader(io.StringIO(client.get(document.link("CSV").attributes["href"]).text)))
    assert table[0] == ["period", "held", "harbour", "harbour (share)", "treaty", "treaty (share)"]
    assert table[1] == ["2010", "1", "0", "0.0", "1", "1.0"]
    assert table[3][:3] == ["2012", "3", "2"]
    shown = page(client, "/search/compare?q=harbour&q=treaty&by=year&share=1").one("main").text
    assert "66.7 %" in shown
    assert "Nothing with a date" in page(client, "/search/compare?q=zzzz").one("main").text
    assert page(client, "/search/compare").all("input", name="q")


def test_a_formula_is_no_heading(client: FlaskClient) -> None:
    assert (
        client.get("/search/compare.csv?q=%3Drunning&q=report").text.splitlines()[0].startswith("period,held,'=running")
    )


def test_the_timeline_tells_silence_from_gaps(client: FlaskClient) -> None:
    document = page(client, "/search?q=harbour+OR+treaty&by=year")
    legend = " ".join(document.one("p", class_="legend quiet").text.split())
    assert "nothing found in 1 period of which the archive holds stories" in legend  # 2011: only the hostile story
    assert not document.all("rect", class_="gap")
    monthly = page(client, "/search?q=harbour+OR+treaty&by=month")
    assert "nothing held: February 2010 – February 2011" in " ".join(
        monthly.one("p", class_="legend quiet").text.split()
    )
    assert monthly.all("rect", class_="gap")


def test_shares_are_of_what_is_held(client: FlaskClient) -> None:
    document = page(client, "/search?q=harbour&by=year&share=1")
    assert "2012: 2 stories, 66.7 % of 3 held" in document.one("main").text
    assert document.link("number").attributes["href"] == "/search?q=harbour&by=year"


def test_a_certificate_is_kept_by_whoever_asked(client: FlaskClient) -> None:
    document = page(client, "/search/certificate?q=harbour")
    address = document.one("a", id="permalink").attributes["href"]
    checked = page(client, address.removeprefix("http://localhost"))
    assert "The very same stories" in checked.one("main").text
    assert client.get("/certificate?text=nonsense").status_code == 400
    assert page(client, "/certificate").one("textarea", name="text")


def test_many_queries_are_answered_and_a_bad_one_says_so(client: FlaskClient) -> None:
    sent = {"queries": 'harbour\n{"after": "noon"}\n\n=2+2 report'}
    document = parsed(client.post("/batch", data=sent).text)
    assert document.link("2").attributes["href"] == "/search?q=harbour"
    assert "not a date" in document.one("td", class_="wrong").text
    rows = list(
        csv.DictReader(io.StringIO(client.post("/batch", data={**sent, "format": "csv"}).data.decode("utf-8-sig")))
    )
    assert [row["total"] for row in rows] == ["2", "", "0"] or rows[0]["total"] == "2"
    assert rows[2]["query"] == "'=2+2 report"
    upload = {"file": (io.BytesIO(b"ferry\n"), "queries.txt")}
    assert "Ferry line counts" in client.post("/batch", data=upload).text


@pytest.mark.parametrize(
    ("filled", "query"),
    [
        ("all=harbour+tunnel", "harbour tunnel"),
        ("phrase=sea+wall&none=toll+tax", '"sea wall" -toll -tax'),
        ("any=ferry+tunnel&all=OR", "or (ferry OR tunnel)"),
        ("near=minister+resigned", '"minister resigned"~5'),
        (
            "headline=sea+wall&author=Ana+Reyes&section=sport",
            'headline:sea headline:wall author:"Ana Reyes" section:sport',
        ),
        ("after=2012-05&before=May+9+2013", "after:2012-05 before:May 9 2013"),
        ('phrase="sea+(wall)"*', '"sea wall"'),
        ("q=ferry&exact=running", "ferry =running"),
    ],
)
def test_the_form_writes_what_could_have_been_typed(client: FlaskClient, filled: str, query: str) -> None:
    document = page(client, f"/advanced?{filled}")
    assert document.one("p", class_="written").text == query
    assert document.all("ul", class_="outline")
    assert dict(document.link("Show ").query)["q"] == query


def test_suggestions_lead_to_stories_and_searches(client: FlaskClient) -> None:
    typed, queries, kinds, addresses, texts = client.get("/suggest?q=harb").get_json(force=True)
    assert typed == "harb"
    assert "harbour" in queries
    assert len(queries) == len(kinds) == len(addresses) == len(texts)
    assert client.get("/suggest").get_json(force=True)[1] == []
