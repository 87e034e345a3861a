# Meeting Point: every command of daily work. `make` alone lists them.
# Needs Python 3.11 or newer; everything else is fetched at the first call.

PYTHON ?= python3
SETUP = @command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not there: install Python 3.11 or newer, or name one, for example: make run PYTHON=python3.12" >&2; exit 1; }; exec $(PYTHON) -m setup

.DEFAULT_GOAL := help
.PHONY: help run demo test test-long sure format bench

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: ## Set up what is missing and serve on http://127.0.0.1:8000 (PORT=... changes it, DEMO=0 starts empty)
	$(SETUP) run

demo: ## Load the fictional demo fair into an empty database
	$(SETUP) demo

test: ## Run every test: quick ones, both databases, browser, a seeded draw of the heavy ones
	$(SETUP) test

test-long: ## Run every test with the full counts (takes hours)
	$(SETUP) test-long

sure: ## Check format, lint, types, import contracts and the quick tests in under a minute
	$(SETUP) sure

format: ## Format the code and sort the imports
	$(SETUP) format

bench: ## Measure what docs/benchmarks.md reports
	$(SETUP) bench
