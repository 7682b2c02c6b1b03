# `make run` starts the portal, `make test` checks everything. Both set up what they need first.

PYTHON ?= python3.11
LOCK_FLAGS ?=
SETUP = PYTHON=$(PYTHON) sh cecfp_portal/local/setup.sh
BIN = .venv/bin
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" $(LOCK_FLAGS)
LOCK = $(COMPILE) pyproject.toml
LOCK_GROUP = $(COMPILE) --group pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help run test check bench drill oracle mutate reports docs lock setup-run setup-test

help:
	@echo "make run     start the portal with its own PostgreSQL, Valkey, worker and demo data"
	@echo "make test    check the code and run all tests"
	@echo "make check   the checks without the tests"
	@echo "make bench   print speed as ratios (BENCH_FLAGS=--register for the register at a million certificates alone)"
	@echo "make drill   judge random bills, footprints, tampered certificates, guessed codes (DRILL_FLAGS=--seed=2 for others)"
	@echo "make oracle  compare with brightway, installed beside (half a gigabyte)"
	@echo "make mutate  mutate what decides and write docs/mutation.md (MUTATE_FLAGS='--only bom.py' for one file)"
	@echo "make reports  record the reports of the engine's tests for a new version of the engine"
	@echo "make docs    write the generated documents"
	@echo "make messages  bring the Thai catalogue in step with the code (THAI='FILE.json …' adds translations)"
	@echo "make lock    write requirements/*.txt from pyproject.toml (LOCK_FLAGS=--upgrade for newer versions)"

setup-run:
	@$(SETUP) run

setup-test:
	@$(SETUP) test

run: setup-run
	@exec $(BIN)/python -m cecfp_portal.local run --with-parent

# Settings ask for these; nothing the two targets do opens a connection.
check docs: export DATABASE_URL = postgresql:///unreached?host=/nowhere
check docs: export REDIS_URL = redis://127.0.0.1:1/0
check docs: export SECRET_KEY = only-for-checks-0123456789-0123456789-0123456789-0123456789

check: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/yamllint --strict .
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint Dockerfile

test: check
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

# Prints the strings without Thai; nothing but Python is needed, here or at run time.
messages: setup-test
	@$(BIN)/python -m cecfp_portal.local.translations $(THAI)

# The tests' set comes first and holds the others to its versions.
lock: setup-run
	$(LOCK) --group local --group dev --output-file requirements/test.txt
	$(LOCK) --group local --constraint requirements/test.txt --output-file requirements/run.txt
	$(LOCK) --constraint requirements/test.txt --output-file requirements/production.txt
	$(LOCK_GROUP):oracle --output-file requirements/oracle.txt
	$(LOCK_GROUP):mutation --output-file requirements/mutation.txt

bench: setup-test
	$(BIN)/python -m tests.bench $(BENCH_FLAGS)

docs: setup-test
	$(BIN)/python -m cecfp_portal.local.documentation

# Minutes of both cores each, so none of them is part of the tests.
drill: setup-test
	@$(BIN)/python -m tests.drill $(DRILL_FLAGS)

oracle:
	@$(SETUP) oracle
	@OMP_NUM_THREADS=1 .local/oracle/bin/python -m tests.oracle $(ORACLE_FLAGS)

# Serial: one process writes the record down.
reports: setup-test
	RECORD_REPORTS=1 $(BIN)/python -m pytest -q tests/calculations/engine

mutate: setup-test
	@$(SETUP) mutation
	@$(BIN)/python -m tests.mutation $(MUTATE_FLAGS)
