"""Engines that are measured side by side give the same answers, and what was built is used again."""

from pathlib import Path

import pytest

from benchmarks.engines.__main__ import main
from benchmarks.engines.corpus import Corpus, generated
from benchmarks.engines.questions import questions


def test_engines_agree_and_kept_indexes_are_used_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    words = ["--articles", "300", "--peers", "array codec", "SQLite FTS5", "--keep", str(tmp_path), "--each", "2"]
    assert main(words) == 0
    first = capfd.readouterr().out
    assert "300 articles" in first
    assert "DIFFERENT" not in first
    built = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*/built")}
    assert len(built) == len(["ours", "array codec", "SQLite FTS5", "ours by two processes"])
    assert main(words) == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.glob("*/built")} == built


def test_a_corpus_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    corpus, documents = Corpus(tmp_path / "corpus"), list(generated(40))
    assert not corpus.whole
    corpus.fill(documents)
    assert list(corpus) == documents == list(generated(40))
    assert corpus.size == (40, sum(len(document.terms.split()) for document in documents))


def test_every_class_of_questions_is_asked_as_often() -> None:
    asked = questions(list(generated(200)), 3)
    kinds = [question.kind for question in asked]
    assert {kinds.count(kind) for kind in kinds} == {3}
