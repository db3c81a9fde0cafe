#!/bin/sh
# One formatter for code, one for templates.
set -eu
cd "$(dirname "$0")/.."

.venv/bin/ruff check --fix --quiet . || true
.venv/bin/ruff format .
git ls-files --cached --others --exclude-standard '*templates/*.html' | xargs -r .venv/bin/djade --target-version 5.2
