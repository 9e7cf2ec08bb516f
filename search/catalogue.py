"""The catalogue: an archive and the engine that searches it, as readers and other programs use them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from whoosh.query import Every, NullQuery
from whoosh.query.qcore import Query

from search.answering import answered
from search.archive import Archive, Holding
from search.archive.changes import ChangeLog
from search.engine import Answer, Choice, Engine, Match, Request
from search.engines import open_engine
from search.errors import BadRequest
from search.facets import FACETS
from search.folding import NONE, Families, unfolded
from search.listing import Listing
from search.marks import Marker
from search.query import Parsed, parse
from search.question import Question, Values
from search.related import like
from search.results import FacetCount, Hit, Notice, Results, Sort, Span
from search.snippets import headline, snippet
from search.timeline import tally, timeline
from search.versions import Revision, revision

FACET_VALUES: Final = 100
"""Values given for each facet, the most frequent first; those that were chosen are always among them."""


class Catalogue:
    """An archive with its engine. Readers in several threads may share one."""

    def __init__(self, archive: Archive, engine: Engine) -> None:
        self.archive = archive
        self.engine = engine
        self._families = Families(archive)

    @classmethod
    def open(cls, directory: Path, *, create: bool = False, engine: str = "whoosh:") -> Self:
        """The catalogue of an archive's directory, made first when ``create`` is given and it is not there.

        Raises the ArchiveErrors of search.errors, and BadRequest for an unknown engine.
        """
        archive = Archive.create(directory) if create else Archive.open(directory)
        catalogue = cls(archive, open_engine(engine, directory))
        if engine == "memory:":
            catalogue.catch_up()
        return catalogue

    def search(  # noqa: PLR0913 - each is a control of the search page
        self,
        text: str = "",
        *,
        section: Values = (),
        source: Values = (),
        author: Values = (),
        year: Values = (),
        page: Values = (),
        exclude: Mapping[str, Values] | None = None,
        after: date | str | None = None,
        before: date | str | None = None,
        sort: Sort | str = Sort.RELEVANCE,
        around: date | str | None = None,
        limit: int = 10,
        offset: int = 0,
        fold: bool = False,
    ) -> Results:
        """Exact counts and one page of hits for a query in the query language.

        Several values of a facet widen it, several facets narrow the result. Both bounds are included. Without words
        to be relevant to, relevance means the newest first; ``around`` a day, it means nearness too. With ``fold``, of
        near-copies only the first is among the hits; total, facets and timeline count all articles nevertheless.
        Raises BadRequest for a date, sort, facet or number that cannot be understood, and EngineError; no query text
        is ever an error.
        """
        facets = {"section": section, "source": source, "author": author, "year": year, "page": page}
        question = Question.of(text, exclude=exclude, after=after, before=before, sort=sort, around=around, **facets)
        return self.answer(question, limit=limit, offset=offset, fold=fold)

    def answer(  # noqa: PLR0913 - each is a control of the search page
        self,
        question: Question,
        *,
        limit: int = 10,
        offset: int = 0,
        by: str = "",
        fold: bool = False,
        counts: bool = True,
    ) -> Results:
        """What :meth:`search` gives, for a question that was put together before; ``by`` is a timeline's unit.

        Without ``counts`` there are neither facets nor a timeline.
        """
        asked, parsed = question.request(self.engine.frequency)
        asked = replace(asked, values=FACET_VALUES, counts=counts)
        asked = replace(asked, limit=_number("limit", limit), offset=_number("offset", offset))
        answer, tree, notices = self._ask(asked, parsed, question.text)
        page = self._families.fold(self.engine, replace(asked, tree=tree), answer) if fold else unfolded(answer)
        return Results(
            text=question.text,
            total=answer.total,
            groups=page.groups,
            hits=self._hits(page.matches, tree, page.copies),
            facets={name: _facet(dict(answer.facets.get(name, {})), asked.choices.get(name)) for name in FACETS},
            timeline=timeline(answer.days, by),
            notices=notices,
            undated=answer.total - answer.days.total if counts else 0,
            sort=asked.sort,
            limit=asked.limit,
            offset=asked.offset,
        )

    def every(self, question: Question, *, fold: bool = False) -> Listing:
        """Everything found, in the order in which :meth:`answer` pages through it; the engine is asked only once.

        With ``fold``, near-copies are left out as on those pages. Raises BadRequest and EngineError.
        """
        asked, parsed = question.request(self.engine.frequency)
        _, tree, notices = self._ask(replace(asked, limit=0, counts=False), parsed, question.text)
        ids = self.engine.ids(replace(asked, tree=tree))
        return Listing(self.archive, self._families.heads(ids) if fold else ids, asked.sort, notices)

    def held(self, periods: Sequence[tuple[date, date]]) -> tuple[int, ...]:
        """How many articles the archive holds in all in each of some periods that follow one another."""
        return tally(periods, self.engine.ask(Request(tree=Every(), limit=0)).days)

    def values(self, facet: str, question: Question | None = None) -> tuple[FacetCount, ...]:
        """Every value of a facet among what a question finds, or in the whole archive; the most frequent first.

        The facet's own choice is left out of the counts, as on a page of results. Raises BadRequest.
        """
        if facet not in FACETS:
            raise BadRequest(f"There is no facet “{facet}”: use one of {', '.join(FACETS)}.")
        asked, parsed = (question or Question()).request(self.engine.frequency)
        answer, _, _ = self._ask(replace(asked, limit=0), parsed, "")
        wanted = asked.choices[facet].wanted if facet in asked.choices else frozenset()
        counts = sorted(answer.facets.get(facet, {}).items(), key=_most_frequent)
        return tuple(FacetCount(value, count, value.casefold() in wanted) for value, count in counts)

    def article(self, id: int) -> Holding:
        """The current text of an article. Raises NoSuchArticle."""
        return self.archive.article(id)

    def revision(self, id: int, earlier: int | None = None, later: int | None = None) -> Revision:
        """What changed between two versions of an article, by their numbers from 1; without them, the last two.

        Raises NoSuchArticle, and BadRequest for a version that is not held.
        """
        held = self.archive.versions(id) or (self.archive.article(id),)
        chosen = (earlier or max(1, (later or len(held)) - 1), later or len(held))
        if not all(1 <= number <= len(held) for number in chosen):
            raise BadRequest(f"Of article {id} versions 1 to {len(held)} are held: name two of them.")
        return revision(held[chosen[0] - 1], held[chosen[1] - 1])

    def copies(self, id: int) -> tuple[Hit, ...]:
        """An article's near-copies, such as the same wire copy in other papers, in the order of their numbers."""
        return self._hits([Match(number, 0.0) for number in self.archive.copies(id)], None)

    def related(self, id: int, limit: int = 6) -> tuple[Hit, ...]:
        """The stories most like an article. Raises NoSuchArticle."""
        tree = like(self.archive.article(id).article, self.engine)
        if tree is None:
            return ()
        matches = self.engine.ask(Request(tree=tree, limit=limit + 1, counts=False, refine=False)).matches
        return self._hits([match for match in matches if match.id != id][:limit], None)

    def marks(self, text: str, query: str) -> tuple[Span, ...]:
        """Where a query's words stand in a text."""
        return Marker(parse(query, self.engine.frequency).tree).spans(text)

    def catch_up(self, progress: Callable[[int], None] = lambda _: None, jobs: int = 1) -> int:
        """Index what the archive holds and the index does not; returns how many articles that were.

        With more ``jobs`` than one, many articles are indexed by so many processes, which Python starts afresh: a
        program that asks for it keeps to what Python asks of main modules, ``if __name__ == "__main__"``.
        """
        seen = self.engine.seen
        if self.engine.stamp != self.archive.stamp(seen):
            # Another archive was indexed, or this one before it was restored from a copy.
            return self.rebuild(progress, jobs)
        return self._index(self.engine.apply, seen, progress, jobs)

    def rebuild(self, progress: Callable[[int], None] = lambda _: None, jobs: int = 1) -> int:
        """Index the whole archive anew, aside, while readers use the old index; returns how many articles that were."""
        return self._index(self.engine.rebuild, 0, progress, jobs)

    def close(self) -> None:
        """Close the files."""
        self.engine.close()
        self.archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _index(self, index: Callable[..., None], since: int, progress: Callable[[int], None], jobs: int) -> int:
        done = 0

        def count(number: int) -> None:
            nonlocal done
            done += number
            progress(number)

        index(ChangeLog(self.archive.directory, since, self.archive.last_change()), count, jobs)
        return done

    def _ask(self, asked: Request, parsed: Parsed, text: str) -> tuple[Answer, Query, tuple[Notice, ...]]:
        """The answer or, when plain words have none in common, that of the articles with some of them."""
        found = answered(self.engine, asked, parsed, text)
        if not self.engine.count and self.archive.last_change():
            unindexed = Notice("The archive has not been indexed yet: its keeper can run 'news-index rebuild'.")
            return found.answer, found.tree, (*found.notices, unindexed)
        return found.answer, found.tree, found.notices

    def _hits(
        self, matches: Iterable[Match], tree: Query | None, copies: Mapping[int, tuple[int, ...]] = NONE
    ) -> tuple[Hit, ...]:
        marker = Marker(tree or NullQuery)
        page = list(matches)
        articles = self.archive.articles(match.id for match in page)
        return tuple(
            Hit(
                *(match.id, match.score, article, headline(article, marker), snippet(article, marker)),
                copies=copies.get(match.id, ()),
            )
            for match in page
            if (article := articles.get(match.id)) is not None  # removed since it was indexed
        )


def _number(name: str, value: int) -> int:
    if value < 0:
        raise BadRequest(f"{name} may not be less than 0: give a whole number.")
    return value


def _facet(counts: dict[str, int], choice: Choice | None) -> tuple[FacetCount, ...]:
    """The most frequent values first; whatever was chosen stays in the list, even with nothing under it."""
    chosen = choice.wanted if choice else frozenset()
    empty = dict.fromkeys(chosen - {value.casefold() for value in counts}, 0)
    ranked = sorted((counts | empty).items(), key=_most_frequent)
    return tuple(
        FacetCount(value, count, value.casefold() in chosen)
        for place, (value, count) in enumerate(ranked)
        if place < FACET_VALUES or value.casefold() in chosen
    )


def _most_frequent(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]
