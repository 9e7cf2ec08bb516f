"""The engines compared, one module each; every one answers with the exact total, the ten best, and two counts."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.engines.peers.codec import Codec
from benchmarks.engines.peers.fts5 import Fts5
from benchmarks.engines.peers.ours import Ours
from benchmarks.engines.peers.peer import Counts, Peer
from benchmarks.engines.peers.stock import StockWhoosh
from benchmarks.engines.peers.tantivy import Tantivy
from benchmarks.engines.peers.xapian import Xapian

__all__ = ["PEERS", "Counts", "Peer"]

PEERS: Mapping[str, type[Peer]] = {
    "ours": Ours,
    "array codec": Codec,
    "tantivy": Tantivy,
    "SQLite FTS5": Fts5,
    "xapian": Xapian,
    "stock Whoosh": StockWhoosh,
}
