"""How fast segments are merged: ``python -m benchmarks.engines.merging [--articles N]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np
from whoosh.filedb.filestore import FileStorage

from benchmarks.engines.corpus import Document, generated
from search.arrays.bulk import write_segment
from search.arrays.merge import Source, merge
from search.arrays.segments import DOCUMENTS, INVERTED, open_arrays
from search.engine import Change
from search.engines.whoosh.building import DAYS
from search.engines.whoosh.portions import NAME, Builder

SEGMENTS = 8


def main(argv: Sequence[str] | None = None) -> int:
    """Build segments with all fields of News Archive, merge them and print how long that took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines.merging", description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    documents = list(generated(parser.parse_args(argv).articles))
    words = sum(document.terms.count(" ") + 1 for document in documents)
    with TemporaryDirectory() as directory:
        storage = FileStorage(directory)
        segments = _segments(Path(directory), documents)
        wall, busy = perf_counter(), process_time()
        write_segment(storage, NAME, merge([_source(storage, segment) for segment in segments], by=DAYS))
        wall, busy = perf_counter() - wall, process_time() - busy
    print(
        f"{len(segments)} segments of {len(documents):,} articles merged in {wall:.1f} seconds,"
        f" {words / busy / 1e6:.1f} M words in a second of a core"
    )
    return 0


def _segments(folder: Path, documents: Sequence[Document]) -> list[object]:
    """Segments of like size, in the order of the articles, whose days are in none."""
    builder = Builder(folder)
    several = (Change(number, number, document.article) for number, document in enumerate(documents, 1))
    made = []
    while part := list(islice(several, -(-len(documents) // SEGMENTS))):
        made += [portion.segment for portion in builder.portions(part)]
    return made


def _source(storage: FileStorage, segment: object) -> Source:
    inverted, columns = (open_arrays(storage, segment, extension) for extension in (INVERTED, DOCUMENTS))
    return Source(inverted, columns, np.ones(int(columns.about["documents"]), dtype=np.bool_))


if __name__ == "__main__":
    sys.exit(main())
