# `make` says what there is. A fresh clone needs Python 3.12 or newer and make, nothing else.
.DEFAULT_GOAL := help
.PHONY: help demo test bench check drill messages screenshots lock stop clean demo-environment dev-environment

PYTHON_FOR_BOOTSTRAP := PYTHON="$(PYTHON)" sh bootstrap/python.sh
BIN := .venv/bin
LOCK := var/lock/bin/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
	--no-header --no-annotate pyproject.toml

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

demo: demo-environment ## the whole site with demo content on http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(BIN)/python -m portal.demo_server

test: dev-environment ## every test, in a browser too when Chromium is installed
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

bench: dev-environment ## measure lists with a million dates (ARGS="--dates 100000" for fewer, --explain for all plans)
	@$(BIN)/python -m tests.bench.lists $(ARGS)

check: dev-environment ## lint, format, templates, types, layers, migrations, catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m portal.catalogues check

drill: dev-environment ## sign-ups while processes are killed and database and mail server fail; prints the figures
	@$(BIN)/python -m tests.drill

messages: dev-environment ## bring the interface's catalogues up to date with the source (needs gettext)
	@$(BIN)/python -m portal.catalogues update

screenshots: dev-environment ## photograph a demo that is running (make demo) into docs/screenshots
	@$(BIN)/python manage.py screenshots $(ARGS)

lock: dev-environment ## resolve pyproject.toml into requirements*.txt (UPGRADE=--upgrade takes newer versions)
	@test -x var/lock/bin/uv || { $(BIN)/python -m venv var/lock && var/lock/bin/pip install --quiet uv; }
	$(LOCK) $(UPGRADE) --output-file requirements.txt
	$(LOCK) $(UPGRADE) --constraint requirements.txt --extra demo --output-file requirements-demo.txt
	$(LOCK) $(UPGRADE) --constraint requirements-demo.txt --extra demo --extra dev --output-file requirements-dev.txt

stop: ## stop a demo and the database that belong to this folder
	@$(PYTHON_FOR_BOOTSTRAP) -m portal.demo_server stop
	@$(PYTHON_FOR_BOOTSTRAP) -m portal.embedded_postgres stop

clean: stop ## remove everything that the other commands made: environment, database, caches
	@$(PYTHON_FOR_BOOTSTRAP) -m portal.embedded_postgres remove
	@test -L .venv || rm -rf .venv
	@rm -rf var staticfiles media .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -path ./.venv -prune -o -name '*.mo' -exec rm -f {} + -o -name __pycache__ -prune -exec rm -rf {} +

demo-environment:
	@$(PYTHON_FOR_BOOTSTRAP) bootstrap/environment.py requirements-demo.txt

dev-environment:
	@$(PYTHON_FOR_BOOTSTRAP) bootstrap/environment.py requirements-dev.txt
