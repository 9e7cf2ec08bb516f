"""``news-search certificate``: record what a query finds, and check later what has changed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from search.certificate import Certificate, Checked, certify, check
from search.commands.command import Command, filter_arguments, format_argument, opened, print_json, question_of
from search.report import certificate_json, checked_json

DIFFERENT = 3
"""Exit status when a certificate's articles are not what is found now."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="a query, as news-search takes it")
    filter_arguments(parser)
    parser.add_argument("--check", metavar="CERTIFICATE", help="what has changed since a certificate was given")
    format_argument(parser, ["text", "json"])


def _run(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        if arguments.check is None:
            made = certify(catalogue, question_of(arguments, " ".join(arguments.query)))
            _say(arguments.format, certificate_json(made), _made(made))
            return 0
        told = check(catalogue, Certificate.from_text(arguments.check))
    _say(arguments.format, checked_json(told), told_in_words(told))
    return 0 if told.same else DIFFERENT


def _say(format: str, values: object, lines: Iterator[str]) -> None:
    if format == "json":
        print_json(values)
    else:
        print("\n".join(lines))


def _made(made: Certificate) -> Iterator[str]:
    yield f"{made.total:,} articles on {made.taken:%Y-%m-%d %H:%M} UTC, change {made.seen} of the archive"
    yield f"SHA-256 {made.digest}"
    yield made.to_text()


def told_in_words(told: Checked) -> Iterator[str]:
    """What a check came to, a sentence a line."""
    then, now = told.certificate, told.now
    yield f"{then.total:,} articles were found on {then.taken:%Y-%m-%d %H:%M} UTC, {now.total:,} are found now."
    if told.same:
        yield "They are the same articles with the same texts."
        return
    if not told.same_archive:
        yield "The certificate is of another archive, or of this one before it was restored from a copy."
        return
    lists = (
        ("added", [str(each) for each in told.added]),
        ("no longer found", [str(each) for each in told.dropped]),
        ("re-dated", [f"{each.id} ({each.then or 'undated'} to {each.now or 'undated'})" for each in told.redated]),
        ("with another text", [str(each) for each in told.rewritten]),
        ("removed by the archive's keeper, found at the time or not", [str(each) for each in told.removed]),
    )
    for words, numbers in lists:
        if numbers:
            yield f"{len(numbers):,} {words}: {', '.join(numbers)}"
    if told.missing:
        yield f"{told.missing:,} of those found at the time cannot be named any more."
    yield "The digest proves this account." if told.proven else "The digest does not prove this account."


COMMAND = Command(
    help="record what a query finds, and check it later",
    description="Give a certificate of what a query finds, or check one.",
    arguments=_arguments,
    run=_run,
    epilog=f"exit status: 0 when nothing has changed, {DIFFERENT} when something has, 1 and 2 as ever",
)
