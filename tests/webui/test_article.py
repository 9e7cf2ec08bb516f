"""The page of one story and its ways onward."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask.testing import FlaskClient

from search.article import Article
from search.catalogue import Catalogue
from search.exports import bibtex, ris
from tests.webui.reading import Document, parsed
from tests.webui.stories import ARABIC, FERRY, PAGE, STORIES, TREATY, TUNNEL, UNDATED, held, number_of
from webui import pdf
from webui.app import create_app
from webui.citing import citation


@pytest.fixture
def address(catalogue: Catalogue) -> str:
    return f"/article/{number_of(catalogue, TUNNEL)}"


@pytest.fixture
def tunnel(client: FlaskClient, address: str) -> Document:
    return parsed(client.get(address).text)


def test_the_story_is_all_there(tunnel: Document) -> None:
    assert tunnel.one("h1").text == TUNNEL.headline
    body = tunnel.one("div", class_="body").text
    for paragraph in TUNNEL.body:
        assert paragraph in body
    assert TUNNEL.dek in tunnel.one("p", class_="dek").text
    assert "The story appears on page A3, May 9, 2012" in tunnel.one("p", class_="printed-on").text
    assert tunnel.one("div", class_="body").attributes["lang"] == "en"


def test_the_breadcrumb_leads_to_section_fronts(client: FlaskClient, tunnel: Document) -> None:
    crumbs = [tag for tag in tunnel.all("a") if tag.attributes["href"].startswith("/section/")]
    assert [(crumb.text, crumb.attributes["href"]) for crumb in crumbs[:2]] == [
        ("Nation", "/section/Nation"),
        ("Transport", "/section/Nation/Transport"),
    ]
    assert client.get("/section/Nation/Transport").status_code == 200


def test_the_byline_leads_to_everything_by_its_authors(tunnel: Document) -> None:
    authors = tunnel.all("a", rel="author")
    assert [(author.text, author.query) for author in authors] == [
        ("Ana Reyes", [("author", "Ana Reyes")]),
        ("Tom Okafor", [("author", "Tom Okafor")]),
    ]


def test_words_of_the_query_are_marked_and_can_be_walked(client: FlaskClient, address: str) -> None:
    document = parsed(client.get(f"{address}?q=harbour").text)
    marks = document.all("mark")
    assert [mark.text.lower() for mark in marks] == ["harbour"] * 3
    assert [mark.attributes["id"] for mark in marks] == ["hit-1", "hit-2", "hit-3"]
    jumps = [tag.attributes["href"] for tag in document.all("a") if tag.attributes["href"].startswith("#hit-")]
    assert jumps == ["#hit-1", "#hit-2", "#hit-3"]
    assert not parsed(client.get(address).text).all("mark")


def test_marks_never_change_the_text(client: FlaskClient, address: str, tunnel: Document) -> None:
    document = parsed(client.get(f"{address}?q=harbour+OR+nine+OR+the").text)
    assert document.one("div", class_="body").text == tunnel.one("div", class_="body").text


def test_linked_stories_lead_to_our_copy_or_away_but_never_to_a_script(tunnel: Document, catalogue: Catalogue) -> None:
    ferry = next(tag for tag in tunnel.all("a") if tag.text == FERRY.headline)
    assert ferry.attributes["href"] == f"/article/{number_of(catalogue, FERRY)}"
    assert "rel" not in ferry.attributes
    away = tunnel.link("Elsewhere on tunnels")
    assert away.attributes["href"] == "https://elsewhere.example/tunnels"
    assert away.attributes["rel"] == "noopener nofollow noreferrer"
    assert not [tag for tag in tunnel.all("a") if "Not a link" in tag.text]


def test_related_stories_are_offered_once(client: FlaskClient, catalogue: Catalogue) -> None:
    related = {hit.id for hit in catalogue.related(number_of(catalogue, FERRY))}
    document = parsed(client.get(f"/article/{number_of(catalogue, FERRY)}").text)
    offered = [tag.attributes["href"] for tag in document.all("a") if tag.attributes["href"].startswith("/article/")]
    assert {f"/article/{number}" for number in related} <= set(offered)


def test_neighbours_follow_the_print_pages(client: FlaskClient, tunnel: Document, catalogue: Catalogue) -> None:
    following = tunnel.one("a", rel="next")
    assert following.attributes["href"] == f"/article/{number_of(catalogue, FERRY)}"
    assert not tunnel.all("a", rel="prev")
    ferry = parsed(client.get(following.attributes["href"]).text)
    assert TUNNEL.headline in ferry.one("a", rel="prev").text


def test_the_mail_link_says_what_and_where(tunnel: Document, address: str) -> None:
    mail = urlsplit(tunnel.link("Mail").attributes["href"])
    assert mail.scheme == "mailto"
    assert "+" not in mail.query
    fields = parse_qs(mail.query)
    assert fields["subject"] == [TUNNEL.headline]
    assert fields["body"][0].split("\r\n") == [
        TUNNEL.headline,
        "City Herald, May 9, 2012, page A3",
        "",
        f"http://localhost{address}",
    ]


def test_mail_fields_cannot_be_added_by_a_headline(client: FlaskClient) -> None:
    from webui.urls import mail

    link = mail("One\r\nBcc: victim@example.org&cc=other", "text")
    assert parse_qs(urlsplit(link).query).keys() == {"subject", "body"}
    assert "\n" not in link
    assert "Bcc" in unquote(link)


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (
            TUNNEL,
            "Ana Reyes and Tom Okafor, “Harbour tunnel opens after nine years,” City Herald, May 9, 2012,"
            " page A3, URL.",
        ),
        (UNDATED, "“A clipping without a date,” City Herald, n.d., page B7, URL."),
        (Article(url="", headline="", body=(), authors=("A", "B", "C")), "A, B, and C, “Untitled,” n.d., URL."),
    ],
)
def test_citations_leave_out_what_is_not_known(article: Article, expected: str) -> None:
    assert citation(article, "URL") == expected


def test_reference_managers_get_the_story(client: FlaskClient, tunnel: Document, address: str) -> None:
    ris = client.get(tunnel.link("RIS").attributes["href"])
    assert ris.text.split("\r\n") == [
        "TY  - NEWS",
        "TI  - Harbour tunnel opens after nine years",
        "AU  - Ana Reyes",
        "AU  - Tom Okafor",
        "T2  - City Herald",
        "PY  - 2012",
        "DA  - 2012/05/09",
        "SP  - A3",
        "LA  - en",
        "AB  - The first cars went under the water at noon.",
        f"UR  - http://localhost{address}",
        "ER  - ",
        "",
    ]
    entry = client.get(tunnel.link("BibTeX").attributes["href"]).text
    assert entry.startswith("@article{story" + address.rpartition("/")[2])
    assert "  author = {{Ana Reyes} and {Tom Okafor}}," in entry
    assert "  title = {{Harbour tunnel opens after nine years}}," in entry
    context = parse_qs(tunnel.one("span", class_="Z3988").attributes["title"])
    assert (context["rft.atitle"], context["rft.au"]) == ([TUNNEL.headline], ["Ana Reyes", "Tom Okafor"])
    assert client.get(f"{address}/cite.docx").status_code == 404


def test_no_text_breaks_out_of_a_reference() -> None:
    hostile = Article(url="", headline="50% {of} R&D_\\ \r\nER  - ", body=(), source="a\nUR  - evil")
    assert [line[:2] for line in ris.entry(hostile, "URL").splitlines()] == ["TY", "TI", "T2", "UR", "ER"]
    entry = bibtex.entry(1, hostile, "URL/1")
    assert r"50\% \{of\} R\&D\_\textbackslash{}" in entry
    assert len(entry.splitlines()) == 5


def test_how_fields_were_found_and_doubts_are_shown(tunnel: Document) -> None:
    evidence = tunnel.one("details", class_="evidence")
    assert "the print date line" in evidence.text
    assert "The page names two dates." in evidence.text
    assert "open" in evidence.attributes


def test_a_story_in_another_alphabet_says_so(client: FlaskClient, catalogue: Catalogue) -> None:
    document = parsed(client.get(f"/article/{number_of(catalogue, ARABIC)}").text)
    body = document.one("div", class_="body")
    assert (body.attributes["lang"], body.attributes["dir"]) == ("ar", "auto")


def test_a_story_without_a_date_stands_in_no_issue(client: FlaskClient, catalogue: Catalogue) -> None:
    document = parsed(client.get(f"/article/{number_of(catalogue, UNDATED)}").text)
    assert document.one("p", class_="printed-on").text == "The story appears on page B7, undated"
    assert document.link("page B7").query == [("page", "B7")]
    assert not [tag for tag in document.all("a") if tag.attributes["href"].startswith("/issue/")]
    assert "file:old/clipping.html" in document.one("span", class_="address").text


def test_the_canonical_address_is_the_permalink(client: FlaskClient, catalogue: Catalogue) -> None:
    number = number_of(catalogue, TREATY)
    document = parsed(client.get(f"/article/{number}?q=treaty&sort=oldest").text)
    assert document.one("link", rel="canonical").attributes["href"] == f"http://localhost/article/{number}"


def test_hits_of_a_search_are_turned_like_pages(client: FlaskClient) -> None:
    results = parsed(client.get("/search?q=report&sort=oldest&section=Weather").text)
    hits = [tag.attributes["href"] for tag in results.all("a") if "/article/" in tag.attributes["href"]][:3]
    second = parsed(client.get(hits[1]).text)
    assert second.link("Previous result").attributes["href"] == hits[0]
    assert second.link("Next result").attributes["href"] == hits[2]
    assert "Previous result" not in parsed(client.get(hits[0]).text).one("main").text
    eleventh = parsed(client.get(hits[0].replace("sort=oldest", "sort=oldest&offset=10")).text)
    assert "Next result" not in eleventh.one("main").text  # the address says a place at which this story does not stand
    assert "offset=10" in eleventh.link("Back to the results").attributes["href"]


@pytest.mark.parametrize(
    ("style", "said"),
    [
        (
            "1",
            "Ana Reyes and Tom Okafor, “Harbour tunnel opens after nine years,” City Herald, May 9, 2012, page A3, "
            "http://localhost{address}.",
        ),
        (
            "2",
            "Reyes, Ana, and Tom Okafor. “Harbour tunnel opens after nine years.” City Herald, 9 May 2012, p. A3, "
            "localhost{address}.",
        ),
    ],
)
def test_a_story_is_cited_in_two_styles(tunnel: Document, address: str, style: str, said: str) -> None:
    assert tunnel.one("p", id=f"cite-{style}").text == said.format(address=address)


def test_the_saved_page_can_be_read_as_text_and_is_never_run(client: FlaskClient, tunnel: Document) -> None:
    response = client.get(tunnel.link("its source as text").attributes["href"])
    assert response.text == PAGE.decode()
    assert response.content_type == "text/plain; charset=utf-8"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_story_is_a_pdf_where_the_library_is(
    client: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = parsed(client.get(address).text).link("PDF").attributes["href"]
    response = client.get(link)
    assert response.content_type == "application/pdf"
    assert response.data.startswith(b"%PDF-")
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    assert not [tag for tag in parsed(client.get(address).text).all("a") if tag.text == "PDF"]
    assert client.get(link).status_code == 404


@pytest.mark.parametrize("story", STORIES[:6], ids=lambda story: story.headline[:20])
def test_every_story_can_be_typeset(story: Article) -> None:
    assert pdf.typeset(story, "http://localhost/article/1").startswith(b"%PDF-")
    assert pdf.typeset(Article(url="x", headline="", body=()), "x").startswith(b"%PDF-")


def test_versions_are_held_against_each_other(tmp_path: Path) -> None:
    changed = replace(TUNNEL, body=("The harbour tunnel opened to traffic on Friday.", *TUNNEL.body[1:]))
    with held(tmp_path / "archive", [TUNNEL, changed]) as catalogue:
        client = create_app(catalogue).test_client()
        address = f"/article/{number_of(catalogue, TUNNEL)}"
        link = parsed(client.get(address).text).link("what changed").attributes["href"]
        document = parsed(client.get(link).text)
        assert document.one("del").text == "Wednesday"
        assert document.one("ins").text == "Friday"
        assert document.one("h1").text == TUNNEL.headline
        assert client.get(f"{address}/versions?earlier=7").status_code == 400


def test_near_copies_are_shown_and_can_be_folded(tmp_path: Path) -> None:
    wire = replace(TUNNEL, body=tuple(f"{line} {' '.join(f'word{n}' for n in range(60))}" for line in TUNNEL.body))
    other = replace(wire, url="https://post.example/tunnel", source="Evening Post", headline="A tunnel, at last")
    with held(tmp_path / "archive", [wire, other]) as catalogue:
        client = create_app(catalogue).test_client()
        story = parsed(client.get(f"/article/{number_of(catalogue, wire)}").text)
        assert "A tunnel, at last" in story.one("section", id="copies").text
        folded = parsed(client.get(parsed(client.get("/search?q=harbour").text).link("folded").attributes["href"]).text)
        assert "2 stories 1 without near-copies" in " ".join(folded.one("p", role="status").text.split())
        assert folded.link("and 1 near-copy")


def test_what_else_the_page_told_is_shown(tmp_path: Path) -> None:
    told = replace(
        TUNNEL,
        updated=date(2012, 5, 11),
        edition="Late edition",
        agency="Reuters",
        image="https://herald.example/tunnel.jpg",
        caption="The first car. Photo: A. Reyes",
        corrections=("An earlier version gave a wrong length.",),
    )
    with held(tmp_path / "archive", [told]) as catalogue:
        document = parsed(create_app(catalogue).test_client().get(f"/article/{number_of(catalogue, told)}").text)
    line = " ".join(document.one("p", class_="printed-on").text.split())
    assert line.endswith("May 9, 2012 · Updated May 11, 2012 · Edition Late edition · Agency Reuters")
    assert "An earlier version gave a wrong length." in document.one("p", class_="correction").text
    assert "The first car." in document.one("p", class_="captions").text
    assert document.all("img") == []
