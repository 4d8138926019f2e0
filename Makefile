# Each target does its own set-up; only Python 3.11-3.13 and make are needed. Node is for checks of the atlas page's scripts alone.
# The first of these that runs: a version manager may offer names that do not.
PYTHON ?= $(firstword $(shell for v in python3.12 python3.13 python3.11 python3; do $$v -c "" 2>/dev/null && echo $$v; done))
VENV := .venv
BIN := $(VENV)/bin
SOURCES ?= embedded
PORT ?= 3000

.PHONY: run test lint dev bench clean lock

run: $(VENV)/runtime.done
	$(BIN)/rebalance build --sources "$(SOURCES)"

# Two processes, as builds in tests use several cores themselves; a file stays in one, for what its tests share.
PYTEST := $(BIN)/python -m pytest --numprocesses logical --maxprocesses 2 --dist loadfile

# All tiers, the first of them in earnest: properties are tried on more cases than after each edit. With LIVE=DIR the builds that
# tests share are kept in that folder.
test: $(VENV)/dev.done
	$(PYTEST) tests/unit --hypothesis-profile thorough
	$(PYTEST) tests/build tests/real $(if $(LIVE),--live-build "$(LIVE)")

# All that is tried of what files and accidents do, of which the tests above try a quarter: spoilt files by the thousand, flipped
# bits, killed builds, every cut and every number of threads. More than half an hour.
.PHONY: trials
trials: $(VENV)/dev.done
	$(PYTEST) --dist load --hypothesis-profile trials $$(find tests/unit -name "test_spoilt_*.py") tests/unit/assets/lake/test_damage.py
	$(PYTEST) --hypothesis-profile trials -m "not trial" $(addprefix tests/build/pipelines/,build/test_killed_builds.py build/test_damage.py dagster/test_one_writer.py)
	$(PYTEST) --hypothesis-profile trials -m trial tests/build tests/real

# What needs no build.
.PHONY: test-fast
test-fast: $(VENV)/dev.done
	$(PYTEST) tests/unit

lint: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	mkdir -p build/validate
	DAGSTER_HOME="$(CURDIR)/build/validate" $(BIN)/dagster definitions validate -w workspace.yaml
	DAGSTER_HOME="$(CURDIR)/build/validate" $(BIN)/dg check defs
	@if $(HAS_NODE); then $(MAKE) --no-print-directory lint-js; \
	else echo "lint-js left out: no npm with Node 18.18 or later on this machine"; fi

# Scripts of the atlas page: form, lint, types, tests. What checks them is in tools/atlas; a build needs none of it.
JS := tools/atlas
JS_BIN := $(JS)/node_modules/.bin
SCRIPTS := assets/release/atlas/page/script $(JS)/eslint.config.js $(JS)/tests
HAS_NODE := command -v npm >/dev/null 2>&1 && \
	node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 18 || (a == 18 && b >= 18) ? 0 : 1)' 2>/dev/null

.PHONY: lint-js format-js
lint-js: $(JS)/node_modules/installed.done
	$(JS_BIN)/prettier --config $(JS)/prettier.json --check $(SCRIPTS)
	$(JS_BIN)/eslint --config $(JS)/eslint.config.js $(SCRIPTS)
	$(JS_BIN)/tsc --project $(JS)
	$(JS_BIN)/tsc --project $(JS)/tests
	node --test --test-reporter=spec $(JS)/tests/*.test.js

format-js: $(JS)/node_modules/installed.done
	$(JS_BIN)/prettier --config $(JS)/prettier.json --write $(SCRIPTS)

dev: $(VENV)/runtime.done
	mkdir -p build/dagster
	cp pipelines/dagster.yaml build/dagster/dagster.yaml
	DAGSTER_HOME="$(CURDIR)/build/dagster" REBALANCE_HOME="$(CURDIR)/build" REBALANCE_SOURCES="$(SOURCES)" \
		$(BIN)/python -m pipelines.dagster.web --port "$(PORT)"

bench: $(VENV)/dev.done
	$(BIN)/python -m benchmarks.build
	$(BIN)/python -m benchmarks.crosswalk
	$(BIN)/python -m benchmarks.scenario

# Known holes of the pinned versions, by the advisories of the package indexes. Fails where these cannot be had: what nobody could
# look up is not without holes. pip-audit is no part of the locks, and lives in a folder of its own.
.PHONY: audit
AUDIT := build/audit
audit: $(AUDIT)/installed.done
	$(AUDIT)/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock
	$(AUDIT)/bin/pip-audit --strict --require-hashes --disable-pip -r requirements-dev.lock
	npm audit --prefix $(JS)

$(AUDIT)/installed.done:
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	touch $@

# The pictures of the README and the pages: two maps and the asset graph.
.PHONY: pictures
pictures: $(VENV)/runtime.done
	$(BIN)/python -m tools.pages.pictures

# The data dictionary and the query cookbook, from the contracts; a test fails when they are out of date.
.PHONY: dictionary
dictionary: $(VENV)/runtime.done
	$(BIN)/python -m tools.pages.dictionary
	$(BIN)/python -m tools.pages.schemas

# The page of commands, from the program's own help; a test fails when it is out of date.
.PHONY: commands
commands: $(VENV)/runtime.done
	$(BIN)/python -m tools.pages.commands

# The picture and the table of rooms on the page of the architecture, from the imports; a test fails when they are out of date.
.PHONY: architecture
architecture: $(VENV)/runtime.done
	$(BIN)/python -m tools.architecture

# Calls every asset, rule, view, recipe and layer on empty tables, and names all that break.
.PHONY: dry
dry: $(VENV)/runtime.done
	$(BIN)/rebalance check --dry

# Contract, asset and test of a new indicator: `make new-indicator NAME=old_age_ratio FAMILY=ageing`.
.PHONY: new-indicator format
new-indicator: $(VENV)/dev.done
	$(BIN)/python -m tools.new_indicator "$(NAME)" "$(FAMILY)"

# Puts imports and lines in order.
format: $(VENV)/dev.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Runs the commands that the README and the pages print on the release in build/, and writes their outputs anew.
.PHONY: outputs
outputs: $(VENV)/runtime.done
	$(BIN)/python -m tools.pages.outputs

# Changes the code in small ways and tells which changes no test notices; SEED draws another sample. About ten minutes.
SEED ?= 1
.PHONY: mutants
mutants: $(VENV)/dev.done
	$(BIN)/python -m tools.mutants --seed "$(SEED)"

clean:
	rm -rf build $(VENV) $(JS)/node_modules

$(VENV)/created.done:
	$(PYTHON) -c 'import sys; assert (3, 11) <= sys.version_info[:2] <= (3, 13), f"Python 3.11-3.13 is needed, found {sys.version}"'
	$(PYTHON) -m venv $(VENV)
	touch $@

# The lock is complete by itself. Without --no-deps pip would ask for the matplotlib that it leaves out.
$(VENV)/runtime.done: $(VENV)/created.done requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev.done: $(VENV)/created.done requirements-dev.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/runtime.done

$(JS)/node_modules/installed.done: $(JS)/package.json $(JS)/package-lock.json $(JS)/.npmrc
	npm ci --prefix $(JS) --ignore-scripts
	touch $@

# Pins with hashes, without the address of any index; uv is only needed to renew them.
# Of koreanize-matplotlib only the font files are used, so matplotlib and what it alone needs (60 MB) is left out of runs;
# tests have it, as PySAL's `inequality`, which formulas are held against, imports it.
lock: build/without-matplotlib.txt
	uv pip compile pyproject.toml --override $< --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate --quiet -o requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate --quiet -c requirements.lock -o requirements-dev.lock

build/without-matplotlib.txt:
	mkdir -p build
	echo "matplotlib ; python_version < '3'" > $@
