# `make run` starts the portal, `make test` checks everything. Both set up what they need first.

PYTHON ?= python3.11
LOCK_FLAGS ?=
SETUP = PYTHON=$(PYTHON) sh cecfp_portal/local/setup.sh
BIN = .venv/bin
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" $(LOCK_FLAGS)

.DEFAULT_GOAL := help
.PHONY: help run test check lock setup-run setup-test

help:
	@echo "make run     start the portal with its own PostgreSQL, Valkey, worker and demo data"
	@echo "make test    check the code and run all tests"
	@echo "make check   the checks without the tests"
	@echo "make lock    write requirements/*.txt from pyproject.toml (LOCK_FLAGS=--upgrade for newer versions)"

setup-run:
	@$(SETUP) run

setup-test:
	@$(SETUP) test

run: setup-run
	@exec $(BIN)/python -m cecfp_portal.local run --with-parent

# The servers settings.py asks for are named but not reached: no check below opens a connection.
check: export DATABASE_URL = postgresql:///unreached?host=/nowhere
check: export REDIS_URL = redis://127.0.0.1:1/0
check: export SECRET_KEY = only-for-checks-0123456789-0123456789-0123456789-0123456789
check: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING

test: check
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

# The tests' set comes first and holds the others to its versions.
lock: setup-run
	$(LOCK) --group local --group dev --output-file requirements/test.txt
	$(LOCK) --group local --constraint requirements/test.txt --output-file requirements/run.txt
	$(LOCK) --constraint requirements/test.txt --output-file requirements/production.txt
