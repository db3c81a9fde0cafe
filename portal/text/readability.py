"""How easily a French text is read: advice, each with the words it is about, and one number to compare texts by.

Long sentences, long words and acronyms that nobody explains are what readers of easy French stumble on (the rules of
« Information for all », Inclusion Europe, 2009). Words are long by their letters: no list of frequent words is asked.
"""

import re
from dataclasses import dataclass, field

LONG_SENTENCE = 25  # words
LONG_WORD = 13  # letters
MOST_SHOWN = 5
_SENTENCE = re.compile(r"[^.!?…:;\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ACRONYM = re.compile(r"\b[A-ZÉÈÀ]{2,}[A-ZÉÈÀ0-9+]*\b")
_EXPLAINED = re.compile(r"\b([A-ZÉÈÀ]{2,}[A-ZÉÈÀ0-9+]*)\s*\(|\(([A-ZÉÈÀ]{2,}[A-ZÉÈÀ0-9+]*)\)")


@dataclass
class Readability:
    """``score``: 100 for a text without anything to say of, 0 for one that few read to its end."""

    words: int = 0
    long_sentences: list[str] = field(default_factory=list)
    long_words: list[str] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)
    score: int = 100


def measure(text, explained=()):
    """``explained``: acronyms that the site explains by itself (the glossary)."""
    words = _WORD.findall(text)
    if not words:
        return Readability()
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text)]
    long_sentences = [each for each in sentences if len(_WORD.findall(each)) > LONG_SENTENCE]
    long_words = [word for word in words if len(max(re.split("[’'-]", word), key=len)) >= LONG_WORD]
    told = {each for pair in _EXPLAINED.findall(text) for each in pair if each} | set(explained)
    acronyms = [each for each in _ACRONYM.findall(text) if each not in told]
    return Readability(
        len(words),
        long_sentences[:MOST_SHOWN],
        _once(word.lower() for word in long_words),
        _once(acronyms),
        _score(len(words), _words_in(long_sentences), len(long_words), len(set(acronyms))),
    )


def _once(words):
    return list(dict.fromkeys(words))[:MOST_SHOWN]


def _words_in(sentences):
    return sum(len(_WORD.findall(each)) for each in sentences)


def _score(words, in_long_sentences, long_words, acronyms):
    """Half of the number is for sentences, three tenths for words, a fifth for acronyms."""
    sentences = in_long_sentences / words
    heavy = min(1, long_words / words / 0.1)
    unknown = min(1, acronyms / 5)
    return round(100 - 50 * sentences - 30 * heavy - 20 * unknown)
