#!/bin/sh
# Prints the path of Chromium; where it is missing and this user may, installs Debian's first. Exit 1 with the reason if not.
set -u

find_chromium() {
    command -v chromium || command -v chromium-browser
}

find_chromium && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "→ Installation de Chromium (paquet Debian) pour les tests de navigateur" >&2
    log=$(mktemp)
    if { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } \
        >"$log" 2>&1 </dev/null && find_chromium; then
        rm -f "$log"
        exit 0
    fi
    tail -5 "$log" >&2
fi
echo "Chromium manque : les tests de navigateur ne sont pas faits. Pour les faire : sudo apt-get install chromium" >&2
exit 1
