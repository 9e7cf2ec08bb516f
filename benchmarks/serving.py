"""What a page costs the server: ``python -m benchmarks.serving [--archive DIR] [--rounds N]``.

Every page is asked for in this process, without a network, as the server's workers make it: parsing the question,
searching, counting, cutting snippets, rendering. Printed are the median and the slowest of the rounds after a first
one that is not counted, and the size of the page. Without --archive, a temporary one is made of the collections in
the directory that $NEWSARCHIVE_DATA names, else of the sample newspaper.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from indexer.readers import read
from indexer.run.add import add
from indexer.run.tally import Tally
from search import open_archive
from search.catalogue import Catalogue
from webui.app import create_app

_SAMPLE = Path(__file__).parent.parent / "data" / "sample"

PAGES = {
    "front page": "/",
    "everything, newest first": "/search",
    "one common word": "/search?q=president",
    "one rare word": "/search?q=harbour",
    "two words": "/search?q=trade+minister",
    "two words, either": "/search?q=trade+OR+minister",
    "phrase": "/search?q=%22prime+minister%22",
    "phrase of common words": "/search?q=%22of+the%22",
    "words near one another": "/search?q=%22trade+minister%22~5",
    "prefix": "/search?q=econom*",
    "spelled like": "/search?q=minster~",
    "dates and newest first": "/search?q=trade&after=1987-03&before=2016&sort=newest",
    "a long question": "/search?q=what+did+the+minister+say+about+the+trade+deficit",
    "page 50 of the results": "/search?q=trade&start=500",
    "article": "/article/1",
    "issues of a year": "/issues",
    "API": "/api/v1/search?q=trade+minister",
}
"""What is asked for -> its address; the words are common in news of any time."""


def measure(ask: Callable[[str], int], rounds: int) -> Iterator[tuple[str, float, float, int]]:
    """For each page its name, median and slowest milliseconds, and bytes; ``ask`` returns the bytes of a page."""
    for name, address in PAGES.items():
        size = ask(address)
        times = [_milliseconds(ask, address) for _ in range(rounds)]
        yield name, median(times), max(times), size


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print, one line for each kind of page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("--archive", type=Path, help="an archive to serve")
    parser.add_argument("--rounds", type=int, default=15, help="times each page is asked for (default: %(default)s)")
    arguments = parser.parse_args(argv)
    with _catalogue(arguments.archive) as catalogue:
        client = create_app(catalogue).test_client()
        print(f"{catalogue.engine.count:,} articles\n")
        print(f"{'page':28}{'median ms':>10}{'slowest ms':>12}{'KB':>7}")
        for name, middle, slowest, size in measure(lambda address: len(client.get(address).data), arguments.rounds):
            print(f"{name:28}{middle:10.1f}{slowest:12.1f}{size / 1000:7.1f}")
    return 0


@contextmanager
def _catalogue(archive: Path | None) -> Iterator[Catalogue]:
    if archive is not None:
        with open_archive(archive) as catalogue:
            yield catalogue
        return
    paths = sorted(Path(os.environ.get("NEWSARCHIVE_DATA", _SAMPLE)).glob("*.jsonl*")) or [_SAMPLE]
    with TemporaryDirectory() as directory, open_archive(directory, create=True) as catalogue:
        add(catalogue.archive, read(paths), Tally(), jobs=1)
        catalogue.catch_up()
        yield catalogue


def _milliseconds(ask: Callable[[str], int], address: str) -> float:
    start = perf_counter()
    ask(address)
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
