"""Newspapers' layouts: a page of each, kept with what must be read from it, in ``tests/pages/<host>/``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.extract import extract
from indexer.page import Page, Rejected
from indexer.sites import rules_by_host, rules_for
from tests.sample import stories

PAGES = Path(__file__).resolve().parents[2] / "pages"
SAMPLES = sorted(PAGES.glob("*/*.html"))


@pytest.mark.parametrize("path", SAMPLES, ids=[f"{path.parent.name}/{path.stem}" for path in SAMPLES])
def test_a_kept_page_is_read_as_it_should_be(path: Path) -> None:
    truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
    found = extract(Page(origin=path.name, url=truth["url"], html=path.read_bytes()))
    if "reason" in truth:
        assert isinstance(found, Rejected)
        assert truth["reason"] in found.reason
        return
    assert not isinstance(found, Rejected), found.reason
    values = found.to_json()
    assert {name: values[name] for name in truth} == truth


def test_every_newspaper_with_a_rule_has_a_kept_page() -> None:
    assert rules_by_host()
    printed = {story.site.partition("//")[2] for story in stories()}
    kept = {path.parent.name for path in SAMPLES}
    for host in rules_by_host():
        assert {host, f"www.{host}"} & (printed | kept), f"tests/pages/{host}/ holds no page for the rule"


def test_rules_of_a_host_come_in_order_of_likelihood() -> None:
    for host, rules in rules_by_host().items():
        days = [rule.valid_until for rule in rules if rule.valid_until]
        assert days == sorted(days)
        assert rules_for(host, None)[0] is rules[-1]
        for day in days:
            assert rules_for(host, day)[0].valid_until == day
    assert rules_for("unknown.example", None) == ()
