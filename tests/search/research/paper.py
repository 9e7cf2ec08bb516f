"""A small paper for the tests of what researchers ask."""

from __future__ import annotations

from search.article import Article
from tests.search.factory import article


def paper() -> list[Article]:
    """Sixty stories: tunnels in the City section of 2012 to 2014, ferries elsewhere, weather every month of 2013."""
    tunnels = [
        article(f"Tunnel story {number}", f"The tunnel under the harbour, part {number}. Engineers dug tunnels.",
                date=f"201{2 + number % 3}-05-{number + 1:02}", section=("City",), source="Herald", page="A1",
                authors=("Ana Reyes",))
        for number in range(20)
    ]  # fmt: skip
    ferries = [
        article(f"Ferry story {number}", f"The ferry crossed the harbour, trip {number}. Passengers waved.",
                date=f"2014-06-{number + 1:02}", section=("Business", "Shipping"), source="Wire", page="B2")
        for number in range(16)
    ]  # fmt: skip
    weather = [
        article(f"Weather {number}", f"Rain over the harbour, report {number}.",
                date=f"2013-{number % 12 + 1:02}-01", section=("Weather",), source="Herald")
        for number in range(24)
    ]  # fmt: skip
    return [*tunnels, *ferries, *weather]
