"""The site's navigation, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app, url_for

from webui.language import say


@dataclass(frozen=True, slots=True)
class Way:
    """One link of the navigation and the routes on which it counts as the present one."""

    label: str
    routes: tuple[str, ...]
    counted: bool = False
    """Whether the number of clippings stands beside it."""

    @property
    def text(self) -> str:
        """The label in the request's language."""
        return say(self.label)

    @property
    def href(self) -> str:
        """Where it leads: the first of its routes."""
        return url_for(self.routes[0])


WAYS: tuple[Way, ...] = (
    Way("Front page", ("home",)),
    Way("Issues", ("issues", "issue")),
    Way("Sections", ("sections", "section")),
    Way("Authors", ("authors",)),
    Way("Sources", ("sources",)),
    Way("On this day", ("on_this_day",)),
    Way("All stories", ("search",)),
    Way("Clippings", ("clippings",), counted=True),
    Way("Help", ("help_page",)),
)

SPOKEN: Mapping[str, str] = {
    "clip": "Clip",
    "unclip": "Clipped",
    "suggestions": "{number} suggestions",
    "copied": "Copied",
}
"""What the script says, under the name by which it asks."""


def ways() -> tuple[Way, ...]:
    """The navigation."""
    return tuple(way for way in WAYS if way.routes[0] in current_app.view_functions)


def spoken() -> Mapping[str, str]:
    """The script's sentences in the request's language, their places still open."""
    return {name: say(sentence) for name, sentence in SPOKEN.items()}
