#!/bin/sh
# Source strings are French: the fr catalogue only says their plurals, other languages will say everything.
set -eu
cd "$(dirname "$0")/.."

command -v msgfmt >/dev/null || {
    echo "gettext manque : sudo apt-get install gettext" >&2
    exit 1
}
.venv/bin/python manage.py makemessages --all --no-wrap --add-location file --ignore .venv --ignore var --ignore tests
.venv/bin/python manage.py compilemessages --ignore .venv --ignore var
