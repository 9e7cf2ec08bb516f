# Everything runs in an environment of its own, .venv, made from setup.cfg alone.
PYTHON ?= python3
ARCHIVE ?= data/archive
BIN := .venv/bin

.PHONY: run test check bench clean

run: .venv/run.stamp $(ARCHIVE)/archive.sqlite
	$(BIN)/news-web --archive $(ARCHIVE) $(WEB)

test: .venv/dev.stamp
	$(BIN)/python -m pytest $(TESTS)

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# older pips stumble over the same extra asked for by two peers
bench: .venv/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m benchmarks $(BENCH)

clean:
	rm -rf .venv build dist *.egg-info data/archive .mypy_cache .ruff_cache .hypothesis

data/archive/archive.sqlite: | .venv/run.stamp
	$(BIN)/news-index add data/sample --archive data/archive

.venv/run.stamp: setup.cfg pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/dev.stamp: setup.cfg pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ .venv/run.stamp
