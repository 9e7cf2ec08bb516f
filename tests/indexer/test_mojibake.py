"""Text that was misread once: repaired where it is plain, and what only looks odd left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.encoding import decode
from indexer.extract import extract
from indexer.mojibake import repaired
from indexer.page import Page
from search.article import Article
from tests.sample import sheets, stories


def misread(text: str) -> str:
    """UTF-8 read as windows-1252, as browsers read it."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte) for byte in text.encode()
    )


SENTENCES = [
    "Der Bürgermeister sagte am Dienstag, die Brücke über die Weiße werde größer und schöner.",
    "“He’d been at the café,” she said – “and it wasn’t far…”",
    "El señor Ibáñez llegó a la reunión del miércoles; según él, no habrá más días así.",
    "Градските съветници гласуваха във вторник, и мостът ще бъде отворен през май.",
    "Ο δήμαρχος είπε την Τρίτη ότι η γέφυρα θα ανοίξει τον Μάιο.",
    "Prezydent powiedział we wtorek, że święta będą w tym roku krótsze, a źródła milczą.",
    "市议会星期二投票决定在冬季风暴来临之前加深旧港口。",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_page_that_was_misread_is_read_as_it_was_meant(sentence: str) -> None:
    html = f"<p>{misread(sentence)}</p>".encode()
    assert sentence in decode(html)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_page_that_was_not_is_left_alone(sentence: str) -> None:
    assert decode(f"<p>{sentence}</p>".encode()) == f"<p>{sentence}</p>"


def test_a_misread_part_is_repaired_in_a_page_that_is_right() -> None:
    page = "Müller, Jäger, Köhler, Größe, Straße, Übung, Äpfel; " * 4
    found = decode(f"{page}{misread('“Grüße” für später')}".encode())
    assert found == f"{page}“Grüße” für später"


@pytest.mark.parametrize(
    "text",
    [
        "SÃO PAULO — A IRMÃ” E O CÃO; AMANHÃ, ÂNGELA, ÂMBAR",
        "CAFÉ” et CLÉ »: « é », à l’été, où ça?",
        "“Spaß”, „GROẞ“, ß“ und Ä“",
        "Â is a letter, Ã another, Ð a third and Î a fourth",
        "ÅÄÖ åäö på\u00a0väg",
        "amanhã\u00a0– irmã\u00a0»",
    ],
)
def test_odd_but_meant_text_is_left_alone(text: str) -> None:
    assert decode(text.encode()) == text


@given(
    st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_characters="\x7f"), max_size=200)
)
def test_repairing_never_fails_and_what_is_repaired_stays(text: str) -> None:
    once = repaired(text, text.encode())
    assert len(once) <= len(text)
    again = repaired(misread(text), misread(text).encode())
    assert isinstance(again, str)


def test_every_sample_page_is_read_alike_when_it_was_misread() -> None:
    """Pages with enough in them that is not ASCII."""
    compared = 0
    for sheet in sheets(stories()):
        text = sheet.data.decode(sheet.story.charset, "replace")
        if sum(char > "\x7f" for char in text) < 12 or sheet.story.charset != "utf-8":
            continue
        right = extract(Page(origin="a", url=sheet.address, html=text.encode()))
        wrong = extract(Page(origin="a", url=sheet.address, html=misread(text).encode()))
        assert isinstance(right, Article)
        assert isinstance(wrong, Article)
        assert (wrong.headline, wrong.body) == (right.headline, right.body)
        compared += 1
    assert compared > 3
