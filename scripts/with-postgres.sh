#!/bin/sh
# Runs a command with DATABASE_URL naming a PostgreSQL server of its own: made in a temporary folder, stopped at the end.
# Installs Debian's package where it is missing and this user may.
set -u

find_server() {
    find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1
}

bin=$(find_server)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "→ Installation de PostgreSQL (paquet Debian)"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql; } \
        >/dev/null 2>&1 </dev/null
    bin=$(find_server)
fi
if [ -z "$bin" ]; then
    echo "PostgreSQL manque : sudo apt-get install postgresql" >&2
    exit 1
fi

# PostgreSQL refuses to run as root: there, the package's own user does.
if [ "$(id -u)" = 0 ]; then
    as_owner() { runuser -u postgres -- "$@"; }
else
    as_owner() { "$@"; }
fi

folder=$(mktemp -d /tmp/passerelles-pg.XXXXXX)
[ "$(id -u)" = 0 ] && chown postgres: "$folder"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

stop() {
    (cd "$folder" && as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1)
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

start() {
    cd "$folder" || return 1
    as_owner "$bin/initdb" -D data -U postgres -A trust -E UTF8 --no-sync >initdb.log 2>&1 || return 1
    # A throwaway: durability would only cost time.
    as_owner "$bin/pg_ctl" -D data -l "$folder/server.log" -w \
        -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
        start >/dev/null
}

if ! (start); then
    cat "$folder/initdb.log" "$folder/server.log" 2>/dev/null >&2
    echo "PostgreSQL n’a pas démarré." >&2
    exit 1
fi
DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres" "$@"
