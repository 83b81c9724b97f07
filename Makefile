# Two commands for users: `make site` builds and publishes, `make test` tests. Each does its own set-up in .venv
# and needs only Python (3.11 or newer) and make; once set up, neither needs a network.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := output

.PHONY: site test lint bench schema clean

site: $(VENV)/.site
	$(BIN)/plainly build policies --out $(OUT)
	$(BIN)/mkdocs build --quiet --strict --config-file site/mkdocs.yml
	@echo
	@echo "The site:    file://$(abspath $(OUT))/site/index.html"
	@for page in $(OUT)/*/*/index.html; do echo "A statement: file://$(abspath .)/$$page"; done

test: $(VENV)/.dev lint
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# In an environment of its own, without the test tools, since some of them slow other packages down.
bench: $(VENV)-bench/.ready
	$(VENV)-bench/bin/python bench/run.py --write

$(VENV)-bench/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[site,fast,graph]"
	touch $@

schema: $(VENV)/.site
	$(BIN)/python -c "from plainly import schema; print(schema.text(), end='')" > dsl/plainly_dsl/policy.schema.json

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[site,fast]"
	touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@ $(VENV)/.site

clean:
	rm -rf $(OUT)/site $(OUT)/.staging-* .mypy_cache .ruff_cache .pytest_cache .hypothesis
