"""Pages that are no articles, each refused with the reason that an admin can act on."""

from __future__ import annotations

import pytest

from indexer.extract import extract
from indexer.page import Page, Rejected

TEASERS = "".join(
    f'<div><h3><a href="/s/{n}">The council of island number {n} meets on Tuesday</a></h3>'
    f"<p>A short word on meeting {n}, no more than that.</p></div>"
    for n in range(12)
)
LINKS = "".join(f'<li><a href="/s/{n}">The council of island number {n} meets</a></li>' for n in range(12))


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "empty"),
        ("  \n ", "empty"),
        ("<html><head><title>x</title></head><body></body></html>", "no text"),
        ("<html><body><script>var a = 'a story that is not printed';</script></body></html>", "no text"),
        (
            "<title>404 Not Found</title><h1>Not Found</h1><p>The requested address was not found on this server.</p>",
            "error message",
        ),
        (
            "<title>Gull</title><h1>Page not found</h1><p>Sorry, we looked everywhere on the island for it.</p>",
            "error message",
        ),
        (
            "<title>Just a moment...</title><p>Checking your browser before you can read on.</p>",
            "visitor check",
        ),
        (f"<title>Nation</title><h1>Nation</h1>{TEASERS}", "list of links"),
        (f"<title>Nation</title><h1>Nation</h1><ul>{LINKS}</ul>", "list of links"),
        ("<title>A picture</title><h1>A picture of the harbour</h1><p>The harbour at dusk.</p>", "fewer than"),
        (
            "<title>Gull</title><h1>Before you continue</h1><p>We and our partners use cookies to store personal data. "
            "You may give or refuse your "
            "consent to cookies for each of our partners. See our privacy pages on cookies and consent.</p>",
            "consent",
        ),
        ("%PDF-1.4 \x01\x02\x03\x04\x05\x06\x07\x08", "binary data"),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(html: str, reason: str) -> None:
    page = Page(origin="a.html", url="https://www.gull.example/nation/", html=html.encode())
    found = extract(page)
    assert isinstance(found, Rejected), found
    assert found.page is page
    assert reason in found.reason
    assert found.reason.endswith(".") and found.reason[0].isupper()
