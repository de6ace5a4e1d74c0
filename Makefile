# Colophon's one menu. Plain `make` prints it from the comments behind the targets.
PYTHON ?= python3
RUN = .venv/bin/python
export PYTHONPATH := $(CURDIR)
.DEFAULT_GOAL := help
.PHONY: help install run test test-browser test-stack check coverage lock clean defences bench bench-image bench-backup \
        image reference env up down logs shell migrate rollout rollback releases scale prune backup restore drill doctor dashboards \
        relock audit \
        base login push index tags sbom scan sign verify deploy smoke propose rehearse

help: ## this menu
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-22s %s\n", $$1, $$2}' Makefile

install: ## make .venv with what running needs
	@$(PYTHON) config/local/install.py local

run: install ## start the site on this machine, with database, sign-in and sample people
	@$(RUN) -m config.local.run

test: ## run the tests against a real database, in parallel
	@$(PYTHON) config/local/install.py test
	@$(RUN) -m pytest -n auto --dist worksteal -m "not browser and not stack" --timeout 120 $(TESTS)

test-browser: ## drive the site in a real Chromium
	@$(PYTHON) config/local/install.py browser
	@$(RUN) -m pytest -m browser --timeout 300 $(TESTS)

test-stack: ## start the shipped production containers beside a test authority, and break them one part at a time
	@$(PYTHON) config/local/install.py browser
	@$(RUN) -m pytest -m stack --timeout 900 $(or $(TESTS),tests/stack)

check: ## lint, types, layers, templates, images, scripts, migrations, sizes, licences, locks
	@$(PYTHON) config/local/install.py check
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/mypy deploy/aws/dashboards.py
	@.venv/bin/cfn-lint deploy/aws/*.yaml
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/djlint --lint profiles/templates --quiet
	@.venv/bin/hadolint compose/*/Dockerfile
	@.venv/bin/shellcheck --external-sources .ci/run compose/bin/* compose/*/entrypoint compose/traefik/healthcheck compose/postgres/*.sh
	@.venv/bin/shellcheck --exclude=SC2154 compose/doctor/*  # sourced: what they read is set elsewhere
	@.venv/bin/zizmor --offline --quiet --no-progress .github
	@.venv/bin/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@.venv/bin/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(RUN) -m tests.repository.migrations
	@$(RUN) -m tests.repository.sizes
	@$(RUN) -m tests.repository.licences
	@$(RUN) -m tests.repository.locks

coverage: ## the tests with a coverage report and its floor
	@$(PYTHON) config/local/install.py test
	@$(RUN) -m pytest -n auto --dist worksteal -m "not browser and not stack" --cov --cov-report=term --cov-report=html --timeout 240 $(TESTS)

defences: ## remove one defence at a time and see that a test catches each
	@$(PYTHON) config/local/install.py test
	@$(RUN) -m tests.defences $(ONLY)

bench: ## what the site costs among 10,000 and 1,000,000 people, beside a constant view: docs/performance.md (SIZES=3000 ROUNDS=1: quick, printed)
	@$(PYTHON) config/local/install.py test
	@$(RUN) -m tests.benchmarks $(SIZES) $(if $(ROUNDS),--rounds $(ROUNDS)) $(AFRESH)

bench-image: ## megabytes, build seconds, seconds to ready and memory of the image; a visitor's wait during slow bodies
	@$(PYTHON) config/local/install.py test
	@$(RUN) -m tests.benchmarks.image
	@$(RUN) -m tests.benchmarks.slow_bodies

bench-backup: ## seconds per GB of a backup, a drill and a restore, of MB= (500) of rows and files
	@$(PYTHON) config/local/install.py test
	@$(RUN) -m tests.benchmarks.backups $(MB)

image: ## build the image (TAG=, PLATFORM=, ECR_REGISTRY=, PUSH=1)
	@compose/bin/image

base: ## the base image with the digest that its tag has now, for PYTHON_IMAGE; OF=TRAEFIK_IMAGE and the like: another
	@compose/bin/base

login: ## sign in at the REGISTRIES
	@compose/bin/login

push: ## build a commit's image for one PLATFORM on a PYTHON_IMAGE with digest, and push it to the REGISTRIES
	@compose/bin/push

index: ## join what was pushed for each platform, under all TAGS
	@compose/bin/index

tags: ## what an index is called: the commit, and the branch, version, pull request or ENV
	@compose/bin/tags

sbom: ## what an IMAGE holds, as CycloneDX
	@compose/bin/sbom

scan: ## known weaknesses of an IMAGE, as SARIF; needs trivy
	@compose/bin/scan

sign: ## sign the index, and SBOM= beside it; needs cosign, and COSIGN_KEY outside of the pipeline
	@compose/bin/sign

verify: ## whether our pipeline (SIGNER=) or a key (COSIGN_KEY=) signed an IMAGE; needs cosign
	@compose/bin/verify

deploy: ## ENV= IMAGE_TAG=: let the machine DEPLOY_INSTANCE run an image, through AWS Systems Manager
	@compose/bin/deploy

smoke: ## whether the site at URL answers as it should, as a visitor sees it
	@compose/bin/smoke

propose: ## the locks as they are now, as a pull request
	@compose/bin/propose

rehearse: ## what the pipeline does with images, against a registry of this machine (REGISTRIES=127.0.0.1:5000)
	@$(PYTHON) config/local/install.py test
	@$(RUN) -m tests.rehearsals.publishing

reference: ## write what is made from the code: variables, addresses, the API, files of translations
	@$(PYTHON) config/local/install.py test
	@$(RUN) -m tests.repository.variables --write
	@$(RUN) -m tests.repository.addresses --write
	@$(RUN) -m tests.repository.schema --write
	@$(RUN) -m tests.repository.doctor --write
	@$(RUN) -m tests.repository.licences --write
	@$(RUN) -m tests.repository.messages --write

rehearse-first-minute: ## a newcomer's first minute from an empty folder, in seconds
	@$(PYTHON) tests/rehearsals/first_minute.py --python $(PYTHON) $(HOW)

lock: ## lock every requirement with hashes, for Python 3.11 to 3.14, Linux and macOS
	@$(PYTHON) config/local/install.py check
	@$(MAKE) --silent relock

relock: ## the same, with what is installed
	@for set in base production backup local test browser check monitor; do \
	  .venv/bin/uv pip compile -q --system-certs --universal --generate-hashes --python-version 3.11 --no-header $(UPGRADE) \
	    $$(case $$set in base) ;; monitor) echo -c requirements/test.txt ;; *) echo -c requirements/base.txt ;; esac) \
	    requirements/$$set.in -o requirements/$$set.txt || exit 1; done

audit: ## known weaknesses of what is locked; fails also when the source of them does not answer
	@$(PYTHON) config/local/install.py check
	@$(RUN) -m tests.repository.audit

env: ## ENV=dev or production: make the files of variables and secrets that are missing
	@compose/bin/env "$(ENV)"

up: ## ENV=local, dev or production: start the containers and wait until the site is ready
	@compose/bin/up "$(ENV)"

down: ## ENV=: stop and remove the containers; what people wrote stays
	@compose/bin/down "$(ENV)"

logs: ## ENV=: follow the logs, of one part with SERVICE=
	@compose/bin/logs "$(ENV)" $(SERVICE)

shell: ## ENV=: Django's shell, or a command with DO="grant_staff ada"
	@compose/bin/shell "$(ENV)" "$(DO)"

migrate: ## ENV=: bring the tables up to date
	@compose/bin/migrate "$(ENV)"

rollout: ## ENV= IMAGE_TAG=: bring a release without a pause; without IMAGE_TAG the one of the variables
	@compose/bin/rollout "$(ENV)"

rollback: ## ENV=: bring back the release before, its image and its variables
	@compose/bin/rollback "$(ENV)"

releases: ## ENV=: who brought which release, when, and how it went
	@compose/bin/releases "$(ENV)"

scale: ## ENV= N=: run the live slot in N copies
	@compose/bin/scale "$(ENV)" "$(N)"

backup: ## ENV=: make a backup now, beside those that are made by themselves
	@compose/bin/backup "$(ENV)"

restore: ## ENV=: the site as it was in the newest backup, or FROM=20261121T031500Z; KEY= opens encrypted ones
	@compose/bin/restore "$(ENV)"

drill: ## ENV=: the same but the swap, so that nothing changes: could it be restored, how fast, how old is it
	@DRILL=1 compose/bin/restore "$(ENV)"

doctor: ## ENV=: look at all that the site leans on, and say what to do
	@compose/bin/doctor "$(ENV)"

dashboards: ## ENV=: draw the dashboard and set the alarms in CloudWatch; DRY=1 only says what would change
	@compose/bin/dashboards "$(ENV)"

prune: ## remove old images but the last three; asks, unless YES=1
	@compose/bin/prune $(YES)

clean: ## remove what was made here: .venv, data of `make run`, caches
	@if [ -x $(RUN) ]; then $(RUN) -m config.local.clean; fi
	@rm -rf .venv .local .mypy_cache .ruff_cache .import_linter_cache .coverage* htmlcov staticfiles
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
