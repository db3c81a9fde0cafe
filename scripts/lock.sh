#!/bin/sh
# One lock for every platform and Python; --upgrade goes through: make lock is how versions move.
# Extras are named: pip asks for a hash of « coverage[toml] » even where it has that of « coverage ».
set -eu
cd "$(dirname "$0")/.."

for name in requirements requirements-dev; do
    .venv/bin/uv pip compile --universal --no-strip-extras --generate-hashes --python-version 3.11 --quiet --no-header "$name.in" -o "$name.txt" "$@"
    # What one package asks with an extra another asks without: pip wants a line of hashes for each of the two.
    awk '/^[a-z0-9-]+\[[a-z,]+\]==/ { block = 1; sub(/\[[a-z,]+\]/, "") } block && /^ +#/ { block = 0 } block' "$name.txt" >"$name.bare"
    cat "$name.bare" >>"$name.txt"
    rm "$name.bare"
    echo "→ $name.txt"
done
