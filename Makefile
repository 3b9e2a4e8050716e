# Headway: make help lists what there is to make.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
NEEDED := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

# As many processes as there are cores; each takes a file after the other, in order, so that the last ones are short.
AT_ONCE := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

ASSETS := $(shell find src/headway/web/assets -type f -not -path '*/node_modules/*' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help serve test faults bench check fix assets words contract docs pictures snapshots icons migration

help: ## List these
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-22s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo 'make migration name="…"   Draft the next migration'

serve: $(VENV)/assets ## Set everything up and start on http://127.0.0.1:8000
	@$(BIN)/headway serve

test: $(VENV)/development $(VENV)/assets ## Run every test, on SQLite and on PostgreSQL 16 and 18
	@$(BIN)/pytest $(AT_ONCE)

faults: $(VENV)/development $(VENV)/assets ## Kill it, fill its disk, take its database away: twenty times each
	@$(BIN)/pytest tests/faults --rounds 20 -rP

bench: $(VENV)/development $(VENV)/assets ## Measure what it costs, against the least that it could
	@$(BIN)/python -m tests.bench

check: $(VENV)/development $(VENV)/assets ## Check style, types, and who imports whom
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet || { echo "make fix formats these:"; $(BIN)/ruff format --check; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -c 'import build_assets; build_assets.check()'

fix: $(VENV)/development ## Format, and mend what can be mended by itself
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

assets: $(VENV)/assets ## Build the pages' scripts and styles anew where a source has changed

words: $(VENV)/development ## Bring the catalogues of words up to date with the pages
	@$(BIN)/python -m tests.web.catalogues

contract: $(VENV)/development ## Write contracts/openapi.json anew from the route table
	@$(BIN)/python -m headway.api.contract

docs: $(VENV)/development ## Write the tables of docs/reference anew from the code
	@$(BIN)/python -m tests.docs.reference

pictures: $(VENV)/development $(VENV)/assets ## Take the pictures of the README and the guide anew, with Chromium
	@$(BIN)/python -m tests.docs.pictures

snapshots: $(VENV)/development $(VENV)/assets ## Write the pages' snapshots anew, to be read in the change
	@HEADWAY_SNAPSHOTS=anew $(BIN)/pytest tests/web/test_snapshots.py

icons: $(VENV)/development ## Draw the icons of an installed Headway anew from icon.svg, with Chromium
	@$(BIN)/python -m tests.docs.icons

migration: $(VENV)/development
	@test -n "$(name)" || { echo 'Say what it does: make migration name="Add moods"'; exit 2; }
	@$(BIN)/python -m tests.migrations.new "$(name)"

$(BIN)/python:
	@for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if $$python -c '$(NEEDED)' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	test -n "$$found" || { echo 'Headway needs Python 3.11 or newer, with venv (Debian: python3-venv).'; exit 1; }; \
	echo "Making $(VENV) with $$($$found --version)"; \
	$$found -m venv --clear $(VENV)

$(VENV)/runtime: requirements/runtime.txt pyproject.toml build_assets.py | $(BIN)/python
	@echo "Installing what Headway needs"
	@$(PIP) install --require-hashes -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src/headway -x node_modules
	@touch $@

$(VENV)/assets: $(ASSETS) build_assets.py $(VENV)/runtime
	@echo "Building the pages' assets"
	@$(BIN)/python build_assets.py
	@touch $@

$(VENV)/development: requirements/development.txt $(VENV)/runtime
	@echo "Installing what its tests and checks need"
	@$(PIP) install --require-hashes -r requirements/development.txt
	@touch $@
