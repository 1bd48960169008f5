# Two commands do everything: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
LOCKED := --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 --upgrade

.PHONY: demo test lint benchmark peers lock setup clean
demo: setup
	$(BIN)/firstsaid demo demo-case

# Twice as many processes as cores: tests wait for browsers, kills, polls and processes of their own.
test: lint .venv/spark .venv/browser .venv/openers/installed
	$(BIN)/python -m pytest -n $$(( 2 * $$(nproc) )) --dist loadscope --no-loadscope-reorder

lint: setup
	$(BIN)/ruff check src tests benchmarks tools
	$(BIN)/ruff format --check src tests benchmarks tools
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

benchmark: setup
	$(BIN)/python -m benchmarks

# Other tools that the benchmark of articles compares with, in an environment of their own.
peers: setup
	$(BIN)/python -m benchmarks.peers

setup: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	PYTHON=$(PYTHON) sh tools/setup.sh

.venv/spark: .venv/installed requirements-spark.lock
	sh tools/setup_spark.sh

.venv/browser: .venv/installed
	sh tools/setup_browser.sh

.venv/openers/installed: .venv/installed tools/openers.lock
	PYTHON=$(PYTHON) sh tools/setup_openers.sh

# Renew the lock: versions and hashes only, no address.
lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev $(LOCKED) --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra spark $(LOCKED) --output-file requirements-spark.lock
	$(BIN)/uv pip compile tools/openers.txt $(LOCKED) --output-file tools/openers.lock

clean:
	rm -rf .venv .venv-peers demo-case .mypy_cache .ruff_cache .pytest_cache .hypothesis
