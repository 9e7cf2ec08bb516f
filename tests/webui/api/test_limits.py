"""How often may be asked, and from where."""

from __future__ import annotations

import threading

import pytest

from search.catalogue import Catalogue
from webui.api.limits import MOST_CLIENTS, Limiter
from webui.app import create_app
from webui.settings import Settings


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_empties_and_fills_again() -> None:
    clock = Clock()
    limiter = Limiter(60, clock)
    assert [limiter.wait("a") for _ in range(60)] == [0] * 60
    assert limiter.wait("a") == 1
    clock.now += 2
    assert [limiter.wait("a") for _ in range(3)] == [0, 0, 1]
    clock.now += 3600
    assert [limiter.wait("a") for _ in range(61)] == [0] * 60 + [1]


def test_waiting_as_long_as_was_said_is_enough() -> None:
    clock = Clock()
    limiter = Limiter(7, clock)
    while not (seconds := limiter.wait("a")):
        pass
    clock.now += seconds
    assert limiter.wait("a") == 0


def test_clients_have_buckets_of_their_own_and_do_not_fill_the_memory() -> None:
    limiter = Limiter(1, Clock())
    assert [limiter.wait(str(client)) for client in range(MOST_CLIENTS + 5)] == [0] * (MOST_CLIENTS + 5)
    assert limiter.wait(str(MOST_CLIENTS)) > 0
    assert limiter.wait("0") == 0


def test_no_limit_is_none() -> None:
    limiter = Limiter(0)
    assert {limiter.wait("a") for _ in range(1000)} == {0}


def test_threads_together_take_no_more_than_there_is() -> None:
    limiter = Limiter(100, Clock())
    allowed: list[int] = []

    def ask() -> None:
        allowed.extend(1 for _ in range(50) if not limiter.wait("a"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(allowed) == 100


@pytest.mark.parametrize("path", ["/api/v1/search", "/export/csv?q=tunnel", "/feed", "/api/v1/nothing"])
def test_too_many_requests_are_told_when_to_come_again(catalogue: Catalogue, path: str) -> None:
    client = create_app(catalogue, Settings(rate_limit=3)).test_client()
    assert 429 not in [client.get(path).status_code for _ in range(3)]
    refused = client.get(path)
    assert refused.status_code == 429
    assert refused.content_type == "application/problem+json"
    assert int(refused.headers["Retry-After"]) >= 1
    assert client.get("/search").status_code == 200


def test_behind_a_proxy_readers_are_told_apart(catalogue: Catalogue) -> None:
    client = create_app(catalogue, Settings(rate_limit=1, proxies=1)).test_client()
    for reader, status in (("1.1.1.1", 200), ("2.2.2.2", 200), ("1.1.1.1", 429), ("9.9.9.9, 2.2.2.2", 429)):
        assert client.get("/api/v1/issues", headers={"X-Forwarded-For": reader}).status_code == status
    alone = create_app(catalogue, Settings(rate_limit=1)).test_client()
    statuses = [alone.get("/api/v1/issues", headers={"X-Forwarded-For": str(n)}).status_code for n in range(2)]
    assert statuses == [200, 429]


def test_other_sites_may_read_only_where_that_is_set(catalogue: Catalogue) -> None:
    origin = {"Origin": "https://other.example"}
    assert "Access-Control-Allow-Origin" not in create_app(catalogue).test_client().get(
        "/api/v1/issues", headers=origin
    ).headers  # fmt: skip
    every = create_app(catalogue, Settings(cors="*")).test_client()
    assert every.get("/api/v1/issues", headers=origin).headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in every.get("/search", headers=origin).headers
    some = create_app(catalogue, Settings(cors="https://one.example https://other.example")).test_client()
    allowed = some.get("/api/v1/issues", headers=origin).headers
    assert (allowed["Access-Control-Allow-Origin"], allowed["Vary"]) == ("https://other.example", "Origin")
    assert "Access-Control-Allow-Origin" not in some.get(
        "/api/v1/issues", headers={"Origin": "https://evil.example"}
    ).headers  # fmt: skip


def test_browsers_may_ask_beforehand(catalogue: Catalogue) -> None:
    client = create_app(catalogue, Settings(cors="*")).test_client()
    asked = client.options(
        "/api/v1/batch", headers={"Origin": "https://x.example", "Access-Control-Request-Method": "POST"}
    )
    assert asked.status_code == 200
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in asked.headers["Access-Control-Allow-Headers"]
