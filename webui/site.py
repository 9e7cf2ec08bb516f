"""What every view needs: the catalogue, the settings and our own files, without a global variable."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol, cast

from flask import current_app, render_template

from search.catalogue import Catalogue
from webui.assets import Asset
from webui.jobs import Jobs
from webui.keeping import Keepers
from webui.settings import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """One site over one archive."""

    catalogue: Catalogue
    settings: Settings
    assets: Mapping[str, Asset]
    keepers: Keepers
    jobs: Jobs
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    """Known to this process alone, and another one after a restart."""


class Page(Protocol):
    """What a template is given: a dataclass that says which template shows it."""

    template: ClassVar[str]


def site() -> Site:
    """The site that answers the present request."""
    return cast(Site, current_app.extensions["newsarchive"])


def render(page: Page) -> str:
    """The page as HTML."""
    return render_template(page.template, page=page)
