"""``python -m benchmarks.relevance [--cranfield DIR] [--jsonl FILE...] [--trec DIR...]``.

Every system indexes a collection's documents and ranks them for each of its topics. Beside each mean of a peer stands
p, the chance of so great a difference from ours were the two alike (two-sided paired randomization test): the peer
differs where p is small, and differences with p > 0.05 are noise. Without a collection named, the files of JSON Lines
are read in the directory that $NEWSARCHIVE_DATA names.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.relevance import collection, cranfield, knownitem, topical
from benchmarks.relevance.collection import Collection, Document
from benchmarks.relevance.measures import MEASURES
from benchmarks.relevance.significance import randomization
from benchmarks.relevance.systems import PEERS, Ours

Rank = Callable[[str], list[int]]
Scores = Mapping[str, Sequence[float]]
"""Measure -> its value for each topic."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    arguments = _parser().parse_args(argv)
    if not (arguments.cranfield or arguments.trec or arguments.jsonl):
        arguments.jsonl = sorted(Path(os.environ.get("NEWSARCHIVE_DATA", os.devnull)).glob("*.jsonl*"))
        print("" if arguments.jsonl else "Nothing measured: name a collection, or a directory in NEWSARCHIVE_DATA.")
    for documents, group in groupby(_collections(arguments), lambda each: each.documents):
        _measure(documents, list(group), arguments.without)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance", description=__doc__)
    parser.add_argument("--cranfield", type=Path, help="directory of the Cranfield collection's files")
    parser.add_argument("--jsonl", type=Path, nargs="+", default=[], help="articles to write topics for")
    parser.add_argument("--trec", type=Path, nargs="+", default=[], help="directories of TREC-style collections")
    parser.add_argument("--topics", type=int, default=300, help="known-item topics of a kind (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="for known-item topics (default: %(default)s)")
    parser.add_argument("--without", nargs="+", default=[], choices=list(PEERS), help="systems to leave out")
    return parser


def _collections(arguments: argparse.Namespace) -> Iterator[Collection]:
    if arguments.cranfield:
        yield cranfield.read(arguments.cranfield)
    for directory in arguments.trec:
        yield collection.read(directory)
    for path in arguments.jsonl:
        documents = list(collection.read_documents(path))
        name = path.name.partition(".")[0]
        yield from knownitem.collections(name, documents, arguments.topics, arguments.seed)
        if (filed := topical.collection(name, documents)).topics:
            yield filed


def _measure(documents: Sequence[Document], collections: Sequence[Collection], without: Sequence[str]) -> None:
    with TemporaryDirectory() as directory:
        home = Path(directory)
        (home / "ours").mkdir()
        ours = Ours(home / "ours", documents)
        systems: dict[str, Rank] = {
            "ours": ours.rank,
            "ours, BM25 alone": ours.rank_by_words,
            "ours, any word": ours.rank_any,
        }
        for name in PEERS:
            if name not in without:
                (home / name).mkdir()
                systems[name] = PEERS[name](home / name, documents).rank
        for each in collections:
            print(f"\n{each.name}: {len(documents):,} documents, {len(each.topics):,} topics\n", flush=True)
            _print({name: scored(each, rank) for name, rank in systems.items()})


def scored(each: Collection, rank: Rank) -> Scores:
    """Every measure of a system for every topic."""
    values: dict[str, list[float]] = {measure: [] for measure in MEASURES}
    for topic in each.topics:
        ranked = [each.documents[place].name for place in rank(topic.text)]
        for measure, value in MEASURES.items():
            values[measure].append(value(ranked, topic.relevant))
    return values


def _print(measured: Mapping[str, Scores]) -> None:
    print(f"{'':18}" + "".join(f"{measure:>10}{'p':>9}" for measure in MEASURES))
    ours = measured["ours"]
    for name, values in measured.items():
        cells = []
        for measure in MEASURES:
            p = f"{randomization(ours[measure], values[measure]):.4f}" if name != "ours" else ""
            cells.append(f"{sum(values[measure]) / len(values[measure]):10.3f}{p:>9}")
        print(f"{name:18}{''.join(cells)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
