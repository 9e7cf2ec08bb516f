"""One engine measured in a process of its own, so that its memory is its own."""

from __future__ import annotations

import multiprocessing
import pickle
import resource
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final, Self

from benchmarks.engines.corpus import Corpus, Document
from benchmarks.engines.peers import PEERS, Counts
from benchmarks.engines.peers.ours import Ours
from benchmarks.engines.questions import Question

BEST_OF: Final = 3


@dataclass(frozen=True, slots=True)
class Built:
    """What building cost."""

    seconds: float
    """Without the time in which the articles were read from disk."""
    busy: float
    """Processor seconds, all processes and threads together."""
    peak: int
    """Bytes of memory of its own that it held at most, all processes together."""
    bytes: int
    """On disk."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What answering cost."""

    opening: float
    """Seconds until the engine was open, its modules loaded before."""
    first: float
    """Seconds of the first question asked."""
    resident: int
    """Bytes of memory of its own that it held after all questions; what is mapped from files is not counted."""
    answers: Sequence[tuple[Counts, float] | None]
    """Of each question the answer and the least seconds; None where the engine cannot answer."""


def build(name: str, directory: Path, corpus: Corpus, jobs: int = 1) -> Built:
    """Build an engine's index in another process."""
    return _measured(["build", name, str(directory), str(corpus.folder), str(jobs)])  # type: ignore[return-value]


def ask(name: str, directory: Path, asked: Sequence[Question]) -> Answered:
    """Ask an engine in another process."""
    (directory / "questions").write_bytes(pickle.dumps(asked))
    return _measured(["ask", name, str(directory)])  # type: ignore[return-value]


def _measured(words: Sequence[str]) -> object:
    """What the other process measured. Raises ImportError when the engine is not installed there."""
    result = Path(words[2]) / "measured"
    result.unlink(missing_ok=True)
    subprocess.run([sys.executable, "-c", "from benchmarks.engines.apart import main; main()", *words], check=True)
    measured: object = pickle.loads(result.read_bytes())
    result.unlink()
    if isinstance(measured, ImportError):
        raise measured
    return measured


class _Timed:
    """Documents, and how long it took to read them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = documents
        self.seconds = self.busy = 0.0

    def __iter__(self) -> Iterator[Document]:
        several = iter(self._documents)
        while True:
            wall, busy = perf_counter(), _busy()
            document = next(several, None)
            self.seconds += perf_counter() - wall
            self.busy += _busy() - busy
            if document is None:
                return
            yield document


def _build(name: str, directory: Path, folder: Path, jobs: int) -> Built:
    home = directory / "index"
    home.mkdir()
    peer, documents = PEERS[name](home), _Timed(Corpus(folder))
    start, busy = perf_counter(), _busy()
    with _Watched() as watched:
        if jobs > 1 and isinstance(peer, Ours):
            peer.build_by(jobs, Corpus(folder))
        else:
            peer.build(documents)
    return Built(
        perf_counter() - start - documents.seconds,
        _busy() - busy - documents.busy,
        watched.peak,
        sum(file.stat().st_size for file in home.rglob("*") if file.is_file()),
    )


def _busy() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _ask(name: str, directory: Path) -> Answered:
    asked: list[Question] = pickle.loads((directory / "questions").read_bytes())
    peer = PEERS[name](directory / "index")
    start = perf_counter()
    peer.open()
    opened = perf_counter()
    peer.ask(asked[0])
    first = perf_counter()
    answers: list[tuple[Counts, float] | None] = []
    for question in asked:
        if question.kind in peer.cannot:
            answers.append(None)
            continue
        times = []
        for _ in range(BEST_OF):
            begin = perf_counter()
            answer = peer.ask(question)
            times.append(perf_counter() - begin)
        answers.append((answer, min(times)))
    return Answered(opened - start, first - opened, _own_memory(), answers)


class _Watched:
    """Looks at the memory of this process and its workers several times a second."""

    def __init__(self) -> None:
        self.peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.1):
            others = [child.pid for child in multiprocessing.active_children()]
            self.peak = max(self.peak, sum(_own_memory(str(process)) for process in ("self", *others)))


def _own_memory(process: str = "self") -> int:
    """Anonymous resident memory, where Linux tells it; elsewhere the peak of all resident memory."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) << 10
        return 0  # a process that has just ended
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def main() -> None:
    """Do what the words of the command line say and write what was measured."""
    work, name, directory = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    try:
        if work == "build":
            measured: object = _build(name, directory, Path(sys.argv[4]), int(sys.argv[5]))
        else:
            measured = _ask(name, directory)
    except ImportError as error:
        measured = ImportError(str(error))
    (directory / "measured").write_bytes(pickle.dumps(measured))
