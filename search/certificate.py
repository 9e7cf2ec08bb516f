"""A search certificate: what a question found on a day, short enough for a footnote, and checked years later.

It holds the question, the place in the archive's change log that the index had seen, the total, and a digest of every
article found with its text. It is kept by whoever asked, nowhere else: it needs no account and no room in the archive,
and it cannot be forged to any use, since whoever doubts it checks it against the archive.

Checking asks the question again and goes back over the change log: articles touched since are looked at in the texts
they then had, which the archive keeps. The set found at the time is so put together again, and the digest proves it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from search.article import Article
from search.catalogue import Catalogue
from search.engine import Change, Request
from search.engines.memory import MemoryEngine
from search.errors import BadRequest
from search.question import Question

VERSION: Final = 1
LONGEST: Final = 20_000
"""Bytes of a certificate when it is unpacked."""
MOST_REPLAYED: Final = 5_000
"""Changed articles that a check looks at in their earlier texts; beyond that only numbers and the digest are told."""
AT_A_TIME: Final = 500

Ids = npt.NDArray[np.int64]

_REFUSED: Final = "This is no search certificate of this program, or it was cut or changed on its way: copy it whole."


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a question found at one moment. Articles that match only some of its words are not among them."""

    question: Question
    taken: datetime
    seen: int
    """Number of the last entry of the archive's change log that was searched."""
    stamp: str
    """The stamp of that entry, which no other archive has."""
    newest_text: int
    """Number of the text that was filed last."""
    total: int
    digest: str
    """SHA-256, in hexadecimal, of a line for each article in ascending order: its number, a space, the digest of its
    text in hexadecimal. Not in the order of the results: relevance moves with every article that is added."""

    def to_text(self) -> str:
        """The certificate in letters, digits, ``-`` and ``_``, for an address or a footnote."""
        packed = zlib.compress(json.dumps(self.to_json(), separators=(",", ":"), ensure_ascii=False).encode(), 9)
        return base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The certificate that :meth:`to_text` wrote. Raises BadRequest for anything else."""
        written = "".join(text.split())
        try:
            packed = base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True)
            unpacker = zlib.decompressobj()
            plain = unpacker.decompress(packed, LONGEST)
            return cls.from_json(json.loads(plain))
        except (ValueError, zlib.error, RecursionError) as error:
            raise BadRequest(_REFUSED) from error

    def to_json(self) -> dict[str, Any]:
        """The certificate as plain JSON values; :meth:`from_json` reads them back."""
        return {
            "certificate": VERSION,
            "question": self.question.to_json(),
            "taken": self.taken.isoformat(),
            "seen": self.seen,
            "stamp": self.stamp,
            "newest_text": self.newest_text,
            "total": self.total,
            "digest": self.digest,
        }

    @classmethod
    def from_json(cls, values: Any) -> Self:
        """The certificate that :meth:`to_json` wrote. Raises BadRequest for anything else."""
        if not isinstance(values, Mapping) or values.get("certificate") != VERSION:
            raise BadRequest(_REFUSED)
        try:
            taken = datetime.fromisoformat(values["taken"])
            numbers = {name: _number(values[name]) for name in ("seen", "newest_text", "total")}
            texts = {name: str(values[name]) for name in ("stamp", "digest")}
            question = Question.from_json(values["question"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadRequest(_REFUSED) from error
        return cls(question=question, taken=taken, **numbers, **texts)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Redated:
    """An article that is found now as then, under another day."""

    id: int
    then: date | None
    now: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a certificate says, what its question finds now, and what came between."""

    certificate: Certificate
    now: Certificate
    same_archive: bool
    """Whether this archive has the history that the certificate names; if not, only the numbers can be compared."""
    added: tuple[int, ...] = ()
    """Found now and not then."""
    dropped: tuple[int, ...] = ()
    """Found then and still held, but not found now: the text or the date has changed."""
    redated: tuple[Redated, ...] = ()
    rewritten: tuple[int, ...] = ()
    """Found then and now, with another text."""
    removed: tuple[int, ...] = ()
    """Taken out of the archive since by its keeper. Their texts are gone, so it cannot be told which were found."""
    proven: bool = False
    """Whether the set found at the time was put together again, the digest agreeing; the lists are then complete."""

    @property
    def same(self) -> bool:
        """Whether the very same articles are found with the very same texts."""
        return self.certificate.digest == self.now.digest and self.certificate.total == self.now.total

    @property
    def missing(self) -> int:
        """Articles found then that cannot be named now; those removed by the keeper explain them, if anything does."""
        named = self.now.total - len(self.added) + len(self.dropped)
        return max(self.certificate.total - named, 0) if self.same_archive and not self.same else 0


def certify(catalogue: Catalogue, question: Question) -> Certificate:
    """The certificate of what a question finds now. Raises BadRequest and EngineError, as a search does."""
    engine, archive = catalogue.engine, catalogue.archive
    seen, stamp, newest = engine.seen, engine.stamp, archive.newest_text()
    ids = _found(catalogue, question)[0]
    return Certificate(
        question=question,
        taken=datetime.now(UTC).replace(microsecond=0),
        seen=seen,
        stamp=stamp,
        newest_text=newest,
        total=len(ids),
        digest=digest(archive.digests(ids.tolist())),
    )


def check(catalogue: Catalogue, certificate: Certificate) -> Checked:
    """What has become of what a certificate says. Raises BadRequest and EngineError, as a search does."""
    now = certify(catalogue, certificate.question)
    same_archive = catalogue.archive.stamp(certificate.seen) == certificate.stamp
    told = Checked(certificate=certificate, now=now, same_archive=same_archive)
    if told.same or not same_archive:
        return Checked(certificate=certificate, now=now, same_archive=same_archive, proven=told.same)
    return _gone_back(catalogue, certificate, now)


def digest(articles: Iterable[tuple[int, bytes]]) -> str:
    """The digest of article numbers and the digests of their texts."""
    lines = (f"{number} {text.hex()}\n".encode("ascii") for number, text in sorted(articles))
    whole = hashlib.sha256()
    for line in lines:
        whole.update(line)
    return whole.hexdigest()


def _gone_back(catalogue: Catalogue, certificate: Certificate, now: Certificate) -> Checked:
    archive = catalogue.archive
    found, asked = _found(catalogue, certificate.question)
    changed = archive.changed(certificate.seen, now.seen)
    older = [number for number, was_there in changed if was_there]
    if len(older) > MOST_REPLAYED:
        return Checked(certificate=certificate, now=now, same_archive=True)
    old = {number: (text, article) for number, text, article in archive.as_it_was(older, certificate.newest_text)}
    matched = _matching(asked, {number: article for number, (_, article) in old.items()})
    untouched = np.setdiff1d(found, np.array([number for number, _ in changed], dtype=np.int64)).tolist()
    then, present = {*untouched, *matched}, set(found.tolist())
    texts = {**dict(archive.digests(untouched)), **{number: old[number][0] for number in matched}}
    kept = sorted(matched & present)
    current = dict(archive.digests(kept))
    return Checked(
        certificate=certificate,
        now=now,
        same_archive=True,
        added=tuple(sorted(present - then)),
        dropped=tuple(sorted(then - present)),
        redated=tuple(_redated(catalogue, kept, {number: old[number][1] for number in kept})),
        rewritten=tuple(number for number in kept if current.get(number) != old[number][0]),
        removed=tuple(number for number in older if number not in old),
        proven=len(then) == certificate.total and digest(texts.items()) == certificate.digest,
    )


def _found(catalogue: Catalogue, question: Question) -> tuple[Ids, Request]:
    """The numbers of what matches, in ascending order."""
    asked, _ = question.request(catalogue.engine.frequency)
    return np.sort(catalogue.engine.ids(asked)), asked


def _matching(asked: Request, articles: Mapping[int, Article]) -> set[int]:
    """Which of some articles, in texts that no index holds any more, a request finds."""
    found: set[int] = set()
    numbers = list(articles)
    for first in range(0, len(numbers), AT_A_TIME):
        engine = MemoryEngine()
        engine.apply(Change(1, number, articles[number]) for number in numbers[first : first + AT_A_TIME])
        found.update(engine.ids(asked).tolist())
    return found


def _redated(catalogue: Catalogue, kept: list[int], old: Mapping[int, Article]) -> list[Redated]:
    now = catalogue.archive.articles(kept)
    return [
        Redated(number, old[number].date, now[number].date)
        for number in kept
        if number in now and old[number].date != now[number].date
    ]


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise ValueError(value)
    return value
