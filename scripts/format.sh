#!/bin/sh
# One formatter for code; for templates one of their tags and one of their indents, which styles and scripts share.
set -eu
cd "$(dirname "$0")/.."

.venv/bin/ruff check --fix --quiet . || true
.venv/bin/ruff format .

files() {
    git ls-files --cached --others --exclude-standard "$@"
}
files '*templates/*.html' | xargs -r .venv/bin/djade --target-version 5.2
files '*templates/*.html' | xargs -r .venv/bin/djhtml --tabwidth 2
files '*.css' | xargs -r .venv/bin/djcss --tabwidth 2
files '*.js' | xargs -r .venv/bin/djjs --tabwidth 2
