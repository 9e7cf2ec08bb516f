"""The site over a small real archive, made once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.catalogue import Catalogue
from tests.webui.stories import held
from webui.app import create_app


@pytest.fixture(scope="package")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with held(tmp_path_factory.mktemp("site") / "archive") as catalogue:
        yield catalogue


@pytest.fixture(scope="package")
def app(catalogue: Catalogue) -> Flask:
    return create_app(catalogue)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
