#!/bin/sh
# Source strings are French: the fr catalogue says their plurals only, and copies them; other languages say everything.
set -eu
cd "$(dirname "$0")/.."

command -v msgen >/dev/null || {
    echo "gettext manque : sudo apt-get install gettext" >&2
    exit 1
}
manage() {
    DJANGO_SETTINGS_MODULE=portal.settings.dev .venv/bin/python manage.py "$@"
}
manage makemessages --all --no-wrap --no-obsolete --add-location file --ignore '.venv' --ignore 'var' --ignore 'tests' --ignore 'scripts'
french=locale/fr/LC_MESSAGES/django.po
kept=$(mktemp)
# Emptied first: what resembles an older plural must not take its words.
.venv/bin/python scripts/keep_plurals.py <"$french" | msgattrib --empty --clear-fuzzy --clear-previous --no-wrap - |
    msgen --no-wrap --lang=fr --output-file="$kept" -
grep -v -e "^\"POT-Creation-Date" -e "^\"Report-Msgid-Bugs-To" "$kept" >"$french" # they change without a reason
rm -f "$kept"
# locale_wagtail is written by hand: only compiled here.
manage compilemessages --ignore '.venv' --ignore 'var'
