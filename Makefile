# Every target sets up .venv by itself where it is missing or out of date. Needs Python 3.11 (or 3.12), make, and what pyicu is compiled with.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
QUIET  := --quiet --disable-pip-version-check
REMEDY := { echo "The install failed. Where pyicu could not be built: it has no wheels and needs a C++ compiler, pkg-config and ICU's headers (Debian, Ubuntu: apt install g++ pkg-config libicu-dev python3-dev; macOS: brew install pkg-config icu4c)." >&2; exit 1; }

.PHONY: help demo test test-2026 check wheel bench browser train soak fuzz docs clean
.DEFAULT_GOAL := help

help: ## Show what can be made
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 13) else "illicit-kg needs Python 3.11 or 3.12; name one: make PYTHON=/path/to/python3.11")'
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the project with pinned versions (about a minute, once) ..."
	@$(BIN)/python -m pip install $(QUIET) --constraint constraints.txt --editable . || $(REMEDY)
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the project and its test tools with pinned versions (about a minute, once) ..."
	@$(BIN)/python -m pip install $(QUIET) --constraint constraints.txt --editable '.[dev,py2neo]' || $(REMEDY)
	@touch $@ $(VENV)/installed

demo: $(VENV)/installed ## The main job: start Neo4j, load the sample pack, ask how Huione is linked to Lazarus
	@$(BIN)/kg demo

test: $(VENV)/installed-dev ## All tests, on a Neo4j that the run starts for itself; then the wheel, installed elsewhere
	$(BIN)/python -m pytest -n 2 --dist loadfile
	@$(MAKE) --no-print-directory wheel

test-2026: $(VENV)/installed-dev ## The tests that need a server, on the newest Neo4j instead of the long-term support release
	KG_NEO4J=2026.08.1 $(BIN)/python -m pytest -q -n 2 --dist loadfile tests/graph tests/cli

check: $(VENV)/installed-dev ## What each commit must pass: style, types, unit tests, generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/unit
	$(BIN)/python -m kg.asking.catalogue | diff - docs/queries.md
	$(BIN)/python -m ingest.lists.catalogue | diff - docs/lists_table.md
	$(BIN)/python -m ingest.feeds.catalogue | diff - docs/feeds_table.md

wheel: $(VENV)/installed-dev ## Build the wheel, install it in a folder of its own, count its queries, run kg --help
	$(BIN)/python tests/wheel_check.py

bench: $(VENV)/installed-dev ## Measure against bare spaCy and the bare driver; figures belong in docs/benchmarks.md
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/length.py
	$(BIN)/python bench/writing.py
	$(BIN)/python bench/commands.py
	$(BIN)/python bench/workers.py
	$(BIN)/python bench/million.py
	$(BIN)/python bench/memory.py
	$(BIN)/python bench/lists.py
	$(BIN)/python bench/bulk.py
	PYTHONPATH=. $(BIN)/python bench/attacks.py
	$(BIN)/python bench/feeds.py
	$(BIN)/python -m bench.copies --documents 2000
	$(BIN)/python bench/matching.py
	$(BIN)/python bench/review.py
	$(BIN)/python bench/matching.py

browser: $(VENV)/installed-dev ## Drive Neo4j Browser in a headless Chromium: connect, style, import, run three; two minutes
	$(BIN)/python -m tests.browser.tour --images docs/images

train: $(VENV)/installed-dev ## Learn anew, from the annotated documents, how far statements are believed; a minute
	@$(BIN)/python -m pip install $(QUIET) --constraint constraints.txt --editable '.[dev,py2neo,train]'
	$(BIN)/python -m train.fit

ROUNDS ?= 50
soak: $(VENV)/installed-dev ## Kill server, loader or both at 50 random moments of an ingest (ROUNDS=5 for a short one); nothing may be lost
	$(BIN)/python -m pytest -q -m long
	$(BIN)/python -m soak --rounds $(ROUNDS)
	$(BIN)/python -m soak.feeds --rounds $(ROUNDS)

fuzz: SECONDS := 600
fuzz: $(VENV)/installed-dev ## Feed the parsers random bytes, SECONDS=600 for each; what breaks lies in fuzz/findings (Linux)
	@$(BIN)/python -m pip install $(QUIET) --constraint constraints.txt --editable '.[dev,py2neo,fuzz]'
	for target in wallets document quantities queries; do $(BIN)/python -m fuzz $$target --seconds $(SECONDS) || exit 1; done

docs: $(VENV)/installed-dev ## Write the generated pages of docs/ anew
	$(BIN)/python -m kg.asking.catalogue > docs/queries.md
	$(BIN)/python -m ingest.lists.catalogue > docs/lists_table.md
	$(BIN)/python -m ingest.feeds.catalogue > docs/feeds_table.md

clean: ## Remove .venv and what was built; the graph's data stay
	rm -rf $(VENV) dist build *.egg-info
