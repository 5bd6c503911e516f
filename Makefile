# `make` says what there is. A fresh clone needs Python 3.12 or newer and make, nothing else.
.DEFAULT_GOAL := help
.PHONY: help demo test check stop clean demo-environment dev-environment

PYTHON_FOR_BOOTSTRAP := PYTHON="$(PYTHON)" sh bootstrap/python.sh
BIN := .venv/bin

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

demo: demo-environment ## the whole site with demo content on http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(BIN)/python -m portal.demo_server

stop: ## stop a demo and the database that belong to this folder
	@$(PYTHON_FOR_BOOTSTRAP) -m portal.demo_server stop
	@$(PYTHON_FOR_BOOTSTRAP) -m portal.embedded_postgres stop

clean: stop ## remove everything that the other commands made: environment, database, caches
	@$(PYTHON_FOR_BOOTSTRAP) -m portal.embedded_postgres remove
	@test -L .venv || rm -rf .venv
	@rm -rf var staticfiles media .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

demo-environment:
	@$(PYTHON_FOR_BOOTSTRAP) bootstrap/environment.py requirements-demo.txt

dev-environment:
	@$(PYTHON_FOR_BOOTSTRAP) bootstrap/environment.py requirements-dev.txt
