"""Results as plain JSON values: the same for the command line and the site's API."""

from __future__ import annotations

from typing import Any

from search.results import Hit, Results


def results_json(results: Results) -> dict[str, Any]:
    """``{"total", "hits", "facets", "timeline", "notices"}``; dates as ISO 8601, marks as offsets into the snippet."""
    return {
        "total": results.total,
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
        "date": article.date.isoformat() if article.date else None,
        "section": article.section_path,
        "page": article.page,
        "authors": list(article.authors),
        "source": article.source,
        "score": round(hit.score, 4),
        "snippet": hit.snippet.text,
        "marks": [list(span) for span in hit.snippet.marks],
    }
