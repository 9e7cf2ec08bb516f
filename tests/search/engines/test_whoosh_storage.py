"""The index on disk: damaged, outdated, busy, full, or its writer killed, it never lies and is always made good."""

from __future__ import annotations

import json
import random
import resource
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search import open_archive
from search.catalogue import Catalogue
from search.engine import Change
from search.engines.whoosh import WhooshEngine
from search.errors import EngineError, IndexBusy, IndexDamaged, IndexOutdated
from tests.search.factory import article, capture, catalogue
from tests.search.processes import Connection, child

KILLS = 32


def add(made: Catalogue, *numbers: int, text: str = "first") -> None:
    """Keep stories ``w<number>`` with a text, without indexing them."""
    with made.archive.writer() as writer:
        for number in numbers:
            story = article(
                f"Story w{number}", f"{text} w{number}{text}", "tunnel " * 20, section=("City",), date="2012-05-09"
            )
            writer.keep(capture(f"{number} {text}"), story)


def found(made: Catalogue, text: str = "") -> list[int]:
    return sorted(hit.id for hit in made.search(text, limit=10_000).hits)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Catalogue]:
    """Three articles in two commits, one of them changed."""
    opened = catalogue(tmp_path / "archive", [])
    add(opened, 1, 2)
    opened.catch_up()
    add(opened, 2, text="second")
    add(opened, 3)
    opened.catch_up()
    yield opened
    opened.close()


def home(made: Catalogue) -> Path:
    return made.archive.directory / "index"


def in_use(made: Catalogue) -> Path:
    return home(made) / (home(made) / "current").read_text(encoding="ascii").strip()


def again(made: Catalogue) -> Catalogue:
    return open_archive(made.archive.directory)


def test_an_index_that_was_deleted_is_made_anew(made: Catalogue) -> None:
    made.close()
    shutil.rmtree(home(made))
    with again(made) as opened:
        assert opened.search("tunnel").total == 0
        assert "has not been indexed yet" in opened.search("tunnel").notices[-1].text
        assert opened.catch_up() == 3
        assert found(opened, "tunnel") == [1, 2, 3]


def damages() -> dict[str, Callable[[Path], None]]:
    def cut(path: Path) -> None:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    def overwrite(path: Path) -> None:
        content = bytearray(path.read_bytes())
        middle = len(content) // 2
        content[middle : middle + 16] = bytes(each ^ 0xFF for each in content[middle : middle + 16])
        path.write_bytes(content)

    def empty(path: Path) -> None:
        path.write_bytes(b"")

    return {"cut": cut, "overwritten": overwrite, "emptied": empty, "deleted": Path.unlink}


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Whoosh forgets to close what it refuses
@pytest.mark.parametrize("damage", damages().values(), ids=damages())
def test_a_damaged_file_is_reported_or_harmless_and_rebuilding_heals_it(
    made: Catalogue, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    made.close()
    files = [path for path in home(made).rglob("*") if path.is_file() and "lock" not in path.name.lower()]
    assert len(files) > 4
    reported = 0
    for number, path in enumerate(files):
        copy = tmp_path / f"copy {number}"
        shutil.copytree(made.archive.directory, copy)
        damage(copy / path.relative_to(made.archive.directory))
        with open_archive(copy) as opened:
            try:
                assert (found(opened), found(opened, "second"), found(opened, "tu*"), found(opened, "w1first")) in (
                    ([1, 2, 3], [2], [1, 2, 3], [1]),
                    ([], [], [], []),
                ), path.name
                assert found(opened, "page:a OR on:2012-05-09 OR second") in ([1, 2, 3], []), path.name
            except EngineError as error:
                assert "news-index rebuild" in str(error)
                reported += 1
            opened.rebuild()
            assert found(opened, "tunnel") == [1, 2, 3]
            assert opened.catch_up() == 0
    assert reported


def test_no_bit_of_the_documents_columns_can_flip_unseen(made: Catalogue, tmp_path: Path) -> None:
    made.rebuild()
    made.close()
    (file,) = in_use(made).glob("*.doc")
    chance = random.Random(3)
    for number in range(40):
        copy = tmp_path / f"copy {number}"
        shutil.copytree(made.archive.directory, copy)
        content = bytearray(file.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (copy / file.relative_to(made.archive.directory)).write_bytes(content)
        with open_archive(copy) as opened:
            try:
                results = opened.search()
                assert [(hit.id, bucket.period) for hit in results.hits for bucket in results.timeline] == [
                    (1, "2012-05-09"), (2, "2012-05-09"), (3, "2012-05-09"),
                ]  # fmt: skip
            except IndexDamaged:
                continue


@pytest.mark.parametrize("about", ["{}", "no json", '{"fingerprint": 7}', "[]"])
def test_an_index_that_tells_nothing_of_itself_is_reported(made: Catalogue, about: str) -> None:
    made.close()
    (in_use(made) / "about.json").write_text(about)
    with again(made) as opened:
        for attempt in (lambda: opened.search("tunnel"), opened.catch_up):
            with pytest.raises((IndexDamaged, IndexOutdated), match="news-index rebuild"):
                attempt()


def test_an_index_made_by_other_rules_is_reported_and_rebuilt(made: Catalogue) -> None:
    made.close()
    (in_use(made) / "about.json").write_text(json.dumps({"fingerprint": "of another version"}))
    with again(made) as opened:
        with pytest.raises(IndexOutdated, match="news-index rebuild"):
            opened.search("tunnel")
        with pytest.raises(IndexOutdated):
            opened.catch_up()
        opened.rebuild()
        assert found(opened, "tunnel") == [1, 2, 3]


@pytest.mark.parametrize("name", [b"", b"\xff\xfe", b"9999", b"../..", b"/", b"0001\n0002"])
def test_a_damaged_name_of_the_index_in_use_is_reported(made: Catalogue, name: bytes) -> None:
    made.close()
    (home(made) / "current").write_bytes(name)
    with again(made) as opened:
        with pytest.raises(IndexDamaged, match="news-index rebuild"):
            opened.search("tunnel")
        opened.rebuild()
        assert found(opened, "tunnel") == [1, 2, 3]


def test_an_article_changed_twice_in_a_portion_is_there_once(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    for first in (1, 4):
        engine.apply(
            [Change(first, 1, article("One")), Change(first + 1, 1, article("Two")), Change(first + 2, 1, None)]
        )
        assert (engine.count, engine.seen) == (0, first + 2)
    engine.apply([Change(7, 1, article("One")), Change(8, 1, article("Two"))])
    assert (engine.count, engine.seen) == (1, 8)
    assert engine.frequency("headline", "one") == 0
    engine.close()


def test_only_the_index_in_use_remains(made: Catalogue) -> None:
    for _ in range(3):
        made.rebuild()
    assert [each.name for each in home(made).iterdir() if each.is_dir()] == [in_use(made).name]


def test_the_remains_of_a_killed_rebuilding_are_swept_away(made: Catalogue) -> None:
    shutil.copytree(in_use(made), home(made) / "0099")
    add(made, 4)
    made.catch_up()
    assert not (home(made) / "0099").exists()
    assert found(made) == [1, 2, 3, 4]


def test_many_small_commits_leave_few_files(made: Catalogue) -> None:
    for number in range(4, 40):
        add(made, number)
        made.catch_up()
    assert found(made, "tunnel") == list(range(1, 40))
    assert len(list(in_use(made).iterdir())) < 60


def hold_index(connection: Connection, directory: Path) -> None:
    """Hold the index's writer in the middle of its work until told to go on."""

    def slowly(_: int) -> None:
        connection.send("writing")
        connection.recv()

    with open_archive(directory) as opened:
        opened.rebuild(slowly)
    connection.send("done")


def test_a_second_writer_is_told_to_wait_and_readers_are_not(made: Catalogue) -> None:
    with child(hold_index, made.archive.directory) as other:
        assert other.hear() == "writing"
        assert found(made, "tunnel") == [1, 2, 3]
        for attempt in (made.rebuild, made.catch_up):
            with pytest.raises(IndexBusy, match="wait until it is done"):
                attempt()
        other.kill()
    assert made.rebuild() == 3
    assert found(made, "tunnel") == [1, 2, 3]


def test_an_open_catalogue_sees_the_commit_of_another_process_at_its_next_question(made: Catalogue) -> None:
    add(made, 4)
    assert found(made, "tunnel") == [1, 2, 3]
    with child(catch_up_there, made.archive.directory) as other:
        assert other.hear() == 1
    assert found(made, "tunnel") == [1, 2, 3, 4]


def catch_up_there(connection: Connection, directory: Path) -> None:
    with open_archive(directory) as opened:
        connection.send(opened.catch_up())


def test_readers_go_on_while_it_is_rebuilt_and_merged(made: Catalogue) -> None:
    stop, failures = threading.Event(), list[BaseException]()

    def read() -> None:
        try:
            with again(made) as reader:
                while not stop.is_set():
                    assert set(found(reader, "tunnel")) >= {1, 2, 3}
        except BaseException as error:  # noqa: BLE001 - told to the test, which fails
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(4, 24):
        add(made, number)
        made.rebuild() if number % 4 == 0 else made.catch_up()
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []


def index_on(connection: Connection, directory: Path, seed: int) -> None:
    """Add, change and remove articles and index them, for ever, telling how far the index has come."""
    chance = random.Random(seed)
    with open_archive(directory, create=True) as opened:
        while True:
            add(opened, *(chance.randrange(60) for _ in range(3)), text=f"t{chance.randrange(10**9)}")
            with opened.archive.writer() as writer:
                if (last := opened.archive.last_change()) and last % 5 == 0:
                    writer.remove(chance.choice([each.id for each in opened.archive.changes() if each.article]))
            opened.rebuild() if chance.random() < 0.3 else opened.catch_up()
            connection.send(opened.engine.seen)


def test_killed_at_any_moment_it_opens_and_catches_up(tmp_path: Path) -> None:
    random.seed(11)
    directory = tmp_path / "archive"
    commits = 0
    for kill in range(KILLS):
        with child(index_on, directory, kill) as writer:
            if kill % 4 == 0:
                writer.hear()
            writer.kill(after=random.uniform(0.001, 0.25))
            said = writer.heard()
        commits += len(said)
        with open_archive(directory, create=True) as opened:
            assert opened.engine.seen >= max(said, default=0)
            assert opened.search("tunnel").total == opened.engine.count
            opened.catch_up()
            _assert_holds_the_archive(opened)
    assert commits


def _assert_holds_the_archive(opened: Catalogue) -> None:
    held = {change.id: change.article for change in opened.archive.changes() if change.article}
    assert opened.engine.seen == opened.archive.last_change()
    assert found(opened) == found(opened, "tunnel") == sorted(held)
    for number, story in held.items():
        assert found(opened, story.body[0].split()[1]) == [number]


def fill_disk(connection: Connection, directory: Path, limit: int) -> None:
    with open_archive(directory) as opened:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        for work in (opened.catch_up, opened.rebuild):
            try:
                work()
            except EngineError as error:
                connection.send(str(error))


@pytest.mark.parametrize("limit", [100, 10_000])
def test_a_full_disk_costs_nothing_that_was_indexed(made: Catalogue, limit: int) -> None:
    add(made, *range(4, 400))
    with child(fill_disk, made.archive.directory, limit) as other:
        errors = other.heard()
    assert len(errors) == 2
    assert all("make room" in error for error in errors)
    assert found(made, "tunnel") == [1, 2, 3]
    assert made.catch_up() == 396
    assert made.search("tunnel").total == 399
