"""Reads a catalogue on standard input and writes it without the entries that have no plural."""

import sys

entries = sys.stdin.read().split("\n\n")
kept = [entries[0]] + [entry for entry in entries[1:] if "\nmsgid_plural " in entry and not entry.startswith("#~")]
sys.stdout.write("\n\n".join(kept).rstrip("\n") + "\n")
