"""A word that stands for very many is looked for by the most frequent of them, and the reader is told."""

from pathlib import Path

from search.arrays.evaluate import MOST_TERMS
from tests.search.factory import article, catalogue


def test_what_stands_for_very_many_words_is_bounded_with_a_notice(tmp_path: Path) -> None:
    rare = " ".join(f"qz{number}x" for number in range(MOST_TERMS + 100))
    with catalogue(tmp_path, [article("Rare", rare), article("Often", "qzoftenx"), article("Too", "qzoftenx")]) as made:
        bounded = made.search("qz*x")
        assert bounded.total == 3
        assert [notice.text for notice in bounded.notices if "most frequent" in notice.text and "qz*x" in notice.text]
        assert not made.search("qzo*x").notices
        assert not made.search("qz*").notices  # neighbours in the dictionary are never too many
