"""A person's own collection of stories."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.archive.clippings import LONGEST_NOTE, MOST, Clipping, Clippings
from search.errors import ArchiveError


def test_stories_are_collected_ordered_and_noted(tmp_path: Path) -> None:
    held = Clippings(tmp_path / "new" / "clippings.sqlite")
    assert held.all() == ()
    assert not held.path.exists()
    for number in (7, 3, 9, 3):
        held.add(number)
    held.note(3, "ask her")
    held.move(9, -1)
    assert held.all() == (Clipping(7), Clipping(9), Clipping(3, "ask her"))
    held.move(7, -1)
    held.move(3, 1)
    held.remove(7)
    assert Clippings(held.path).all() == (Clipping(9), Clipping(3, "ask her"))
    held.note(9, "x" * 9999)
    assert len(held.all()[0].note) == LONGEST_NOTE


steps = st.lists(st.tuples(st.sampled_from(["add", "remove", "up", "down"]), st.integers(1, 5)), max_size=15)


@settings(max_examples=20, deadline=None)
@given(steps)
def test_a_collection_is_a_list(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]) -> None:
    held = Clippings(tmp_path_factory.mktemp("clips") / "c.sqlite")
    expected: list[int] = []
    for what, number in steps:
        if what == "add":
            held.add(number)
            expected += [number] if number not in expected else []
        elif what == "remove":
            held.remove(number)
            expected = [each for each in expected if each != number]
        elif number in expected:
            step = -1 if what == "up" else 1
            held.move(number, step)
            at = expected.index(number)
            if 0 <= at + step < len(expected):
                expected.insert(at + step, expected.pop(at))
    assert [each.id for each in held.all()] == expected


def test_a_collection_has_an_end(tmp_path: Path) -> None:
    held = Clippings(tmp_path / "c.sqlite")
    for number in range(MOST + 3):
        held.add(number)
    assert len(held.all()) == MOST


def test_another_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear reader, this is no database." * 100)
    with pytest.raises(ArchiveError, match="letter"):
        Clippings(other).all()
