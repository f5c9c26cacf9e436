# make run    sets everything up and starts the bot: on Telegram with BOT_TOKEN, else a chat on this terminal
# make test   sets everything up and passes the tests
# make lint, make facts, make locks: for those who change the code, the facts, the dependencies
PYTHON ?= python3
# some tests wait for processes: a few more workers than there are cores
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 2) * 3 // 2)')
PIP = .venv/bin/python -m pip --disable-pip-version-check --quiet
# the tests start the bot a hundred times: it is compiled once, whatever is set here
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help

.PHONY: help run test lint facts locks
help:
	@grep -E '^# make' Makefile | cut -c3-

run: .venv/ready
	@exec .venv/bin/python -m bot

test: .venv/ready-dev
	.venv/bin/python -m pytest -n $(WORKERS) --dist worksteal

lint: .venv/ready-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

facts: .venv/ready-dev
	.venv/bin/python -m bot facts build

# All that set-up prints goes to standard error: standard output belongs to the chat.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; this is $$($(PYTHON) --version 2>&1). Name another: make run PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up .venv (once) …" >&2
	@$(PYTHON) -m venv .venv >&2 || { rm -rf .venv; exit 1; }

.venv/ready: requirements.lock requirements-build.lock pyproject.toml | .venv/bin/python
	@$(PIP) install --require-hashes -r requirements-build.lock >&2
	@$(PIP) install --require-hashes -r requirements.lock >&2
	@$(PIP) install --no-build-isolation --no-deps -e . >&2
	@touch $@

.venv/ready-dev: requirements-dev.lock .venv/ready
	@$(PIP) install --require-hashes --no-build-isolation -r requirements-dev.lock >&2
	@touch $@

UV = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
locks:
	$(UV) --extra postgresql --extra terminal pyproject.toml -o requirements.lock
	$(UV) --extra postgresql pyproject.toml -c requirements.lock -o requirements-image.lock
	$(UV) --group build -o requirements-build.lock
	$(UV) --extra curate --extra postgresql --extra terminal --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock
