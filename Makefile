# Thin on purpose: what needs thought is in config/setup_machine.py, config/serve.py and config/with_postgres.py.

PORT ?= 8000
ARGS ?=
bin := .venv/bin

# The first Python that is new enough; name another with `make PYTHON=…`.
ifeq ($(origin PYTHON), undefined)
PYTHON := $(shell for p in python3 python3.11 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$p && break; done)
endif
no_python = $(error Tiaojie needs Python 3.11, 3.12 or 3.13. Install it with: sudo apt-get install python3 python3-venv)
python = $(or $(PYTHON),$(no_python))
set_up = $(python) -m config.setup_machine
on_sqlite := DATABASE_URL=sqlite:///var/check.sqlite3

.PHONY: help run test check soak tour fmt messages lock clean
.DEFAULT_GOAL := help

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: export STATIC_COLLECTED := 1
run: ## set everything up and run the tracker on http://127.0.0.1:8000 (PORT= changes the port)
	@$(python) -m config.serve --only-look --port $(PORT)
	@$(set_up) run
	@echo "==> Preparing the database"
	@$(bin)/python manage.py migrate --no-input
	@$(bin)/python manage.py createcachetable --verbosity 0
	@$(bin)/python manage.py load_reference
	@$(bin)/python manage.py prepare_fonts || echo "==> Fonts were not prepared; the papers will say why."
	@$(bin)/python manage.py seed_demo
	@$(bin)/python manage.py collectstatic --no-input --verbosity 0
	@exec $(bin)/python -m config.serve --with-parent --port $(PORT)

test: ## the tests on SQLite, or on PostgreSQL when DATABASE_URL is set (ARGS= goes to pytest)
	@$(set_up) test
	@$(bin)/pytest -n 2 --no-migrations -m "not slow and not browser and not soak" $(ARGS)

# The tests make their tables from the models, which is six times as quick; that the migrations come to the same is
# what `makemigrations --check` says, and that they run, the step after it and the walks on PostgreSQL.
check: ## all that CI runs: style, types, migrations, tests on SQLite and PostgreSQL, browser tests
	@$(set_up) check
	@echo "==> Style"
	@$(bin)/ruff format --check .
	@$(bin)/ruff check .
	@echo "==> Types"
	@$(bin)/mypy
	@echo "==> Django's checks, migrations"
	@$(on_sqlite) $(bin)/python manage.py check
	@$(on_sqlite) $(bin)/python manage.py makemigrations --check --dry-run
	@rm -f var/check.sqlite3
	@$(on_sqlite) $(bin)/python manage.py migrate --no-input --verbosity 0
	@echo "==> Tests on SQLite"
	@$(on_sqlite) $(bin)/pytest -n 2 --no-migrations --dist worksteal -m "not browser and not soak"
	@echo "==> Tests on PostgreSQL"
	@$(bin)/python -m config.with_postgres $(bin)/pytest -n 2 --no-migrations --dist worksteal -m "not slow and not browser and not soak" $(same_on_any_database)
	@$(bin)/python -m config.with_postgres $(bin)/pytest -m "not soak" tests/walks
	@echo "==> Tests in the browser"
	@$(on_sqlite) TEST_DATABASE_FILE=var/browser.sqlite3 $(bin)/pytest -n 2 --no-migrations --dist worksteal -m "browser and not soak"

# Arithmetic, papers, punctuation, and what reads the files of the house: once, on SQLite.
same_on_any_database := --ignore=tests/law --ignore=tests/documents --ignore=tests/pages/test_words.py \
	--ignore=tests/test_handbook.py --ignore=tests/test_packaging.py --ignore=tests/test_translations.py \
	--ignore=tests/test_floors.py --ignore=tests/test_styles.py --ignore=tests/test_colours.py

soak: ## the long runs; figures go to docs/figures/
	@$(set_up) check
	@$(bin)/pytest -n 2 --hypothesis-profile=search tests/law
	@$(on_sqlite) $(bin)/pytest -m soak -s --hypothesis-profile=search $(ARGS)
	@$(bin)/python -m config.with_postgres $(bin)/pytest -m soak -s --hypothesis-profile=search $(ARGS)

tour: ## the pictures of docs/tour.md, from a scratch demonstration that is gone afterwards
	@$(set_up) check
	@$(bin)/python -m tests.tour $(ARGS)

fmt: ## format, and repair what can be repaired alone
	@$(set_up) test
	@$(bin)/ruff check --fix --exit-zero --quiet .
	@$(bin)/ruff format .
	@$(bin)/ruff check .

messages: ## collect the strings to translate, compile the catalogues
	@$(set_up) messages
	@$(bin)/python manage.py makemessages --locale zh_Hans --ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*' --no-wrap --add-location file
	@$(bin)/python manage.py compilemessages --locale zh_Hans --ignore '.venv/*' --ignore 'var/*'

lock: ## renew requirements.lock and requirements-dev.lock from pyproject.toml
	@test -x var/lock/bin/uv || ($(python) -m venv var/lock && var/lock/bin/pip install --quiet uv)
	@var/lock/bin/uv pip compile pyproject.toml $(lock_options) -o requirements.lock
	@var/lock/bin/uv pip compile pyproject.toml --group dev -c requirements.lock $(lock_options) -o requirements-dev.lock

# Hashes, and nothing that says where the packages came from.
lock_options := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --custom-compile-command 'make lock' --quiet $(ARGS)

clean: ## remove caches; the data in var/ and the environment in .venv/ stay
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis staticfiles
	@find . -path ./.venv -prune -o -path ./var -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
