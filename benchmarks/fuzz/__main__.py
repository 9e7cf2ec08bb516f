"""``python -m benchmarks.fuzz``: many inputs, counted by kind; exit status 1 when one was not read as it must be.

    python -m benchmarks.fuzz --count 100000              the long run
    python -m benchmarks.fuzz --only 4711 --save bad/     one input again, kept as a file

A page that is stopped when its time is up is refused, which is no fault; one that cannot be stopped is. With
$NEWSARCHIVE_DATA a quarter of the pages that are mutated are real ones, without it our own samples alone.
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic

from benchmarks.fuzz.check import STOPPED, Outcome, read
from benchmarks.fuzz.inputs import KINDS, Inputs, own_pages, real_pages
from indexer.run.limit import SECONDS

_SHOWN = 40
_EVERY = 1000
_ALL = "all"


class Tally:
    """Outcomes, counted."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.reasons: Counter[str] = Counter()
        self.faults: list[tuple[int, Outcome]] = []
        self.stopped: list[int] = []

    def count(self, number: int, outcome: Outcome) -> None:
        """Take in the outcome of one input."""
        for name in (outcome.kind, _ALL):
            self.outcomes[name][_word(outcome)] += 1
            self.seconds[name].append(outcome.seconds)
        if outcome.fault:
            self.faults.append((number, outcome))
        elif outcome.rejected == STOPPED:
            self.stopped.append(number)
        elif outcome.rejected:
            self.reasons[outcome.rejected.partition(":")[0].partition("(")[0][:60].strip()] += 1

    @property
    def total(self) -> int:
        """How many inputs were read."""
        return len(self.seconds[_ALL])

    def lines(self) -> Iterator[str]:
        """The tables."""
        yield f"{'kind':<23}  inputs  articles  rejected  stopped  faults  mean ms  longest ms"
        for kind in (*KINDS, _ALL):
            if times := self.seconds[kind]:
                counts = self.outcomes[kind]
                yield (
                    f"{kind:<23}  {len(times):6,}  {counts['article']:8,}  {counts['rejected']:8,}"
                    f"  {counts['stopped']:7,}  {counts['fault']:6,}"
                    f"  {1000 * sum(times) / len(times):7.1f}  {1000 * max(times):10.0f}"
                )
        yield f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB"
        yield from (f"{count:8,}  {reason}" for reason, count in self.reasons.most_common())
        yield f"stopped: {', '.join(map(str, self.stopped[:_SHOWN])) or 'none'}"
        yield from (f"FAULT {number} ({each.kind}): {each.fault}" for number, each in self.faults[:_SHOWN])


def run(inputs: Inputs, numbers: Iterable[int], seconds: float = float("inf"), patience: float = SECONDS) -> Tally:
    """Read inputs, none for longer than one has patience, until they are all read or the time is up."""
    tally, end = Tally(), monotonic() + seconds
    for number in numbers:
        if monotonic() > end:
            break
        tally.count(number, read(inputs[number], patience))
        if tally.total % _EVERY == 0:
            print(f"{tally.total:,} read, {len(tally.faults)} faults", file=sys.stderr)
    return tally


def pages() -> list[bytes]:
    """Our own pages and the real ones, which take longer: ours are repeated until they are three quarters."""
    own, real = own_pages(), real_pages()
    return real + own * max(1, 3 * len(real) // len(own))


def main(argv: Sequence[str] | None = None) -> int:
    """Run and print; 1 when there were faults."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=2000, help="inputs to read (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so many seconds")
    parser.add_argument(
        "--patience",
        type=float,
        default=SECONDS,
        help="stop each after so many seconds of the processor's time (default: %(default)s, as when pages are added)",
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other inputs (default: %(default)s)")
    parser.add_argument("--only", type=int, nargs="+", metavar="N", help="only these inputs, by their numbers")
    parser.add_argument("--save", type=Path, metavar="DIR", help="keep inputs with faults, or those of --only, here")
    arguments = parser.parse_args(argv)
    inputs = Inputs(arguments.seed, pages())
    tally = run(inputs, arguments.only or range(arguments.count), arguments.seconds, arguments.patience)
    print("\n".join(tally.lines()))
    if arguments.save:
        arguments.save.mkdir(parents=True, exist_ok=True)
        for number in arguments.only or [number for number, _ in tally.faults]:
            (arguments.save / f"{arguments.seed}-{number}.html").write_bytes(inputs[number].data)
    return 1 if tally.faults else 0


def _word(outcome: Outcome) -> str:
    if outcome.fault:
        return "fault"
    if outcome.rejected == STOPPED:
        return "stopped"
    return "rejected" if outcome.rejected else "article"


if __name__ == "__main__":
    sys.exit(main())
