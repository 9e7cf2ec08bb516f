"""``python -m benchmarks.engines [--articles N] [--jsonl PATH...] [--without NAME...]``.

All engines index the same articles and answer the same questions in one run; each answer is the exact total, the ten
best and counts by section and by year, and totals and counts must be equal. Milliseconds are medians over the
questions of a class, each the best of three; the ratios are to ours. Machines differ and are noisy: quote ratios.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.engines.corpus import Document, collected, generated
from benchmarks.engines.peers import PEERS, Counts, Peer
from benchmarks.engines.questions import Question, questions

BEST_OF = 3


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; returns how many classes of questions were answered differently."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--jsonl", type=Path, nargs="+", help="collections to read instead of generated articles")
    parser.add_argument("--without", nargs="+", default=[], choices=list(PEERS), help="engines to leave out")
    parser.add_argument("--each", type=int, default=5, help="questions of a class (default: %(default)s)")
    arguments = parser.parse_args(argv)
    documents = list(
        collected(arguments.jsonl, arguments.articles) if arguments.jsonl else generated(arguments.articles)
    )
    words = sum(len(document.terms.split()) for document in documents)
    print(f"{len(documents):,} articles, {words:,} words\n")
    with TemporaryDirectory() as directory:
        peers = _built({name: PEERS[name] for name in PEERS if name not in arguments.without}, directory, documents)
        return _compare(peers, questions(documents, arguments.each))


def _built(
    makers: Mapping[str, Callable[[Path], Peer]], directory: str, documents: Sequence[Document]
) -> dict[str, Peer]:
    peers = {}
    print(f"{'building':24}{'articles/s':>12}{'MB on disk':>12}")
    for name, make in makers.items():
        home = Path(directory) / name.replace(" ", "-")
        home.mkdir()
        try:
            peers[name] = make(home)
        except ImportError as error:
            print(f"{name:24}left out: {error}; install the bench extra to compare with it")
            continue
        start = perf_counter()
        peers[name].build(documents)
        seconds = perf_counter() - start
        size = sum(file.stat().st_size for file in home.rglob("*") if file.is_file())
        print(f"{name:24}{len(documents) / seconds:12,.0f}{size / 1e6:12,.0f}", flush=True)
    return peers


def _compare(peers: Mapping[str, Peer], asked: Sequence[Question]) -> int:
    times: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    totals: dict[str, list[int]] = defaultdict(list)
    wrong: dict[str, int] = defaultdict(int)
    for question in asked:
        answers = {}
        for name, peer in peers.items():
            answers[name], milliseconds = _timed(peer, question)
            times[question.kind][name].append(milliseconds)
        truth = answers["ours"]
        totals[question.kind].append(truth.total)
        wrong[question.kind] += any(answer != truth for answer in answers.values())
    others = [name for name in peers if name != "ours"]
    print(f"\n{'median ms':24}{'matches':>10}{'ours':>10}" + "".join(f"{name:>22}" for name in others))
    for kind, by_peer in times.items():
        ours = median(by_peer["ours"])
        cells = "".join(f"{median(by_peer[name]):13.2f} {median(by_peer[name]) / ours:7.1f}x" for name in others)
        mark = f"   DIFFERENT ANSWERS: {wrong[kind]}" if wrong[kind] else ""
        print(f"{kind:24}{median(totals[kind]):10,.0f}{ours:10.2f}{cells}{mark}")
    return sum(bool(count) for count in wrong.values())


def _timed(peer: Peer, question: Question) -> tuple[Counts, float]:
    best = float("inf")
    for _ in range(BEST_OF):
        start = perf_counter()
        answer = peer.ask(question)
        best = min(best, perf_counter() - start)
    return answer, best * 1000


if __name__ == "__main__":
    sys.exit(main())
