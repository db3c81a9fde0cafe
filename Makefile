# Each target is one line of help; what it does stands in scripts/.
.DEFAULT_GOAL := help
.PHONY: help demo test coverage bench measure lint format lock messages clean environment

help: ## Montrer cette aide
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## Servir le site et son contenu d’exemple sur http://127.0.0.1:8000/ (PORT= pour changer de port)
	@python=$$(scripts/find-python.sh) && exec "$$python" scripts/demo.py

test: environment ## Passer tous les tests, installer d’abord ce qu’il leur faut (ARGS= va à pytest)
	@scripts/test.sh $(ARGS)

coverage: environment ## Dire quelles lignes aucun test ne parcourt (navigateur et moteur distant à part)
	@.venv/bin/python -m pytest -q -n auto --maxprocesses 4 --dist loadgroup -m "not browser and not html and not cluster and not verapdf" --cov --cov-report=term $(ARGS)

bench: environment ## Mesurer moteurs et pages à 1 000 et 10 000 fiches inventées, dans var/bench (ARGS= va à la mesure)
	@.venv/bin/python -m bench $(ARGS)

measure: environment ## Dire en chiffres comment le code se lit
	@.venv/bin/python scripts/measure.py

lint: environment ## Vérifier style, gabarits, migrations, réglages de production et portes entre les pièces
	@scripts/lint.sh

format: environment ## Mettre en forme le code et les gabarits
	@scripts/format.sh

lock: environment ## Recalculer les versions verrouillées, avec leurs empreintes
	@scripts/lock.sh

messages: environment ## Relever les phrases à traduire et compiler les catalogues (demande gettext)
	@scripts/messages.sh

clean: ## Retirer .venv et les caches ; var/ (la base, les fichiers déposés) est gardé
	@rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@python=$$(scripts/find-python.sh) && "$$python" scripts/environment.py --dev
