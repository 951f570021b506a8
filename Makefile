# What one does with this checkout; `make` alone lists it. GNU make, a shell and Python 3.11 or newer are all it needs.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup report test check bench calibrate fuzz constraints clean

# Settings of the caller that would hide the modules of .venv, or leave it without compiled ones (four times slower).
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME VIRTUAL_ENV PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV

PYTHON ?=
PIP := .venv/bin/python -m pip --disable-pip-version-check --quiet --quiet
STAMP := .venv/.samkit-stamp
IS_NEW_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
IS_OURS := import os, pip, sys; sys.exit(sys.version_info < (3, 11) or f" {os.getcwd()}/.venv\n" not in open(".venv/pyvenv.cfg").read() + "\n")

help: ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1\t/p' Makefile | expand -t 22

# The stamp holds what .venv was made from and where: a changed pin, a moved folder or a half-finished setup is made again.
setup: ## make .venv with the pinned versions (the other targets do this by themselves)
	@wanted="$$(cat pyproject.toml constraints.txt | cksum) $$(pwd -P)"; \
	ours=no; [ -x .venv/bin/python ] && .venv/bin/python -c '$(IS_OURS)' 2>/dev/null && ours=yes; \
	if [ $$ours = yes ] && [ "$$(cat $(STAMP) 2>/dev/null)" = "$$wanted" ]; then exit 0; fi; \
	set -e; rm -f $(STAMP); \
	if [ $$ours = no ]; then \
	  python=; \
	  for candidate in "$(PYTHON)" python3 python3.11 python3.12 python3.13 python3.14 python; do \
	    if "$$candidate" -c '$(IS_NEW_ENOUGH)' >/dev/null 2>&1; then python="$$candidate"; break; fi; \
	  done; \
	  if [ -z "$$python" ]; then \
	    echo "samkit needs Python 3.11 or newer with its venv module (on Debian: python3-venv), and found none." >&2; \
	    echo "Install one, or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; \
	  fi; \
	  echo "setup: .venv with $$("$$python" --version)"; "$$python" -m venv --clear .venv; \
	fi; \
	echo "setup: pinned versions from constraints.txt"; \
	$(PIP) install --require-hashes -r constraints.txt; \
	echo "setup: samkit itself"; \
	$(PIP) install --no-deps --no-build-isolation --editable .; \
	printf '%s\n' "$$wanted" > $(STAMP)
	@.venv/bin/python -m compileall -q samkit

report: setup ## draw the report of the shipped data into build/report
	@.venv/bin/samkit report data/sam_2016.csv --study data/sam_2016.toml -o build/report

test: setup ## run every test
	@.venv/bin/python -m pytest -n auto --dist loadfile -q

check: setup ## lint, format, types, and the rules of the house
	@echo "check: ruff"; .venv/bin/ruff check . && .venv/bin/ruff format --check --quiet .
	@echo "check: mypy"; .venv/bin/mypy
	@echo "check: architecture"; .venv/bin/python -m pytest -q tests/test_architecture.py tests/architecture tests/test_tooling.py

bench: setup ## time samkit against references, in turn
	@.venv/bin/python -m tests.benchmarks
	@.venv/bin/python -m tests.benchmarks.bootstrap
	@.venv/bin/python -m tests.benchmarks.reading
	@.venv/bin/python -m tests.benchmarks.reporting
	@.venv/bin/python -m tests.benchmarks.rereading
	@.venv/bin/python -m tests.benchmarks.pipeline

calibrate: setup ## find out anew how well intervals and tests keep their promises (five minutes)
	@.venv/bin/python -m tests.calibration

fuzz: setup ## read mutants of exports and study files (KIND=csv COUNT=1000000 FIRST=0)
	@.venv/bin/python -m tests.fuzz $(KIND) $(COUNT) $(FIRST)

# The one target that needs a tool of its own (uv), and that nobody needs to use samkit.
constraints: ## write constraints.txt again from pyproject.toml (needs uv)
	@uv="$$(command -v uv || echo .venv/bin/uv)"; \
	"$$uv" --version >/dev/null 2>&1 || { echo "make constraints needs uv, which is not on the path" >&2; exit 1; }; \
	"$$uv" pip compile pyproject.toml --all-extras --universal --python-version 3.11 --fork-strategy fewest \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet --upgrade \
	  --output-file constraints.txt

clean: ## remove what was built, and .venv
	@rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find samkit tests -name __pycache__ -type d -prune -exec rm -rf {} +
