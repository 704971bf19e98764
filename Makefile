# Everything sets itself up: what is missing is installed into $(VENV) and frontend/node_modules, and nowhere else.
#
#   make run                serve the starter scenarios on http://127.0.0.1:8000/ (PORT=8123 for another port)
#   make test               every test: bundle, TypeScript, Python, browser
#   make test-mariadb       the group's answers on a MariaDB server of their own (make test does it too where one is installed)
#   make explore            the tests with generated examples on examples that no run has seen (make test: always the same third)
#   make attack             who could learn one person's position from a group's results, and how often (tests -m attack do it too)
#   make growth             how the work of every parser grows with its input: counted steps for twice, four and eight times the text
#   make firefox webkit     the other two browsers, where they can be installed; without them their tests are left out
#   make bench              what things cost, as ratios (docs/performance.md)
#   make build              build the browser's files into static/public
#   make contracts          generate what follows from the vocabulary and the schemas: types, constants, tables, the RNG's lists
#   make quality            lint, import rules, types, unused code, and what models say of personal data (make test calls it)
#   make test-oldest        the tests that need no browser on the oldest releases that setup.py allows
#   make lock               bring requirements/*.txt in line with setup.py and requirements/*.in; what is pinned stays
#   make upgrade            pin the newest releases that setup.py, requirements/*.in and frontend/package.json allow
#   make extract_translations   collect every translatable text into conf/locale/en
#   make clean              throw away what these targets made
#
# PYTHON=python3.12 VENV=.venv-3.12 work with another Python beside the first; WORKERS=1 runs the tests one after the other.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))
BIN = $(VENV)/bin
# Test files are shared out among processes, each with servers and a browser of its own: one more than there are cores, up to
# five, as each waits for its browser at times. tests/conftest.py has the order.
PYTEST = -m pytest --numprocesses $(WORKERS) --maxprocesses 5 --dist loadfile --no-loadscope-reorder
# The workbench's settings stand for those of an LMS: all that the check needs is the models.
PII_CHECK = DJANGO_SETTINGS_MODULE=powerstruggle_xblock.cli.workbench_settings $(BIN)/code_annotations \
	django_find_annotations --config_file .pii_annotations.yml --lint --coverage
PIP_INSTALL = $(BIN)/python -m pip --disable-pip-version-check --no-input install -qq

# A stamp in the venv says what was installed there. Its name changes with the requirements, with the folder (a venv can't
# be moved) and with the Python asked for, so that a venv that is old, moved or half made is mended, not trusted.
STATE := $(shell { cat setup.py pyproject.toml requirements/*.txt; pwd; $(PYTHON) -c 'import sys; print(sys.version_info[:2])' || true; } 2>/dev/null | cksum | cut -d' ' -f1)
NPM_STATE := $(shell cksum < frontend/package-lock.json | cut -d' ' -f1)

.PHONY: help run test test-python test-oldest test-mariadb mariadb explore attack growth bench build quality lint-frontend contracts extract_translations clean node chromium check-bundle check-frontend

help:
	@sed -n 's/^#   \(make .*\)/\1/p' Makefile

run: workbench-venv
	@$(BIN)/powerstruggle workbench --port $(PORT)

test: quality check-frontend chromium
	@echo "== Python tests"
	@$(BIN)/python $(PYTEST)

test-python: test-venv node
	@$(BIN)/python $(PYTEST) --ignore=tests/browser --ignore=tests/platform

test-oldest:
	@$(MAKE) --no-print-directory oldest-venv VENV=.venv-oldest
	@.venv-oldest/bin/python $(PYTEST) tests/engine tests/block tests/authoring tests/group_answers

test-mariadb: test-venv mariadb
	@$(BIN)/python -m pytest tests/group_answers/test_databases.py -k mariadb

explore: test-venv
	@EXPLORE=1 $(BIN)/python $(PYTEST) -m hypothesis --ignore=tests/browser --ignore=tests/platform
	@EXPLORE=1 $(BIN)/python -m pytest tests/group_answers/test_databases.py -k sqlite

attack: test-venv
	@$(BIN)/python -m tests.group_answers.attacks

growth: test-venv
	@$(BIN)/python -m tests.exchange.growth_figures

bench: test-venv chromium
	@$(MAKE) --no-print-directory bench-venv VENV=.venv-bench || echo "== No .venv-bench: the side by side is left out" >&2
	@$(BIN)/python tests/bench/bench.py $(BENCH)
	@$(BIN)/python tests/bench/slow_line.py $(BENCH)
	@$(BIN)/python tests/bench/editor.py

build: node
	@cd frontend && npm run --silent build

quality: quality-venv
	@echo "== Lint and rooms"
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-cache >/dev/null || { $(BIN)/lint-imports --no-cache; exit 1; }
	@$(BIN)/python -m powerstruggle_xblock.generate_contracts --check
	@echo "== Types"
	@command -v node >/dev/null || { echo "Node.js 20 or newer is needed to check types (pyright)" >&2; exit 1; }
	@$(BIN)/pyright --pythonpath $(BIN)/python
	@echo "== Unused code"
	@$(BIN)/vulture
	@echo "== Personal data in models"
	@$(PII_CHECK) >/dev/null 2>&1 || { $(PII_CHECK); exit 1; }

contracts: test-venv node
	@$(BIN)/python -m powerstruggle_xblock.generate_contracts
	@cd frontend && npm run --silent contracts

extract_translations: test-venv
	@$(BIN)/python -m powerstruggle_xblock.i18n

clean:
	rm -rf $(VENV) .venv-bench .venv-3.12 .venv-oldest .workbench frontend/node_modules frontend/.tests build dist *.egg-info .pytest_cache .hypothesis .ruff_cache
	find powerstruggle_xblock tests -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Python ----------------------------------------------------------------------------------------------------------

# $(call venv,SET,SETS): a venv of $(PYTHON) in $(VENV) that works and has what requirements/SET.txt pins, and this checkout,
# editable. Nothing is done where it has one of SETS already: a larger set holds the same releases as a smaller one.
define venv
@works() { $(BIN)/python -c 'import pip, xblock, powerstruggle_xblock' 2>/dev/null && [ -x $(BIN)/powerstruggle ]; }; \
	for set in $(1) $(2); do if [ -f "$(VENV)/.installed-$$set-$(STATE)" ] && works; then exit 0; fi; done; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Python 3.11 or newer is needed, and $(PYTHON) is none; name one: make PYTHON=python3.12" >&2; exit 1; }; \
	echo "== Setting up $(VENV) (requirements/$(1).txt)"; \
	version='import sys, pip; print(sys.version_info[:2])'; \
	if [ "$$($(PYTHON) -c "$$version" 2>/dev/null || true)" != "$$($(BIN)/python -c "$$version" 2>/dev/null || true)" ]; then \
		$(PYTHON) -m venv --clear $(VENV); fi; \
	rm -f $(VENV)/.installed-*; \
	fill() { \
		$(PIP_INSTALL) --requirement requirements/build.txt \
		&& $(PIP_INSTALL) --build-constraint requirements/build.txt --requirement requirements/$(1).txt \
		&& $(PIP_INSTALL) --no-deps --no-build-isolation --editable . && works; }; \
	fill || { $(PYTHON) -m venv --clear $(VENV); fill; }; \
	touch "$(VENV)/.installed-$(1)-$(STATE)"
endef

.PHONY: workbench-venv test-venv quality-venv oldest-venv bench-venv

workbench-venv:
	$(call venv,workbench,test quality)

test-venv:
	$(call venv,test,quality)

quality-venv:
	$(call venv,quality)

oldest-venv:
	$(call venv,oldest)

bench-venv:
	$(call venv,bench)

# One lock for every Python from 3.11 on: where releases differ, the lines say for which Python they are. The largest set is
# made first and the others keep to it. Their own text says what they were made from, and no index's address.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --build-constraint requirements/build.txt \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make upgrade" $(UPGRADE)
LOCKED = $(COMPILE) --constraint requirements/quality.txt

.PHONY: lock upgrade
lock: quality-venv
	@$(COMPILE) setup.py requirements/quality.in --extra test --output-file requirements/quality.txt
	@$(LOCKED) requirements/build.in --output-file requirements/build.txt
	@$(LOCKED) setup.py --extra test --output-file requirements/test.txt
	@$(LOCKED) setup.py --extra workbench --output-file requirements/workbench.txt
	@$(LOCKED) setup.py requirements/bench.in --extra workbench --output-file requirements/bench.txt
	@$(COMPILE) --constraint requirements/build.txt requirements/oldest.in --output-file requirements/oldest.txt

# What npm installs moves within its major release: frontend/package.json names exact ones.
upgrade:
	@$(MAKE) --no-print-directory lock UPGRADE=--upgrade
	@cd frontend && npm install --package-lock-only --no-audit --no-fund --loglevel=error $$(node -p \
		'const all = {...require("./package.json").dependencies, ...require("./package.json").devDependencies}; \
		Object.entries(all).map(([name, version]) => name + "@^" + version).join(" ")')

# --- the browser's side ----------------------------------------------------------------------------------------------

# Its stamp lies in the venv too, or, before there is one, npm simply runs again.
node:
	@stamp="$(VENV)/.npm-$(NPM_STATE)"; \
	if [ -f "$$stamp" ] && [ -f frontend/node_modules/.package-lock.json ]; then exit 0; fi; \
	command -v npm >/dev/null || { echo "Node.js 20 or newer with npm is needed for the browser's side" >&2; exit 1; }; \
	echo "== Setting up frontend/node_modules"; \
	(cd frontend && npm ci --no-audit --no-fund --loglevel=error); \
	if [ -d $(VENV) ]; then touch "$$stamp"; fi

# Built in a copy, so that a bundle out of date stays out of date until somebody says "make build".
check-bundle: node
	@echo "== Is static/public what the sources build?"
	@copy=$$(mktemp -d); trap 'rm -rf "$$copy"' EXIT; \
	mkdir -p "$$copy/static/public"; \
	tar -cf - --exclude=node_modules --exclude=.tests frontend powerstruggle_xblock/words | tar -xf - -C "$$copy"; \
	ln -s "$$PWD/frontend/node_modules" "$$copy/frontend/node_modules"; \
	(cd "$$copy/frontend" && npm run --silent build); \
	diff --brief --recursive --exclude=portraits "$$copy/static/public" static/public \
		|| { echo "static/public is not what the sources build: run make build and commit the result" >&2; exit 1; }; \
	node frontend/portraits/build.mjs --check

check-frontend: check-bundle lint-frontend
	@echo "== TypeScript"
	@cd frontend && npm run --silent check && NODE_OPTIONS=--test-reporter=spec npm run --silent test

# Formatting, lint rules, doc comments, and what nothing uses.
lint-frontend: node
	@echo "== Lint of the browser's sources"
	@cd frontend && npm run --silent lint && npm run --silent knip && npm run --silent contracts -- --check

chromium:
	@for name in chromium-headless-shell chromium chromium-browser google-chrome; do if command -v $$name >/dev/null; then exit 0; fi; done; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "== Installing Chromium"; export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq; \
		for name in chromium-headless-shell chromium; do \
			if apt-get install -y -qq --no-install-recommends $$name >/dev/null 2>&1; then exit 0; fi; done; \
		echo "Chromium could not be installed" >&2; exit 1; \
	else echo "The browser tests need Chromium: install it as your system does (Debian: apt-get install chromium)" >&2; fi

# The other two browsers of tests/browser/test_three_browsers.py. Their drivers are their own: nothing else is needed.
.PHONY: firefox webkit
firefox:
	@if command -v firefox-esr >/dev/null || command -v firefox >/dev/null; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "== Installing Firefox"; export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null; \
	else echo "The tests in Firefox need it: install it as your system does (Debian: apt-get install firefox-esr)" >&2; fi

webkit:
	@if command -v WebKitWebDriver >/dev/null && command -v Xvfb >/dev/null; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "== Installing WebKitGTK"; export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends webkit2gtk-driver xvfb >/dev/null; \
	else echo "The tests in WebKitGTK need it: install it as your system does (Debian: apt-get install webkit2gtk-driver xvfb)" >&2; fi

# --- a database of the LMS's family ------------------------------------------------------------------------------------

# Only the programs: the tests start a server in a folder of their own.
mariadb:
	@if command -v mariadbd >/dev/null; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "== Installing MariaDB"; export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends mariadb-server >/dev/null; \
	else echo "The tests on MariaDB need its server: install it as your system does (Debian: apt-get install mariadb-server)" >&2; fi
