"""French words, one at a time: cleaned, folded, brought to their stems.

Both engines index what this module answers, so that they agree on what matches. Each word has up to two stems:
``fold(stem(word))`` keeps the inflections that accents tell apart, ``stem(fold(word))`` finds what is typed
without accents. Either alone loses a quarter of the pairs a reader expects.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer

from portal.text.letters import plain_letters

# Longer words are noise (addresses, pasted keys); both sides cut at the same place, so they still match.
LONGEST_WORD = 40

# A final + belongs to the word, for REP+; apostrophes of both shapes end a word, so elisions become stop words.
# Letters parted by points are one word, for P.R.E. and E.C.H.O.
WORD = re.compile(r"(?:(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+)\+?")

_INVISIBLE = "\x00\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"

# What stands between the parts of one word: « socio-éducatif », with any hyphen that a keyboard or Word writes.
HYPHENS = "-\u2010\u2011\u2012\u2013\ufe63\uff0d"

# Letters to Unicode, signs to who writes them (« lʼÉcole », « nº »), and what typesetters melt together (« aﬃche »).
_LOOK_ALIKES = (
    dict.fromkeys("\u02b9\u02bb\u02bc\u02bd\u02c8\ua78c", "’")
    | {"º": "°"}
    | {ligature: unicodedata.normalize("NFKC", ligature) for ligature in map(chr, range(0xFB00, 0xFB07))}
)
_UNCLEAN = re.compile(f"[{_INVISIBLE}{''.join(_LOOK_ALIKES)}]")

# « 6ème », « 1ère », « 2nde »: digits and an ending, as it is once folded.
_ORDINAL = re.compile(r"(\d{1,3})(?:(i?ere|re)|(i?er)|(?:ieme|iem|eme|em|e)|(?<=2)(?:nde|nd|de|d))s?")
_SPELLED_ORDINALS = {
    "premiere": "1re", "premier": "1er", "second": "2e", "seconde": "2e", "deuxieme": "2e", "troisieme": "3e",
    "quatrieme": "4e", "cinquieme": "5e", "sixieme": "6e", "septieme": "7e", "huitieme": "8e", "neuvieme": "9e",
    "dixieme": "10e", "onzieme": "11e", "douzieme": "12e",
}  # fmt: skip

# Without « été » (the season), « sous » and « sur », which are words of sheets; with the words of questions.
STOP_WORDS = frozenset(
    """
    a ai aie aient aies ait alors as au aucun aucune auquel aura aurai auraient aurait aussi autre autres aux
    auxquelles auxquels avaient avais avait avec avez aviez avions avoir avons ayant
    c ça car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci combien comme comment
    d dans de des desquelles desquels dois doit doivent donc dont du duquel
    elle elles en es est et êtes étaient étais était étant être eu eux
    fait faire faut fut furent
    ici il ils j je l la là laquelle le les lequel lesquelles lesquels leur leurs lorsque lui
    m ma mais me même mêmes mes mien moi mon n ne ni no nos notre nous
    on ont ou où par parce pas peut peuvent peux plus pour pourquoi puis puisque
    qu quand que quel quelle quelles quelque quelques quels qui quoi
    s sa sans se sera serai seraient serait ses si sien soi soient sois soit sommes son sont suis
    t ta te tel telle telles tels tes ton toi toujours tous tout toute toutes très trop tu
    un une vers veut veux voici voilà vos votre vous vu y à
    """.split()
)

_stemmer = Stemmer.Stemmer("french")
_stemming = threading.Lock()  # one PyStemmer object serves one thread at a time


def clean(text: str) -> str:
    """NFC text that any engine accepts: no NUL, no lone surrogate, no invisible mark inside words, no ligature."""
    text = text.encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFC", _UNCLEAN.sub(lambda found: _LOOK_ALIKES.get(found[0], ""), text))


def undotted(word: str) -> str:
    """« P.R.E. » as it is meant: PRE."""
    return word.replace(".", "")


def lower(text: str) -> str:
    """Lower case of the same length as the text, so that positions found in one hold in the other."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Without case, accents and ligatures: the form in which spellings are compared."""
    word = _plain(word)
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _plain(word: str) -> str:
    """Lower case, in letters that a French keyboard has, accents kept: « Yıldız » is yildiz, « 6ᵉ » is 6e."""
    word = word.lower()
    if word.isascii():
        return word
    return plain_letters(unicodedata.normalize("NFKC", word)).lower()


def ordinal(word: str) -> tuple[str, ...]:
    """The token of a rank in digits, whatever its ending: « 6e », « 6ème » and « 6ᵉ »; « 1e » may be either gender."""
    rank = _ORDINAL.fullmatch(fold(word))
    if not rank:
        return ()
    number, feminine, masculine = rank.groups()
    if number == "1":
        return ("1re",) if feminine else ("1er",) if masculine else ("1er", "1re")
    return (f"{number}e",)


def singular(word: str) -> str:
    """The singular by spelling alone: Snowball by itself parts « loisir » from « loisirs », « jeu » from « jeux »."""
    if len(word) < 4:
        return word
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-2] + "l"
    return word[:-1] if word[-1] in "sx" else word


@lru_cache(maxsize=100_000)
def stems(word: str) -> tuple[str, ...]:
    """One or two index tokens of a word; stop words have theirs too, leaving them out is the caller's choice."""
    word = _plain(word)[:LONGEST_WORD]
    kept, folded = fold(_stem(word)), fold(word)
    rank = _SPELLED_ORDINALS.get(folded.removesuffix("s"))
    bare = rank or _stem(folded)
    return ordinal(folded) or ((kept,) if kept == bare else (kept, bare))


def _stem(word: str) -> str:
    with _stemming:
        return _stemmer.stemWord(masculine(singular(word))) or word


def masculine(word: str) -> str:
    """« médiatrice » as « médiateur »: Snowball parts them where the rest of the word is short."""
    return f"{word[:-5]}teur" if word.endswith("trice") and len(word) > 6 else word
