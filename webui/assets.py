"""Our own style sheet, script and icon: read once, served under addresses that name their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
}
DIRECTORY = Path(__file__).with_name("static")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    content: bytes
    digest: str
    content_type: str


def load(directory: Path = DIRECTORY) -> Mapping[str, Asset]:
    """File name -> asset, for every file whose type is served."""
    return {path.name: _read(path) for path in sorted(directory.iterdir()) if path.suffix in TYPES}


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    digest = hashlib.blake2b(content, digest_size=6).hexdigest()
    return Asset(content, digest, TYPES[path.suffix])
