"""Every address of the site and the view that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask.typing import ResponseReturnValue

from webui.views import (
    administering,
    advanced,
    batching,
    certifying,
    clipping,
    comparing,
    exporting,
    files,
    health,
    helping,
    home,
    issues,
    naming,
    printing,
    programming,
    reading,
    reference,
    remembering,
    revising,
    saved,
    searching,
    sections,
    studying,
    suggesting,
    values,
)

LARGEST_NUMBER = 2**63 - 1
"""The largest article number that the archive's table can hold; larger ones are simply not found."""

SMALL_FORM = 20_000
LARGEST_FORM = 4_000_000
"""Bytes of a form: the clippings of a large collection with their notes."""


@dataclass(frozen=True, slots=True)
class Route:
    """One address pattern, its name in :mod:`webui.urls` and its view."""

    rule: str
    name: str
    view: Callable[..., ResponseReturnValue]
    methods: tuple[str, ...] = ("GET",)
    body: int = 0
    """Bytes of a form that it reads; 0 for what is only asked for."""


ROUTES: tuple[Route, ...] = (
    Route("/", "home", home.view),
    Route("/search", "search", searching.view),
    Route("/search/values/<facet>", "values", values.view),
    Route("/search/count", "count", studying.count),
    Route("/search/keywords", "keywords", studying.words),
    Route("/search/concordance", "concordance", studying.context),
    Route("/search/compare", "compare", comparing.view),
    Route("/search/compare.csv", "compare_table", comparing.table),
    Route("/advanced", "advanced", advanced.view),
    Route("/suggest", "suggest", suggesting.view),
    Route(f"/article/<int(max={LARGEST_NUMBER}):number>", "article", reading.view),
    Route(f"/article/<int(max={LARGEST_NUMBER}):number>/saved", "saved", saved.view),
    Route(f"/article/<int(max={LARGEST_NUMBER}):number>/saved.txt", "saved_text", saved.text),
    Route(f"/article/<int(max={LARGEST_NUMBER}):number>/story.pdf", "pdf", printing.view),
    Route(f"/article/<int(max={LARGEST_NUMBER}):number>/versions", "versions", revising.view),
    Route(f"/article/<int(max={LARGEST_NUMBER}):number>/cite.<suffix>", "reference", reference.view),
    Route("/export/<format>", "export", exporting.export),
    Route("/feed", "feed", exporting.feed),
    Route("/sections", "sections", sections.index),
    Route("/section/<path:path>", "section", sections.front),
    Route("/issues", "issues", issues.index),
    Route("/issues/<int(fixed_digits=4):year>", "issues", issues.index),
    Route("/issue/<day>", "issue", issues.issue),
    Route("/issue/<day>/<path:page>", "issue", issues.issue),
    Route("/authors", "authors", naming.authors),
    Route("/sources", "sources", naming.sources),
    Route("/on-this-day", "on_this_day", remembering.view),
    Route("/search/certificate", "certificate", certifying.issue),
    Route("/certificate", "verify", certifying.verify),
    Route("/batch", "batch", batching.view),
    Route("/batch", "answer_batch", batching.answer, ("POST",), LARGEST_FORM),
    Route("/clippings", "clippings", clipping.view),
    Route("/clippings", "change_clippings", clipping.change, ("POST",), LARGEST_FORM),
    Route("/clippings/take", "take_clippings", clipping.take, ("POST",), LARGEST_FORM),
    Route("/admin", "admin", administering.view),
    Route("/admin/enter", "admin_enter", administering.enter, ("POST",), SMALL_FORM),
    Route("/admin/leave", "admin_leave", administering.leave, ("POST",), SMALL_FORM),
    Route("/admin/run", "admin_run", administering.run, ("POST",), SMALL_FORM),
    Route("/admin/upload", "admin_upload", administering.upload, ("POST",)),
    Route("/admin/rejected", "admin_rejected", administering.rejected),
    Route("/help", "help_page", helping.view),
    Route("/api", "api_page", programming.view),
    Route("/health", "health", health.view),
    Route("/static/<digest>/<name>", "static_file", files.static),
    Route("/favicon.ico", "favicon", files.favicon),
    Route("/robots.txt", "robots", files.robots),
    Route("/opensearch.xml", "opensearch", files.opensearch),
)
