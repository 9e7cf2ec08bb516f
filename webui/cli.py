"""``news-web``: the site over one archive."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from search import open_archive
from search.errors import NewsArchiveError
from webui.app import create_app
from webui.server import address, listen, serve
from webui.settings import SETTINGS, Settings, from_environment


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the site until interrupted; 0 when it ended as asked, 1 with one sentence when it could not start."""
    try:
        settings = _settings(arguments, os.environ)
        with open_archive(settings.archive) as catalogue, listen(settings.host, settings.port) as listening:
            print(f"{settings.title} is at {address(listening)}", flush=True)
            serve(create_app(catalogue, settings), settings, listening)
    except NewsArchiveError as error:
        print(f"news-web: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _settings(arguments: Sequence[str] | None, environment: Mapping[str, str]) -> Settings:
    given = vars(_parser().parse_args(arguments))
    chosen = {row.name: row.read(given[row.name]) for row in SETTINGS if given[row.name] is not None}
    return replace(from_environment(environment), **chosen)  # type: ignore[arg-type]  # the table's types


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="news-web",
        description="Show an archive as a web site.",
        epilog="Each option can also be set in the environment, as NEWSARCHIVE_PORT sets --port.",
    )
    for row in SETTINGS:
        shown = f"{row.help} (default: {row.default})" if row.default != "" else row.help
        parser.add_argument(row.option, dest=row.name, metavar=row.name.upper(), help=shown)
    return parser
