# Two commands do all the set-up: `make run` opens the page, `make test` passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A constraints file of plain versions: what was tested together.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run test lint format bench golden pictures clean

run: $(VENV)/app
	$(BIN)/estimate page

test: $(VENV)/dev
	$(BIN)/pytest -n auto

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Squiggle comes from npm; where that fails, its row says so and the others are measured.
bench: $(VENV)/bench
	-npm install --silent --no-audit --no-fund --prefix $(VENV)/squiggle @quri/squiggle-lang@0.10.0
	$(BIN)/python -m benchmarks --long --write

golden: $(VENV)/dev
	$(BIN)/python tests/golden/regenerate.py
	$(BIN)/python tests/broken/messages.py
	$(BIN)/python tests/pages.py

pictures: $(VENV)/dev
	$(BIN)/python tests/browser/screenshots.py

clean:
	rm -rf $(VENV) build dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/app: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[app]'
	touch $@

$(VENV)/dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[app,dask,frames,dev]'
	touch $@

$(VENV)/bench: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[app,dask,frames,dev,bench]'
	touch $@
