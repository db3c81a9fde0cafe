"""The running text of a sheet: its first sentence, and the addresses that stand in it."""

from __future__ import annotations

import re

from imports.documents.blocks import Block

URL = re.compile(r"https?://[^\s<>«»]+")
LONGEST_SUMMARY = 600  # letters: what a page has room for
_ALONE = re.compile(r"https?://[^\s<>«»]+|mailto:\S+")
_SENTENCE = re.compile(r".+?[.!?…](?=\s|$)", re.DOTALL)


def one_line(text: str) -> str:
    return " ".join(text.split())


def without_addresses(text: str) -> str:
    """Lines that are an address and nothing else are links, whatever the text around says."""
    return "\n".join(line for line in text.split("\n") if not _ALONE.fullmatch(line.strip()))


def first_sentence(blocks: list[Block]) -> tuple[str, list[Block]]:
    """Of the first paragraph. A scan leaves empty lines anywhere: what goes on with a small letter is the same one."""
    words: str = ""
    told: list[Block] = []
    for block in blocks:
        line = one_line(without_addresses(block.text))
        if told and (block.kind != "paragraph" or not line[:1].islower() or words.endswith(":")):
            break
        if block.kind != "paragraph" or not line:
            continue
        words, told = f"{words} {line}".strip(), [*told, block]
        if found := _SENTENCE.match(words):
            return _cut(found[0]), told
    return _cut(words), told


def _cut(text: str) -> str:
    """At a word, where there is one."""
    if len(text) <= LONGEST_SUMMARY:
        return text
    begun = text[: LONGEST_SUMMARY - 1]
    return f"{begun.rpartition(' ')[0] or begun}…"


def links_of_text(block: Block) -> list[tuple[str, str]]:
    """Those behind words, and those that stand alone on a line."""
    behind = [(one_line(link.label) or link.url, link.url) for link in block.links if URL.fullmatch(link.url)]
    lines = [line.strip() for line in block.text.split("\n")]
    return behind + [(line, line) for line in lines if URL.fullmatch(line)]
