"""The paper, held once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.catalogue import Catalogue
from tests.search.factory import catalogue
from tests.search.research.paper import paper


@pytest.fixture(scope="package")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with catalogue(tmp_path_factory.mktemp("paper") / "archive", paper()) as made:
        yield made
