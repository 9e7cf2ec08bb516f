"""Read every labelled page with every installed library and print the figures::

NEWSARCHIVE_DATA=/folder/with/the/packs python -m benchmarks.extraction [--set plain] [--worst 0.8]
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable, Sequence

from benchmarks.extraction.labelled import MISSING, SETS, Labelled, collection, folder
from benchmarks.extraction.peers import Reader, Reading, readers
from benchmarks.extraction.scores import Tally, shingle_f1, table


def main(words: Sequence[str] | None = None) -> int:
    """Print the table; 2 when there is no data to measure on."""
    asked = _arguments().parse_args(words)
    logging.disable(logging.CRITICAL)
    if folder() is None:
        print(MISSING, file=sys.stderr)
        return 2
    rows = []
    for part in asked.set or SETS:
        pages = list(collection(part))
        for name, reader in readers():
            if not asked.only or name in asked.only:
                rows.append((name, part, measure(reader, pages, _worst(asked.worst, name))))
    print(table(rows))
    return 0


def measure(
    reader: Reader, pages: Sequence[Labelled], watch: Callable[[Labelled, Reading], None] = lambda *_: None
) -> Tally:
    """The tally of one library over pages; a library that fails on a page has read nothing on it."""
    tally = Tally()
    for page in pages:
        start = time.process_time()
        try:
            reading = reader(page)
        except Exception:  # noqa: BLE001 - whatever a library throws, it has not read the page
            reading = Reading()
        tally.add(page, reading, time.process_time() - start)
        watch(page, reading)
    return tally


def _worst(below: float, name: str) -> Callable[[Labelled, Reading], None]:
    """Prints the pages of ours whose body scores below a mark."""

    def watch(page: Labelled, reading: Reading) -> None:
        if name == "news archive" and page.body and (score := shingle_f1(page.body, reading.body)) < below:
            print(f"{score:.2f}  {page.name}  {reading.headline[:60]}")

    return watch


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("--set", action="append", choices=list(SETS), help="only this set; may be given again")
    parser.add_argument("--only", action="append", help="only this library; may be given again")
    parser.add_argument("--worst", type=float, default=0.0, help="print our pages whose body F1 is below this")
    return parser


if __name__ == "__main__":
    sys.exit(main())
