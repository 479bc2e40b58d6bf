# Two commands are all a user needs: `make demo` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
STAMPS := $(VENV)/.stamps

.PHONY: help install demo test check lint requirements wheel clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMPS)/run: requirements/run.txt requirements/build.txt pyproject.toml hatch_build.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	mkdir -p $(STAMPS)
	@echo "Installing OnRecord and what it needs (about two minutes) ..."
	$(PIP) install --require-hashes -r requirements/build.txt
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(STAMPS)/test: $(STAMPS)/run requirements/test.txt
	$(PIP) install --require-hashes -r requirements/test.txt
	touch $@

install: $(STAMPS)/run ## a virtual environment with OnRecord in it

demo: install ## read the examples, write the page, say where it is
	$(BIN)/onrecord demo

test: $(STAMPS)/test ## the tests, under 10 minutes on two cores
	$(BIN)/python -m pytest -m "not slow"

check: test lint ## the tests, the heavier ones, and everything CI asks for
	$(BIN)/python -m pytest -m slow
	$(BIN)/python -m evals.gate

lint: $(STAMPS)/test ## style, types, import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: $(STAMPS)/test ## wheel and sdist in dist/
	$(BIN)/python -m build --no-isolation

requirements: ## pin again what pyproject.toml and requirements/*.in ask for (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml -o requirements/run.txt
	cd requirements && for name in build test; do \
		uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		$$name.in -o $$name.txt; done

clean: ## remove the environment and what was built
	rm -rf $(VENV) build dist out src/onrecord/knowledge/data/*.compiled*
