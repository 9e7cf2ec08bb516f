"""Reading test collections, and topics made by rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.relevance import collection, cranfield, knownitem, topical
from benchmarks.relevance.collection import Document
from benchmarks.relevance.knownitem import KINDS, Memory
from search.analysis import stem
from tests.search.factory import article

DOCUMENTS = [
    {"id": "n1", "headline": "Tunnel opens", "body": "First.\n\nSecond.", "date": "2014-02-28T10:00:00"},
    {"id": "n2", "title": "Ferry strike", "body": "No ferry ran.", "date": "yesterday"},
]


def write(directory: Path, topics: str = "7\tferry strike\n8\tnothing judged\n", name: str = "topics.tsv") -> Path:
    lines = "".join(json.dumps(each) + "\n" for each in DOCUMENTS)
    (directory / "documents.jsonl").write_text(lines, encoding="utf-8")
    (directory / name).write_text(topics, encoding="utf-8")
    (directory / "qrels.txt").write_text("7 0 n2 2\n7 0 n1 0\n\n", encoding="utf-8")
    return directory


def test_reads_documents_topics_and_judgements(tmp_path: Path) -> None:
    read = collection.read(write(tmp_path))
    first, second = (each.article for each in read.documents)
    assert (first.headline, first.body, str(first.date)) == ("Tunnel opens", ("First.", "Second."), "2014-02-28")
    assert (second.headline, second.date) == ("Ferry strike", None)
    (topic,) = read.topics
    assert (topic.name, topic.text, dict(topic.relevant)) == ("7", "ferry strike", {"n2": 2})


def test_topics_may_be_json_lines(tmp_path: Path) -> None:
    write(tmp_path, '{"id": 7, "text": "ferry"}\n', "topics.jsonl")
    assert [topic.text for topic in collection.read(tmp_path).topics] == ["ferry"]


def test_says_which_line_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "qrels.txt").write_text("7 0 n2 2\n7 n2\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"qrels\.txt, line 2"):
        collection.read(tmp_path)


def test_reads_cranfield_numbering_its_questions_by_their_order(tmp_path: Path) -> None:
    record = ".I 1\n.T\nslip\nflow\n.A\nnobody\n.B\nj. 1\n.W\nslip flow .  air is\nthin .\n"
    (tmp_path / "cran.all.1400").write_text(record, encoding="utf-8")
    (tmp_path / "cran.qry").write_text(".I 001\n.W\nair\n.I 004\n.W\nthin\nair .\n", encoding="utf-8")
    (tmp_path / "cran.qrels").write_text("2 1 2\n2 9 5\n1 1 -1\n", encoding="utf-8")
    read = cranfield.read(tmp_path)
    assert (read.documents[0].article.headline, read.documents[0].article.body) == ("slip flow", ("air is thin",))
    assert [(topic.name, topic.text, dict(topic.relevant)) for topic in read.topics] == [("2", "thin air .", {"1": 3})]


STORIES = [
    Document(
        str(number),
        article(
            f"Harbour story {number} about pier {number}",
            *(f"Sentence {place} tells of crane{number} and quay{place} at the busy harbour." for place in range(12)),
        ),
        ("sea_trade",) if number % 2 else ("weather",),
        ("west-coast",),
    )
    for number in range(30)
]


@pytest.mark.parametrize("kind", KINDS)
def test_known_item_topics_are_seeded_and_have_one_answer(kind: str) -> None:
    topics = Memory(STORIES, 3).topics(kind, 10)
    assert topics == Memory(STORIES, 3).topics(kind, 10)
    assert [topic.text for topic in topics] != [topic.text for topic in Memory(STORIES, 4).topics(kind, 10)]
    assert len({topic.name for topic in topics}) == 10
    for topic in topics:
        assert list(topic.relevant) == [topic.name.split()[1]]


def test_questions_are_sentences_of_the_second_half_as_they_stand() -> None:
    for topic in Memory(STORIES, 1).topics("question", 10):
        (name,) = topic.relevant
        assert topic.text in STORIES[int(name)].article.body[6:]


def test_sentences_give_words_of_the_second_half_in_their_order() -> None:
    for topic in Memory(STORIES, 1).topics("sentence", 10):
        (name,) = topic.relevant
        words = topic.text.split()
        assert 3 <= len(words) <= 6
        assert any(_in_order(words, each.lower()) for each in STORIES[int(name)].article.body[6:])


def _in_order(words: list[str], text: str) -> bool:
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


def test_a_collection_for_each_kind() -> None:
    made = knownitem.collections("stories", STORIES, 5)
    assert [each.name for each in made] == [f"stories: {kind}" for kind in KINDS]
    assert all(len(each.topics) == 5 for each in made)


def test_sections_whose_words_articles_use_are_topics() -> None:
    assert topical.collection("stories", STORIES).topics == []
    spoken = [
        Document(
            each.name, article("", "Trade by sea.", "The weather.", "On the west coast."), each.sections, each.places
        )
        for each in STORIES
    ]
    topics = {topic.text: topic for topic in topical.collection("stories", spoken).topics}
    assert set(topics) == {"sea trade", "sea trade west coast", "weather", "weather west coast"}
    assert list(topics["sea trade"].relevant) == [each.name for each in STORIES if int(each.name) % 2]


def test_peers_are_given_the_terms_of_our_index() -> None:
    assert collection.terms("Harbours counter-piracy") == [
        stem(word) for word in ("harbours", "counter", "piracy", "counterpiracy")
    ]
