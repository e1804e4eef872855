# One command each for set-up, run, test and check; .ci/run calls the same ones.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup shell demo test browser slow readers check bench lock clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

# A shell in which `thidua` is a command, where you stand; Ctrl-D leaves it.
shell: setup
	@echo "thidua $$($(BIN)/thidua --version | cut -d' ' -f2): gõ thidua --help; Ctrl-D để ra."
	@PATH="$(CURDIR)/$(BIN):$$PATH" $${SHELL:-/bin/sh} || true

demo: setup
	$(BIN)/thidua demo $(CAMPAIGN)

test: setup
	$(BIN)/python -m pytest -n 3 --dist worksteal -m "not slow and not browser"

# Calendars and the desk in a real browser, on screens and on paper; none of it may be passed over. Installs Chromium
# where there is none. DESK_PICTURES=FOLDER keeps a picture of each page of the desk.
browser: setup
	.ci/chromium $(BIN)/python
	$(BIN)/python -m pytest -n 2 --dist loadfile $(wildcard tests/test_*_in_chromium.py tests/*/test_*_in_chromium.py tests/*/*/test_*_in_chromium.py)

# Proofs that take minutes: kill storms, soaks, a hundred thousand spoilt texts.
slow: setup
	$(BIN)/python -m pytest -m slow

# Feeds and mails read back by parsers of other languages; needs nodejs, npm, python3-gi and gir1.2-ical-3.0.
readers: setup
	$(BIN)/python -m tests.readers

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_imports.py

bench: setup
	$(BIN)/python -m tests.bench

# `lock` needs uv; it writes no index address into the file.
lock:
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-header \
	  --quiet --python-version 3.11 -o requirements.lock

clean:
	rm -rf .venv
