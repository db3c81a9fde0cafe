#!/bin/sh
# Every check that needs no running site. All of them run; one failure is enough to fail.
# shellcheck disable=SC2317,SC2329  # functions are called through check()
set -u
cd "$(dirname "$0")/.." || exit 1
bin=.venv/bin
status=0

check() {
    title=$1
    shift
    if output=$("$@" 2>&1 </dev/null); then
        echo "✓ $title"
    else
        printf '%s\n✗ %s\n' "$output" "$title"
        status=1
    fi
}

files() {
    git ls-files --cached --others --exclude-standard "$@"
}

templates() {
    files '*templates/*.html' | xargs -r "$bin/djade" --check --target-version 5.2
}

indents() {
    files '*templates/*.html' | xargs -r "$bin/djhtml" --check --tabwidth 2 &&
        files '*.css' | xargs -r "$bin/djcss" --check --tabwidth 2 &&
        files '*.js' | xargs -r "$bin/djjs" --check --tabwidth 2
}

long_lines() {
    ! LC_ALL=C.UTF-8 git grep --untracked -nE '^.{121,}' -- '*templates/*.html' '*.css' '*.js'
}

scripts_of_pages() {
    git ls-files '*.js' | while read -r file; do node --check "$file" || exit 1; done
}

wordless_migrations() {
    ! git grep --untracked -nE "verbose_name|help_text=|error_messages|choices=|block_lookup=\{[^}]" -- '*/migrations/0*.py'
}

production() {
    env ENV_FILE=/dev/null VAR_DIR="${TMPDIR:-/tmp}" DJANGO_SETTINGS_MODULE=portal.settings.production \
        SECRET_KEY="$("$bin/python" -c 'import secrets; print(secrets.token_urlsafe(50))')" \
        ALLOWED_HOSTS=passerelles.ville.example "$@"
}

check "ruff : règles" $bin/ruff check .
check "ruff : mise en forme" $bin/ruff format --check .
check "djade : gabarits" templates
check "djhtml : retraits des gabarits, des styles et des scripts" indents
check "lignes de 120 caractères au plus" long_lines
check "portes entre les pièces (import-linter)" $bin/lint-imports
check "paquets importés, paquets demandés (deptry)" $bin/deptry .
check "fonctions courtes, dossiers lisibles, aucun cercle d’imports" $bin/python scripts/measure.py --check
check "types (mypy)" env DJANGO_SETTINGS_MODULE=portal.settings.test $bin/mypy
check "migrations à jour" env DJANGO_SETTINGS_MODULE=portal.settings.test \
    $bin/python manage.py makemigrations --check --dry-run
check "migrations sans phrases" wordless_migrations
check "réglages de production (check --deploy)" production $bin/python manage.py check --deploy --fail-level WARNING
if command -v node >/dev/null; then
    check "scripts des pages (node --check)" scripts_of_pages
fi
if command -v shellcheck >/dev/null; then
    check "shellcheck" shellcheck scripts/*.sh .ci/run ops/elasticsearch/es
fi
exit $status
