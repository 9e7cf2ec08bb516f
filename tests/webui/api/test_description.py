"""The interface held to its own description: schemathesis makes requests from it and judges the answers."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings

from webui.api.endpoints import ENDPOINTS, ROOT

FITTING = [(each.path, each.method, schemathesis.GenerationMode.POSITIVE) for each in ENDPOINTS]
UNFIT = [
    (each.path, each.method, schemathesis.GenerationMode.NEGATIVE)
    for each in ENDPOINTS
    if each.parameters or each.within or each.body  # without them, nothing can be wrong
]

BOUNDED = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="package")
def described(app: Flask) -> Any:
    # 414: each text fits, all of them together make too long an address; 422: well-formed, and cannot be answered as
    # asked, such as two dates in the wrong order
    accepted = {"positive_data_acceptance": {"expected-statuses": ["2xx", 404, 414, 422]}}
    refused = {"negative_data_rejection": {"expected-statuses": [400, 404, 405, 413, 414, 415, 422]}}
    config = schemathesis.Config.from_dict({"checks": accepted | refused})
    return schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", app, config=config)


@pytest.mark.parametrize(
    ("path", "method", "mode"), [*FITTING, *UNFIT, ("/openapi.json", "GET", schemathesis.GenerationMode.POSITIVE)]
)
def test_the_answers_fit_the_description(
    described: Any, path: str, method: str, mode: schemathesis.GenerationMode
) -> None:
    """Requests that fit the description are answered as it says; those that do not are refused, never failed on."""
    operation = described[path][method]

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case: Any) -> None:
        case.call_and_validate()

    holds()
