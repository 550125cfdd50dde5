# One command each; `make help` lists them. A bare clone needs Python 3.11+ and make, nothing else.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help build-db test check export migration train train-triage lock clean

REPORTS ?= seeds/reports/
DB ?= sqlite:///build/eventdb.sqlite
EXPORTS ?= build/exports/
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
# The first Python on this machine that will do; `make PYTHON=/path/to/python3.12 …` names another.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& command -v $$python && break; done)
# Set in some shells, these would lead pip or Python out of the virtual environment.
unexport PYTHONPATH PYTHONHOME PIP_REQUIRE_VIRTUALENV PIP_USER PIP_TARGET

help: ## List the commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "make build-db REPORTS=path DB=url EXPORTS=folder   your own reports, database, exports"
	@echo "defaults: REPORTS=$(REPORTS) DB=sqlite:///build/eventdb.sqlite EXPORTS=build/exports/"

build-db: $(VENV)/.installed ## Build the database from REPORTS and write EXPORTS
	@$(BIN)/eventdb build $(REPORTS) --db '$(DB)' --exports '$(EXPORTS)' $(ARGS)

test: $(VENV)/.installed-dev ## Run the tests (ARGS="-k dates" for some of them)
	@$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.installed-dev ## Lint, format, types, migrations against models, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	rm -f build/check.sqlite
	$(BIN)/eventdb migrate --db sqlite:///build/check.sqlite --check
	$(BIN)/python -m pytest $(ARGS)

export: $(VENV)/.installed ## Write EXPORTS from the database as it is
	@$(BIN)/eventdb export --db '$(DB)' -o '$(EXPORTS)' $(ARGS)

migration: $(VENV)/.installed-dev ## Write a migration from the models: make migration NAME=add_weights
	@test -n "$(NAME)" || { echo "name it: make migration NAME=what_it_does" >&2; exit 2; }
	rm -f build/migration.sqlite
	$(BIN)/eventdb migrate --db sqlite:///build/migration.sqlite
	number=$$(printf '%04d' $$(($$(ls migrations/versions/[0-9]*.py 2>/dev/null | wc -l) + 1))); \
	EVENTDB_DB=sqlite:///build/migration.sqlite PATH="$(CURDIR)/$(BIN):$$PATH" \
	$(BIN)/alembic revision --autogenerate --rev-id "$$number" -m "$(NAME)"

train: $(VENV)/.installed-dev ## Train the weights of selection anew: make train SETS="news muc4:Battles,Protests"
	@test -n "$(SETS)" || { echo "name the hand-coded sets: make train SETS='folder ...'" >&2; exit 2; }
	$(BIN)/python -m training.selection $(SETS) -o eventdb/models/selection.toml

train-triage: $(VENV)/.installed-dev ## Train the weights of triage anew: make train-triage CRAWL=reports.jsonl.gz
	@test -n "$(CRAWL)" || { echo "name reports of a crawl: make train-triage CRAWL=reports.jsonl.gz" >&2; exit 2; }
	$(BIN)/python -m training.triage $(CRAWL) -o eventdb/models/triage.toml

lock: $(VENV)/.installed-dev ## Resolve the lock files anew after a change of dependencies
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev $(LOCK) -o requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --group build $(LOCK) -c requirements-dev.lock -o requirements.lock
LOCK := --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url

clean: ## Remove what was built: database, exports, caches (the virtual environment stays)
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
	find eventdb migrations tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The virtual environment. A stamp is made last, so that an interrupted installation is repeated.
$(BIN)/python:
	@test -n "$(PYTHON)" || { \
		echo "No Python 3.11 or newer was found; install one, or name it: make PYTHON=/path/to/python3" >&2; \
		exit 1; }
	@echo "making $(VENV) with $(PYTHON)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is older than Python 3.11; name a newer one: make PYTHON=/path/to/python3" >&2; \
		exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make a virtual environment; where Python comes in parts, its venv part is missing (Debian: python3-venv)" >&2; \
		exit 1; }

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "installing the locked dependencies"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "installing the locked dependencies of the tests"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
