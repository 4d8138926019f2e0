# Each target does its own set-up; only Python 3.11-3.13 and make are needed.
PYTHON ?= $(firstword $(shell for v in 3.12 3.13 3.11; do command -v python$$v; done) python3)
VENV := .venv
BIN := $(VENV)/bin
SOURCES ?= embedded

.PHONY: run test lint dev bench clean lock

run: $(VENV)/runtime.done
	$(BIN)/rebalance build --sources "$(SOURCES)"

test: $(VENV)/dev.done
	$(BIN)/python -m pytest

lint: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	mkdir -p build/validate
	DAGSTER_HOME="$(CURDIR)/build/validate" $(BIN)/dagster definitions validate -w workspace.yaml
	DAGSTER_HOME="$(CURDIR)/build/validate" $(BIN)/dg check defs

dev: $(VENV)/runtime.done
	mkdir -p build/dagster
	cp dagster.yaml build/dagster/dagster.yaml
	DAGSTER_HOME="$(CURDIR)/build/dagster" REBALANCE_HOME="$(CURDIR)/build" REBALANCE_SOURCES="$(SOURCES)" \
		$(BIN)/dagster dev -w workspace.yaml --host 127.0.0.1

bench: $(VENV)/runtime.done
	$(BIN)/python -m benchmarks.build

clean:
	rm -rf build $(VENV)

$(VENV)/created.done:
	$(PYTHON) -c 'import sys; assert (3, 11) <= sys.version_info[:2] <= (3, 13), f"Python 3.11-3.13 is needed, found {sys.version}"'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/runtime.done: $(VENV)/created.done requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev.done: $(VENV)/created.done requirements-dev.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/runtime.done

# Pins with hashes, without the address of any index; uv is only needed to renew them.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -c requirements.lock -o requirements-dev.lock
