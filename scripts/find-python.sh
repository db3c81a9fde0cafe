#!/bin/sh
# Prints the newest Python this portal runs on (PYTHON= names another), or says in one sentence what is missing.
set -u

suits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

has_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

without_venv=
for candidate in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}; do
    suits "$candidate" || continue
    if has_venv "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
    without_venv=${without_venv:-$(basename "$candidate")}
done

if [ -n "$without_venv" ]; then
    echo "Il manque le module venv de $without_venv : sous Debian ou Ubuntu, lancez « apt-get install $without_venv-venv »." >&2
else
    found=$("${PYTHON:-python3}" --version 2>/dev/null || echo "aucun Python 3")
    echo "Il faut Python 3.11 ou plus récent (trouvé : $found) : installez-le, ou donnez son chemin avec PYTHON=." >&2
fi
exit 1
