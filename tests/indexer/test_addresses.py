from __future__ import annotations

import pytest

from indexer.addresses import address_of


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (
            b"<!DOCTYPE html>\n<!-- saved from url=(0042)http://www.lantern.example/a?b=1&amp;c=2 -->\n<html>",
            "http://www.lantern.example/a?b=1&c=2",
        ),
        (
            b"<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://lantern.example/x \n -->",
            "https://lantern.example/x",
        ),
        (
            b"<html>\n<!-- Mirrored from lantern.example/nation/ by HTTrack Website Copier/3.x [XR&CO'2014] -->",
            "http://lantern.example/nation/",
        ),
        (b"<html><p>saved from url=(0042)http://lantern.example/", ""),
        (b"<!-- saved from url=(0014)about:internet -->", ""),
    ],
)
def test_savers_leave_the_address_in_a_comment(html: bytes, url: str) -> None:
    assert address_of("/saves/a.html", html) == url


@pytest.mark.parametrize(
    ("origin", "url"),
    [
        ("/saves/www.lantern.example/nation/a.html", "http://www.lantern.example/nation/a.html"),
        ("/saves/lantern.com/index.html", "http://lantern.com/"),
        ("/m.zip!/news.lantern.co.uk/a/index.html.gz", "http://news.lantern.co.uk/a/"),
        ("/saves/lantern.com/a page?.html", ""),
        ("/saves/version-1.2/a.html", ""),
        ("/saves/moment.js/a.html", ""),
        ("/saves/www.lantern.example.html", ""),
    ],
)
def test_folders_named_for_hosts_give_addresses(origin: str, url: str) -> None:
    assert address_of(origin, b"") == url
