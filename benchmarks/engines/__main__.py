"""``python -m benchmarks.engines [--articles N] [--jsonl PATH...] [--peers NAME...] [--keep DIR]``.

All engines index the same articles and answer the same questions in one run; each answer is the exact total, the ten
best and counts by section and by year, and totals and counts must be equal. Each engine is measured in a process of
its own. Milliseconds are medians over the questions of a class, each the best of three; the ratios are to ours.
Machines differ and are noisy: quote ratios.
"""

from __future__ import annotations

import argparse
import pickle
import shutil
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.engines.apart import Answered, Built, ask, build
from benchmarks.engines.corpus import Corpus, collected, generated
from benchmarks.engines.peers import PEERS
from benchmarks.engines.questions import SAMPLE, Question, questions

TOO_MANY_FOR: Final = {"stock Whoosh": 200_000, "xapian": 200_000}
"""Engine -> articles beyond which it is left out unless it is named: these would take hours."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine's figures."""

    built: Built
    answered: Answered


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; returns how many classes of questions were answered differently."""
    arguments = _parser().parse_args(argv)
    with ExitStack() as stack:
        home = arguments.keep or Path(stack.enter_context(TemporaryDirectory()))
        corpus = Corpus(home / "corpus")
        if not corpus.whole:
            shutil.rmtree(corpus.folder, ignore_errors=True)
            read = collected(arguments.jsonl, arguments.articles) if arguments.jsonl else generated(arguments.articles)
            corpus.fill(read)
        articles, words = corpus.size
        print(f"{articles:,} articles, {words:,} words\n", flush=True)
        names = _names(arguments.peers, articles)
        built = _built(names, home, corpus, jobs=arguments.jobs)
        asked = questions(corpus.sample(SAMPLE), arguments.each)
        measured = {
            name: Measured(figures, ask(name, _home(home, name), asked))
            for name, figures in built.items()
            if name in PEERS
        }
        _print_costs(built, measured, articles, words)
        return _compare(measured, asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--jsonl", type=Path, nargs="+", help="collections to read instead of generated articles")
    parser.add_argument("--peers", nargs="+", choices=list(PEERS), help="engines to measure; ours always is")
    parser.add_argument("--each", type=int, default=5, help="questions of a class (default: %(default)s)")
    parser.add_argument("--keep", type=Path, help="keep articles and indexes here, and use those that are here already")
    parser.add_argument(
        "--jobs", type=int, default=2, help="also build ours with so many processes; 1 leaves it out (default: 2)"
    )
    return parser


def _names(wanted: Sequence[str] | None, articles: int) -> list[str]:
    if wanted:
        return ["ours", *(name for name in PEERS if name in wanted and name != "ours")]
    for name, most in TOO_MANY_FOR.items():
        if articles > most:
            print(f"{name} is left out: more than {most:,} articles would take it hours; name it with --peers\n")
    return [name for name in PEERS if articles <= TOO_MANY_FOR.get(name, articles)]


def _home(home: Path, name: str) -> Path:
    return home / name.replace(" ", "-").replace(",", "")


def _built(names: Sequence[str], home: Path, corpus: Corpus, jobs: int) -> dict[str, Built]:
    """The indexes and what they cost, those built in an earlier run too."""
    built = {}
    several = {f"ours, {jobs} processes": jobs} if jobs > 1 else {}
    for name, processes in {**dict.fromkeys(names, 1), **several}.items():
        folder = _home(home, name)
        kept = folder / "built"
        if kept.exists():
            built[name] = pickle.loads(kept.read_bytes())
            continue
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            built[name] = build("ours" if name not in PEERS else name, folder, corpus, processes)
        except ImportError as error:
            print(f"{name} is left out: {error}; install the bench extra to compare with it", flush=True)
            continue
        if name not in PEERS:
            shutil.rmtree(folder / "index")
        kept.write_bytes(pickle.dumps(built[name]))
    return built


def _print_costs(built: Mapping[str, Built], measured: Mapping[str, Measured], articles: int, words: int) -> None:
    print(
        f"{'costs':20}{'articles/s':>12}{'M words/core s':>16}{'peak MB':>9}{'MB on disk':>12}"
        f"{'open ms':>10}{'first ms':>10}{'own MB':>8}"
    )
    for name, cost in built.items():
        line = (
            f"{name:20}{articles / cost.seconds:12,.0f}{words / cost.busy / 1e6:16.2f}{cost.peak / 1e6:9,.0f}"
            f"{cost.bytes / 1e6:12,.0f}"
        )
        if name in measured:
            answered = measured[name].answered
            line += f"{answered.opening * 1000:10.1f}{answered.first * 1000:10.1f}{answered.resident / 1e6:8,.0f}"
        print(line)


def _compare(measured: Mapping[str, Measured], asked: Sequence[Question]) -> int:
    times: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    totals: dict[str, list[int]] = defaultdict(list)
    wrong: dict[str, set[str]] = defaultdict(set)
    for number, question in enumerate(asked):
        answers = {name: each.answered.answers[number] for name, each in measured.items()}
        truth = answers["ours"]
        assert truth is not None
        totals[question.kind].append(truth[0].total)
        for name, given in answers.items():
            if given is not None:
                times[question.kind][name].append(given[1] * 1000)
                if given[0] != truth[0]:
                    wrong[question.kind].add(name)
    others = [name for name in measured if name != "ours"]
    print(f"\n{'median ms':24}{'matches':>10}{'ours':>10}" + "".join(f"{name:>22}" for name in others))
    for kind, by_peer in times.items():
        ours = median(by_peer["ours"])
        cells = "".join(_cell(by_peer.get(name), ours) for name in others)
        mark = f"   DIFFERENT ANSWERS: {', '.join(sorted(wrong[kind]))}" if wrong[kind] else ""
        print(f"{kind:24}{median(totals[kind]):10,.0f}{ours:10.2f}{cells}{mark}")
    return len([kind for kind, names in wrong.items() if names])


def _cell(times: Sequence[float] | None, ours: float) -> str:
    return f"{median(times):13.2f} {median(times) / ours:7.1f}x" if times else f"{'-':>22}"


if __name__ == "__main__":
    sys.exit(main())
