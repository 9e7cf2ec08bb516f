"""``make bench``: every measurement in turn, with the machine and the day, so that figures can be quoted."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

MEASUREMENTS = {
    "adding": "Adding pages",
    "serving": "Serving pages",
    "engines": "Engines side by side",
    "engines.merging": "Merging segments",
    "extraction": "Extraction",
    "relevance": "Relevance",
}
"""Module of this package -> its heading."""


def main() -> int:
    """Run all measurements, or those named on the command line; returns the number that failed."""
    print(_machine())
    failed = 0
    for name in sys.argv[1:] or MEASUREMENTS:
        print(f"\n## {MEASUREMENTS.get(name, name)}\n", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode != 0
    return failed


def _machine() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("whoosh3", "numpy", "lxml", "beautifulsoup4"))
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} processors ({_processor()}),"
        f" {platform.system()}, Python {platform.python_version()}, {libraries}"
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
