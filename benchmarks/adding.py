"""How fast pages are added, and in how much memory: ``python -m benchmarks.adding [PATH...] [--jobs N ...]``.

Each count of processes is measured in a process of its own, on an empty archive in a temporary directory: reading,
extracting and filing first, then the same again, when every page is skipped, then indexing. Without paths the pages
are those of the directory that $NEWSARCHIVE_DATA names, else the sample newspaper.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from indexer.readers import read
from indexer.run.add import add
from indexer.run.pool import cores
from indexer.run.tally import Tally
from search import open_archive
from search.catalogue import Catalogue

_SAMPLE = Path(__file__).parent.parent / "data" / "sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured with one count of processes."""

    jobs: int
    pages: int
    articles: int
    seconds: float
    """Of reading, extracting and filing."""
    busy: float
    """Processor seconds of the same, all processes together: what does not depend on the machine's other work."""
    again: float
    """Seconds of the second run, in which everything is skipped."""
    indexing: float
    """Seconds of indexing the articles."""
    parent: int
    """Peak memory of the process that reads and files, in MB, before it indexes."""
    worker: int
    """Peak memory of the largest worker, in MB; 0 when there was none."""


def measure(paths: Sequence[Path], jobs: int) -> Figures:
    """Add the pages to a new archive, here and now."""
    with TemporaryDirectory() as directory, open_archive(directory, create=True) as catalogue:
        first = _add(catalogue, paths, jobs)
        busy = _busy(resource.RUSAGE_SELF) + _busy(resource.RUSAGE_CHILDREN)
        parent, worker = _peak(resource.RUSAGE_SELF), _peak(resource.RUSAGE_CHILDREN)
        again = _add(catalogue, paths, jobs)
        start = perf_counter()
        articles = catalogue.catch_up()
        return Figures(
            jobs=jobs,
            pages=first.read,
            articles=articles,
            seconds=first.seconds,
            busy=busy,
            again=again.seconds,
            indexing=perf_counter() - start,
            parent=parent,
            worker=worker,
        )


def _add(catalogue: Catalogue, paths: Sequence[Path], jobs: int) -> Tally:
    tally = Tally()
    add(catalogue.archive, read(paths), tally, jobs=jobs)
    return tally


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print, one line for each count of processes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.adding", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path(os.environ.get("NEWSARCHIVE_DATA", _SAMPLE))])
    parser.add_argument("--jobs", type=int, nargs="+", default=sorted({1, cores()}), help="counts of processes to try")
    parser.add_argument("--here", action="store_true", help="measure in this process and print JSON")
    arguments = parser.parse_args(argv)
    if arguments.here:
        print(json.dumps(asdict(measure(arguments.paths, arguments.jobs[0]))))
        return 0
    print("jobs   pages  pages/s  pages/core second  skipped/s  articles indexed/s  parent MB  worker MB")
    for jobs in arguments.jobs:
        print(_line(_apart(arguments.paths, jobs)))
    return 0


def _apart(paths: Sequence[Path], jobs: int) -> Figures:
    words = [sys.executable, "-m", "benchmarks.adding", "--here", *map(str, paths), "--jobs", str(jobs)]
    return Figures(**json.loads(subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout))


def _line(figures: Figures) -> str:
    return (
        f"{figures.jobs:4}  {figures.pages:6,}"
        f"  {figures.pages / figures.seconds:7,.0f}  {figures.pages / figures.busy:17,.0f}"
        f"  {figures.pages / figures.again:9,.0f}  {figures.articles / figures.indexing:18,.0f}"
        f"  {figures.parent:9,}  {figures.worker:9,}"
    )


def _busy(whose: int) -> float:
    usage = resource.getrusage(whose)
    return usage.ru_utime + usage.ru_stime


def _peak(whose: int) -> int:
    """Peak resident memory in MB; Linux counts it in KB, macOS in bytes."""
    size = resource.getrusage(whose).ru_maxrss
    return size >> (20 if sys.platform == "darwin" else 10)


if __name__ == "__main__":
    sys.exit(main())
