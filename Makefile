# The verbs of the project. `make run` and `make test` need Python 3.11 or newer with venv, make and git, nothing else.
PYTHON ?= python3
PORT ?= 8000
export PORT
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run check test e2e e2e-all weigh weigh-all bench bench-all chaos lighthouse words language handbook lock clean
.DELETE_ON_ERROR:

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

# Each stamp is written last, so that an environment which was interrupted is made again.
$(VENV)/run.stamp: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version) if sys.version_info < (3, 11) else 0'
	@test -x $(BIN)/python && $(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/e2e.stamp: requirements-e2e.lock $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-e2e.lock
	@touch $@

run: $(VENV)/run.stamp ## the whole guide at http://localhost:$(PORT)
	@$(BIN)/python manage.py prepare
	@exec $(BIN)/gunicorn --config config/gunicorn.py config.wsgi:application

check: $(VENV)/dev.stamp ## style, catalogs, content, migrations, settings, weight
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/python -W error::DeprecationWarning manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py compile_words
	$(BIN)/python manage.py ui_words --check
	DATABASE_URL=sqlite:///:memory: $(BIN)/python manage.py check_content --fixtures
	@DATABASE_URL=sqlite:///:memory: $(BIN)/python manage.py weigh --fixtures --most 3

test: $(VENV)/dev.stamp ## the whole suite on SQLite, and on PostgreSQL where a server's programs are found
	$(BIN)/python manage.py compile_words
	env -u DATABASE_URL $(BIN)/python -m pytest -m "not browser" -n 2 --dist loadgroup -q
	$(BIN)/python tests/postgresql.py -m "django_db and not browser and not letters" -n 2 --dist loadgroup -q

e2e: $(VENV)/e2e.stamp ## in a real browser: each page kind in each language
	$(BIN)/python manage.py compile_words
	$(BIN)/python -m pytest -m browser -n 2 --dist loadgroup -q tests/browser

e2e-all: $(VENV)/e2e.stamp ## in a real browser: every page in every language, light and dark
	$(BIN)/python manage.py compile_words
	EVERY_PAGE=1 $(BIN)/python -m pytest -m browser -n 2 --dist loadgroup -q tests/browser

weigh: $(VENV)/run.stamp ## bytes of every page in every language, largest first
	@$(BIN)/python manage.py compile_words
	@DATABASE_URL=sqlite:///:memory: $(BIN)/python manage.py weigh --fixtures

weigh-all: $(VENV)/run.stamp ## the same with every page in every two languages
	@$(BIN)/python manage.py compile_words
	@DATABASE_URL=sqlite:///:memory: $(BIN)/python manage.py weigh --fixtures --every-pair

bench: $(VENV)/run.stamp ## a page from the store beside a bare Django view and a bare function (needs wrk and nginx)
	@$(BIN)/python manage.py compile_words
	@$(BIN)/python -m bench

bench-all: $(VENV)/run.stamp ## also memory, growth, edits and the first start (needs PostgreSQL too)
	@$(BIN)/python manage.py compile_words
	@$(BIN)/python -m bench all

chaos: $(VENV)/run.stamp ## the worst day: what fails for readers while everything else does (needs nginx and PostgreSQL)
	@$(BIN)/python manage.py compile_words
	@$(BIN)/python -m bench.chaos

lighthouse: $(VENV)/dev.stamp ## scores of Lighthouse on a slow phone (needs node with npm, and Chromium)
	@cd bench/lighthouse && npm ci --loglevel=error --no-audit --no-fund
	@$(BIN)/python manage.py compile_words
	@$(BIN)/python -m bench.lighthouse

words: $(VENV)/dev.stamp ## collect the words of templates and admin into locale/
	$(BIN)/python manage.py ui_words --update

language: $(VENV)/dev.stamp ## what a new row of config/languages.py needs: make language CODE=km
	DATABASE_URL=sqlite:///:memory: $(BIN)/python manage.py new_language $(CODE)

handbook: $(VENV)/e2e.stamp ## the pictures of the editors' handbook, taken anew in a real browser
	$(BIN)/python docs/pictures/make.py

lock: ## renew the lock files (needs uv)
	uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 --group dev pyproject.toml -o requirements-dev.lock
	uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 --group e2e -o requirements-e2e.lock

clean: ## take away what was built; the database stays
	rm -rf $(VENV) var/static htmlcov .coverage
