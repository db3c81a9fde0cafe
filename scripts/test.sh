#!/bin/sh
# All tests. What a machine lacks (a browser, Node, Java) makes its tests skipped, with the reason, never silently passed over.
set -u
cd "$(dirname "$0")/.." || exit 1

CHROMIUM=$(scripts/chromium.sh) || CHROMIUM=
HTML_VALIDATE=$(scripts/html-tools.sh) || HTML_VALIDATE=
export CHROMIUM HTML_VALIDATE
ops/elasticsearch/es get || echo "Les tests d’Elasticsearch ne sont pas faits : les autres le sont." >&2
# The whole suite has a worker for each core; a few tests start faster in one process.
[ $# -gt 0 ] || set -- -n auto --maxprocesses 4 --dist loadgroup
exec .venv/bin/python -m pytest "$@"
