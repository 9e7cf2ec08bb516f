"""The keeper's pages: what the archive holds and refused, and the commands that fill and mend it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from flask import redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.utils import secure_filename

from search.archive import Rejection, Status
from search.errors import BadRequest
from webui import forgery, urls
from webui.jobs import Job
from webui.language import say
from webui.site import render, site
from webui.state import number_from

COMMANDS = ("rebuild", "check")
"""Commands that need no path."""
PER_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminPage:
    """The keeper's page, or the form that asks for the token."""

    template: ClassVar[str] = "admin.html"
    entered: bool
    token: str
    status: Status | None = None
    indexed: int = 0
    folders: tuple[str, ...] = ()
    job: Job | None = None
    complaint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedPage:
    """Pages that held no article, the latest first."""

    template: ClassVar[str] = "rejected.html"
    rejected: tuple[Rejection, ...]
    total: int
    older: str
    newer: str


def view() -> ResponseReturnValue:
    """``/admin``: 404 unless the setting opens it."""
    return render(_page())


def enter() -> ResponseReturnValue:
    """POST ``/admin/enter`` with the ``secret``: opens a session."""
    keepers = site().keepers
    keepers.session()
    forgery.demand()
    try:
        return keepers.enter(request.form.get("secret", ""), redirect(urls.admin(), 303))  # type: ignore[arg-type]
    except BadRequest as error:
        return render(AdminPage(entered=False, token=forgery.token(), complaint=str(error))), 403


def leave() -> ResponseReturnValue:
    """POST ``/admin/leave``: closes it."""
    _demand()
    return site().keepers.leave(redirect(urls.admin(), 303))  # type: ignore[arg-type]


def run() -> ResponseReturnValue:
    """POST ``/admin/run``: ``do`` is ``add`` with a ``path``, or one of :data:`COMMANDS`. Raises BadRequest."""
    _demand()
    what = request.form.get("do", "")
    if what == "add":
        site().jobs.start("add", _within(request.form.get("path", "")))
    elif what in COMMANDS:
        site().jobs.start(what)
    else:
        raise BadRequest("The form asks for a command that there is not.")
    return redirect(urls.admin(), 303)


def upload() -> ResponseReturnValue:
    """POST ``/admin/upload``: keeps the ``files`` beside the archive and adds them. Raises BadRequest."""
    _demand()
    sent = [(secure_filename(file.filename or ""), file) for file in request.files.getlist("files")]
    named = [(name, file) for name, file in sent if name]
    if not named:
        raise BadRequest("No file was sent: choose one or more.")
    folder = site().catalogue.archive.directory / "uploads"
    try:
        folder.mkdir(exist_ok=True)
        for name, file in named:
            file.save(folder / name)
    except OSError as error:
        raise BadRequest(f"The file could not be kept in {folder} ({error.strerror}).") from error
    site().jobs.start("add", *(folder / name for name, _ in named))
    return redirect(urls.admin(), 303)


def rejected() -> ResponseReturnValue:
    """``/admin/rejected``: refused pages with their reasons."""
    if not site().keepers.session():
        return redirect(urls.admin(), 303)
    archive = site().catalogue.archive
    offset = number_from("offset", request.args.get("offset") or "0", 10**9)
    total = archive.status().rejected
    return render(
        RejectedPage(
            rejected=tuple(archive.rejected(PER_PAGE, offset)),
            total=total,
            newer=urls.rejected(max(offset - PER_PAGE, 0)) if offset else "",
            older=urls.rejected(offset + PER_PAGE) if offset + PER_PAGE < total else "",
        )
    )


def _demand() -> None:
    """Raises BadRequest unless a keeper sent the form from a page of ours."""
    session = site().keepers.session()
    if not session:
        raise BadRequest(say("Give the token first: the session has ended, or never began."))
    forgery.demand(session)


def _page() -> AdminPage:
    session = site().keepers.session()
    if not session:
        return AdminPage(entered=False, token=forgery.token())
    catalogue = site().catalogue
    return AdminPage(
        entered=True,
        token=forgery.token(session),
        status=catalogue.archive.status(),
        indexed=catalogue.engine.count,
        folders=_folders(),
        job=site().jobs.last,
    )


def _folders() -> tuple[str, ...]:
    return tuple(each for each in site().settings.admin_folders.split(os.pathsep) if each)


def _within(text: str) -> Path:
    """The path, when it lies in one of the folders that the setting names; links are followed first."""
    try:
        path = Path(text).resolve(strict=True)
    except (OSError, ValueError):
        raise BadRequest("There is no such file or folder on the server.") from None
    if not any(path.is_relative_to(Path(folder).resolve()) for folder in _folders()):
        raise BadRequest("This path lies in none of the folders that may be added from here.")
    return path
