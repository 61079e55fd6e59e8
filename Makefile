# The two commands that a newcomer needs are `make serve` and `make test`.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8080
VOCAB ?= vocab
DATA ?= data
WORKERS ?= 2

BIN := .venv/bin
RUN := $(BIN)/.run-$(shell cksum < constraints.txt | cut -d' ' -f1)
NODE := tests/node/node_modules/.installed-$(shell cksum < tests/node/package-lock.json | cut -d' ' -f1)
CLIENTS := .venv-clients/.installed-$(shell cksum < tests/clients.txt | cut -d' ' -f1)
DEV := $(BIN)/.dev-$(shell cksum < constraints.txt | cut -d' ' -f1)

.PHONY: serve test test-slow lint browser bench search-quality clean

serve: $(RUN)
	@$(BIN)/glossary build $(VOCAB) --data $(DATA) --if-changed || test $$? -eq 1
	@exec $(BIN)/glossary serve --data $(DATA) --host $(HOST) --port $(PORT) --workers $(WORKERS)

test: $(DEV) lint $(NODE) $(CLIENTS) browser
	@$(BIN)/python -m pytest -m "not slow"

test-slow: $(DEV)
	@$(BIN)/python -m pytest -m slow

lint: $(DEV)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# For the tests in a browser, where root may install it. Without it they are skipped, or fail with CI=true (tests/browsing.py).
browser:
	@command -v chromium > /dev/null || test "$$(id -u)" != 0 || ! command -v apt-get > /dev/null || { \
		echo "Installing Chromium and fonts for the tests in a browser"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			chromium chromium-driver fonts-noto-core > /dev/null; } || true
	@command -v chromium > /dev/null || echo "Chromium is missing (Debian: apt-get install chromium fonts-noto-core): the tests in a browser are skipped"

bench: $(DEV)
	@$(BIN)/python -m tests.bench $(ARGS)

search-quality: $(DEV)
	@$(BIN)/python -m tests.search_quality

clean:
	rm -rf .venv .venv-clients tests/node/node_modules screenshots .mypy_cache .ruff_cache .pytest_cache dist

$(BIN)/python:
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; $(PYTHON) -m virtualenv -q .venv; } || { rm -rf .venv; echo "This Python cannot make virtual environments; install its venv package (Debian: apt-get install python3-venv)"; exit 1; }

$(RUN): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the service and its libraries (about a minute, once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(DEV): $(RUN)
	@echo "Installing what the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@

$(NODE):
	@if command -v npm > /dev/null; then \
		echo "Installing the clients and checkers that run in Node" && npm ci --prefix tests/node --loglevel=error --no-audit --no-fund && touch $@; \
	elif [ "$$CI" = true ]; then \
		echo "npm is missing, and CI=true says that nothing is skipped"; exit 1; \
	else \
		echo "npm is missing: the tests with clients and checkers in Node are skipped"; \
	fi

$(CLIENTS): | $(BIN)/python
	@echo "Installing the clients that need an environment of their own"
	@$(BIN)/python -m venv --clear .venv-clients || $(BIN)/python -m virtualenv -q --clear .venv-clients
	@.venv-clients/bin/python -m pip install --quiet --disable-pip-version-check --requirement tests/clients.txt
	@touch $@
