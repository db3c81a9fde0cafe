#!/bin/sh
# Prints the path of html-validate, installed under var/ from its lock; exit 1 with the reason where Node is missing.
set -u
cd "$(dirname "$0")/.." || exit 1

if ! command -v npm >/dev/null; then
    echo "Node.js et npm manquent : la vérification du HTML n’est pas faite. Pour la faire : sudo apt-get install nodejs npm" >&2
    exit 1
fi
target=var/html-tools
tool=$target/node_modules/.bin/html-validate
if ! { [ -x "$tool" ] && cmp -s tests/html/package-lock.json "$target/package-lock.json"; }; then
    echo "→ Installation de html-validate dans $target" >&2
    mkdir -p "$target"
    cp tests/html/package.json tests/html/package-lock.json "$target/"
    if ! npm ci --prefix "$target" --ignore-scripts --no-audit --no-fund --loglevel=error >&2 </dev/null; then
        rm -f "$target/package-lock.json"
        echo "npm n’a pas pu installer html-validate : la vérification du HTML n’est pas faite." >&2
        exit 1
    fi
fi
echo "$PWD/$tool"
