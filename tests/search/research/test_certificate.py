"""Search certificates: short, whole, and honest about what has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.catalogue import Catalogue
from search.certificate import Certificate, certify, check
from search.errors import BadRequest
from search.question import Question
from tests.search.factory import article, capture, catalogue
from tests.search.research.paper import paper

TUNNEL = Question.of("tunnel", sort="oldest")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Catalogue]:
    with catalogue(tmp_path / "archive", paper()) as made:
        yield made


def change(made: Catalogue, number: int, **fields: object) -> None:
    """A later text of an article."""
    story = replace(made.article(number).article, **fields)  # type: ignore[arg-type]
    with made.archive.writer() as writer:
        writer.keep(capture(f"again {number} {sorted(fields)}", fetched=datetime(2099, 1, 1, tzinfo=UTC)), story)
    made.catch_up()


def test_it_is_short_enough_for_a_footnote_and_reads_back(held: Catalogue) -> None:
    taken = certify(held, Question.of('"sea wall" OR tünnel', section=["City", "World / Asia"], after="2012-05"))
    assert Certificate.from_text(taken.to_text()) == taken
    assert Certificate.from_json(taken.to_json()) == taken
    assert len(taken.to_text()) < 400
    assert Certificate.from_text(f" {taken.to_text()[:50]}\n{taken.to_text()[50:]} ") == taken


def test_nothing_has_changed(held: Catalogue) -> None:
    told = check(held, certify(held, TUNNEL))
    assert told.same
    assert told.proven
    assert told.now.total == 20
    assert (told.added, told.dropped, told.missing) == ((), (), 0)


def test_another_order_certifies_the_same(held: Catalogue) -> None:
    assert certify(held, TUNNEL).digest == certify(held, Question.of("tunnel", sort="newest")).digest


def test_other_articles_change_nothing(own: Catalogue) -> None:
    taken = certify(own, TUNNEL)
    with own.archive.writer() as writer:
        writer.keep(capture("later"), article("Bus story", "No such thing."))
    own.catch_up()
    change(own, 30, body=("The ferry, rewritten.",))
    told = check(own, taken)
    assert told.same
    assert told.now.seen > taken.seen


def test_everything_that_changed_is_named(own: Catalogue) -> None:
    taken = certify(own, TUNNEL)
    with own.archive.writer() as writer:
        writer.keep(capture("later"), article("A new tunnel", "Opened.", date="2020-01-01"))
    own.catch_up()
    change(own, 1, headline="Story", body=("Nothing is left of it.",))
    change(own, 2, date=date(2011, 1, 1))
    change(own, 3, body=("The tunnel, in other words.",))
    change(own, 25, body=("The ferry and the tunnel.",))
    told = check(own, taken)
    assert not told.same
    assert told.added == (25, 61)
    assert told.dropped == (1,)
    assert [(each.id, each.then, each.now) for each in told.redated] == [(2, date(2013, 5, 2), date(2011, 1, 1))]
    assert told.rewritten == (2, 3)
    assert told.proven
    assert told.missing == 0


def test_dates_and_facets_count(own: Catalogue) -> None:
    taken = certify(own, Question.of("tunnel", after="2013", section="city"))
    change(own, 2, date=date(2001, 1, 1))
    change(own, 3, section=("Sport",))
    told = check(own, taken)
    assert told.dropped == (2, 3)
    assert told.proven


def test_what_the_keeper_took_out_is_missing_and_guessed_at(own: Catalogue) -> None:
    taken = certify(own, TUNNEL)
    with own.archive.writer() as writer:
        writer.remove(5)
        writer.remove(40)
    own.catch_up()
    told = check(own, taken)
    assert told.removed == (5, 40)
    assert told.missing == 1
    assert not told.proven


def test_removing_others_leaves_it_the_same(own: Catalogue) -> None:
    taken = certify(own, TUNNEL)
    with own.archive.writer() as writer:
        writer.remove(40)
    own.catch_up()
    assert check(own, taken).same


def test_a_certificate_of_another_archive_is_known_as_one(own: Catalogue, held: Catalogue) -> None:
    change(own, 1, headline="Another")
    told = check(own, certify(held, TUNNEL))
    assert not told.same_archive
    assert not told.proven
    assert (told.added, told.missing) == ((), 0)


def test_a_search_that_found_nothing_can_be_certified(own: Catalogue) -> None:
    taken = certify(own, Question.of("zeppelin"))
    assert taken.total == 0
    change(own, 1, headline="Zeppelin story")
    assert check(own, taken).added == (1,)


@pytest.mark.parametrize("text", ["", "x", "eJw", "eJwDAAAAAAE", "é", "=" * 50, "A" * 9000])
def test_what_is_no_certificate_is_refused(text: str) -> None:
    with pytest.raises(BadRequest, match="certificate"):
        Certificate.from_text(text)


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=300))
def test_no_text_does_harm(text: str) -> None:
    with pytest.raises(BadRequest):
        Certificate.from_text(text)


def test_a_changed_letter_is_noticed_or_tells_of_a_difference(held: Catalogue) -> None:
    taken = certify(held, TUNNEL)
    forged = Certificate.from_json({**taken.to_json(), "total": 19})
    assert not check(held, forged).same
