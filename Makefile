# `make demo` to see it, `make test` to trust it. Needs git, Python 3.11 with venv, and make.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STAMP := .venv/installed
KILLS ?= 20
UPDATES ?= 20000

.DEFAULT_GOAL := help
.PHONY: help setup demo test check audit format catalogs learn plain slow kill soak mutants random bench docs pictures dist browser clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(STAMP)  ## everything installed in .venv

demo: setup  ## a made-up school on this machine, no settings needed
	@$(BIN)/python -m bot demo

test: setup browser  ## every check and every test that is not slow
	@$(BIN)/python -m scripts.checks

check: setup  ## style, types and licences only
	@$(BIN)/python -m scripts.checks --no-tests

audit: setup  ## every library with its licence, and whether one has a known hole
	@$(BIN)/python -m scripts.audit --list

format: setup  ## write the source the way the checks want it
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

catalogs: setup  ## bring locales/ in step with the code, and with both docs/flows/ and the drawing of the house
	@$(BIN)/python scripts/catalogs.py
	@$(BIN)/python -m scripts.flow_pages
	@$(BIN)/python -m scripts.house_drawing

learn: setup  ## learn the weights of understanding anew, from the sentences of the tests
	@$(BIN)/python -m scripts.learn
	@$(BIN)/python -m scripts.learn_verdicts

plain: setup  ## the Dutch sentences for students that are hardest to read, with their score
	@$(BIN)/python -m scripts.plain_dutch

slow: setup browser  ## the tests that take longer, faults and load among them
	@$(BIN)/pytest -m slow

kill: setup  ## pull the plug KILLS=20 times while people report, send files and wipe, and count
	@$(BIN)/python -m scripts.kill_nine --kills $(KILLS) $(if $(SEED),--seed $(SEED))

soak: setup  ## 24 school days in a row with every trouble of the network: does anything grow? (about 10 minutes)
	@$(BIN)/python -m scripts.soak $(if $(SEED),--seed $(SEED))

mutants: setup  ## take one safeguard after the other away, and see that a test notices
	@$(BIN)/python -m scripts.mutants

random: setup  ## throw UPDATES=20000 random updates of every type at the bot
	@$(BIN)/python -m scripts.random_updates --updates $(UPDATES) $(if $(SEED),--seed $(SEED))

bench: setup  ## measure what is promised in figures, beside other bots too (about 30 minutes, a quiet machine)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	@$(BIN)/python -m benchmarks.race --full
	@$(BIN)/python -m benchmarks.stored
	@$(BIN)/python -m benchmarks.syncs
	@$(BIN)/python -m benchmarks.web_chats
	@$(BIN)/python -m benchmarks.sealing
	@$(BIN)/python -m benchmarks.uploads page
	@$(BIN)/python -m benchmarks.uploads telegram
	@$(BIN)/python -m benchmarks.case_list
	@$(BIN)/python -m benchmarks.due_rows
	@$(BIN)/python -m benchmarks.held
	@$(BIN)/python -m benchmarks.campaign
	@$(BIN)/python -m benchmarks.understanding
	@$(BIN)/python -m benchmarks.idle

docs: setup  ## the documents as a site in build/site, every link looked at
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,docs]'
	@$(BIN)/python -m scripts.site

pictures: setup browser  ## draw the pictures of README and guides anew, from the running demo
	@$(BIN)/python scripts/pictures.py

dist: setup  ## the files of a release in dist/
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check hatchling
	@$(BIN)/hatchling build -t sdist -t wheel

browser: $(STAMP)
	@$(BIN)/python scripts/browser.py

clean:  ## remove what was made, keep .venv
	rm -rf build dist htmlcov .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find bot tests scripts -name __pycache__ -prune -exec rm -rf {} +

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed, this is $$($(PYTHON) --version)."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
