"""``news-index status``: the archive in numbers."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from indexer.commands.command import (
    OK,
    Command,
    json_argument,
    opened_archive,
    print_json,
)
from search.archive import Status
from search.terminal import add_archive_option, archive_directory


def _arguments(parser: ArgumentParser) -> None:
    add_archive_option(parser)
    json_argument(parser)


def _run(arguments: Namespace) -> int:
    with opened_archive(arguments) as archive:
        status = archive.status()
    if arguments.json:
        print_json(
            {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(status).items()}
        )
    else:
        print(f"{archive_directory(arguments.archive)}:")
        print("\n".join(_lines(status)))
    return OK


def _lines(status: Status) -> Iterator[str]:
    yield f"{status.articles:9,}  articles, {_period(status)}"
    yield f"{status.undated:9,}  of them without a date"
    yield f"{status.copies:9,}  of them near-copies of one another"
    yield f"{status.versions:9,}  texts, earlier ones included"
    yield f"{status.addresses:9,}  addresses"
    yield f"{status.pages:9,}  pages read"
    yield f"{status.rejected:9,}  of them rejected"
    yield f"{status.bytes / 1e6:9,.1f}  MB, without the index"


def _period(status: Status) -> str:
    return f"from {status.first} to {status.last}" if status.first and status.last else "none of them dated"


COMMAND = Command("the archive in numbers", "Print how much the archive holds.", _arguments, _run)
