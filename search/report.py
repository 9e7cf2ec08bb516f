"""Results as plain JSON values: the same for the command line and the site's API."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from search.archive import Holding
from search.certificate import Certificate, Checked
from search.compare import Comparison
from search.concordance import Concordance
from search.counting import Explanation
from search.keyness import Keywords
from search.results import Hit, Results
from search.suggest import Suggestion
from search.versions import Passage, Revision


def results_json(results: Results) -> dict[str, Any]:
    """A page of results; dates as ISO 8601, marks as offsets into the snippet."""
    return {
        "total": results.total,
        "groups": results.groups,
        "hits": [hit_json(hit) for hit in results.hits],
        "facets": {
            name: [{"value": each.value, "count": each.count, "selected": each.selected} for each in counts]
            for name, counts in results.facets.items()
        },
        "timeline": [{"period": bucket.period, "count": bucket.count} for bucket in results.timeline],
        "notices": [notice.text for notice in results.notices],
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """One hit of a page of results."""
    article = hit.article
    return {
        "id": hit.id,
        "url": article.url,
        "headline": article.headline,
        "date": _day(article.date),
        "section": article.section_path,
        "page": article.page,
        "authors": list(article.authors),
        "source": article.source,
        "score": round(hit.score, 4),
        "snippet": hit.snippet.text,
        "marks": [list(span) for span in hit.snippet.marks],
        "copies": list(hit.copies),
    }


def article_json(held: Holding) -> dict[str, Any]:
    """One text of an article with all its fields, and when it was saved and taken in."""
    return {
        "id": held.id,
        "version": held.version,
        "current": held.current,
        "saved": held.saved.isoformat(),
        "added": held.added.isoformat(),
        **held.article.to_json(),
    }


def revision_json(told: Revision) -> dict[str, Any]:
    """Two texts of an article held against each other; spans are offsets into ``before`` and ``after``."""
    return {
        "earlier": told.earlier.version,
        "later": told.later.version,
        "same": told.is_same,
        "fields": {name: _passage(each) for name, each in told.fields.items()},
        "body": [_passage(each) for each in told.body],
    }


def _passage(each: Passage) -> dict[str, Any]:
    return {
        "kind": each.kind.value,
        "before": each.before,
        "after": each.after,
        "removed": [list(span) for span in each.removed],
        "added": [list(span) for span in each.added],
    }


def suggestion_json(each: Suggestion) -> dict[str, Any]:
    """One suggestion; ``id`` is null unless it is a headline."""
    return asdict(each)


def explanation_json(told: Explanation) -> dict[str, Any]:
    """A count taken apart; ``query`` of a part or filter is the question without it."""
    return {
        "total": told.total,
        "everything": told.everything,
        "parts": [
            {
                "text": part.text,
                "excludes": part.excludes,
                "alone": part.alone,
                "without": part.without,
                "rest": part.rest.to_json(),
            }
            for part in told.parts
        ],
        "filters": [
            {
                "name": each.name,
                "value": each.value,
                "excludes": each.excludes,
                "without": each.without,
                "rest": each.rest.to_json(),
            }
            for each in told.filters
        ],
    }


def comparison_json(told: Comparison) -> dict[str, Any]:
    """Periods with what is held of each, and a list of counts for each question in the order of the periods."""
    return {
        "periods": [
            {
                "period": each.period,
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
                "held": each.count,
            }
            for each in told.periods
        ],
        "series": [
            {
                "question": series.question.to_json(),
                "total": series.total,
                "undated": series.undated,
                "counts": list(series.counts),
                "shares": [told.share(series, place) for place in range(len(told.periods))],
            }
            for series in told.series
        ],
    }


def keywords_json(told: Keywords) -> dict[str, Any]:
    """Distinguishing words, and how much was read to find them."""
    return {
        "total": told.total,
        "read": told.read,
        "others": told.others,
        "words": [
            {
                "word": each.word,
                "found": each.found,
                "elsewhere": each.elsewhere,
                "likelihood": round(each.likelihood, 2),
                "ratio": round(each.ratio, 3),
            }
            for each in told.words
        ],
    }


def concordance_json(told: Concordance) -> dict[str, Any]:
    """Lines of words in their surroundings, and how much was read to find them."""
    return {
        "total": told.total,
        "read": told.read,
        "gathered": told.gathered,
        "lines": [
            {
                "id": line.id,
                "headline": line.headline,
                "date": _day(line.day),
                "left": line.left,
                "word": line.word,
                "right": line.right,
            }
            for line in told.lines
        ],
    }


def certificate_json(made: Certificate) -> dict[str, Any]:
    """A certificate, and under ``text`` the short form that can be checked later."""
    return {**made.to_json(), "text": made.to_text()}


def checked_json(told: Checked) -> dict[str, Any]:
    """What a check of a certificate came to; articles by their numbers."""
    return {
        "then": certificate_json(told.certificate),
        "now": certificate_json(told.now),
        "same": told.same,
        "same_archive": told.same_archive,
        "proven": told.proven,
        "missing": told.missing,
        "added": list(told.added),
        "dropped": list(told.dropped),
        "rewritten": list(told.rewritten),
        "removed": list(told.removed),
        "redated": [{"id": each.id, "then": _day(each.then), "now": _day(each.now)} for each in told.redated],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
