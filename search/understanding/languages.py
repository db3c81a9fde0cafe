"""In which other language somebody asks: short lists of what people look for here, no word of which is French too.

A detector of languages needs a sentence; what is typed in a search is three words, half of them French.
"""

from __future__ import annotations

import re

from search.text.french import WORD, fold

ARABIC, ENGLISH, TURKISH = "ar", "en", "tr"

_ARABIC_LETTERS = re.compile(r"[\u0620-\u064a\u066e-\u06d3]{2}")

_WORDS = {
    ENGLISH: """
    and appointment bullied bullying call child childcare children daughter deaf disability disabled doctor enroll
    enrollment family friend from girl girls have help helping helper homework hospital housing how interpreter
    interpreting kid kids kindergarten learn learning lesson lessons library looking meal meals mother my near
    nearby need needs nurse nursery older our parenting playground pupil reading register registration school
    schools settle sick sister speak speaking swimming talk teacher teachers teaching teenager teenagers teens
    their toddler translate translator tuition tutoring tutor where which with worker writing your youth need
    """,
    TURKISH: """
    annesi babasi baslamak basvuru bebek belediye bilgi ucretsiz cocuk cocuga cocugum cocuklar cocuklarim cocugu
    destek dersi dersler dersleri doktoru egitim engelli ergen evde fransizca gencler genclik hastane hemsire icin
    istiyorum kardes kayit kizim konusmak kres kursu kurslari kutuphane lazim merkezi mahalle nasil nerede neresi
    numarasi odev odevi odevler ogretmen ogretmeni ogrenci ogrenmek oglum okul okula okulda okulu okullar oyun
    psikolog randevu saglik sosyal tatil tercuman ucret yardim yardimi yemek yok yuva yuzme
    """,
}
LANGUAGE_OF = {word: language for language, words in _WORDS.items() for word in words.split()}


def language_of(text: str) -> str:
    """« ar », « en », « tr », or "" for French and what is in no language in particular."""
    if _ARABIC_LETTERS.search(text):
        return ARABIC
    asked = (LANGUAGE_OF.get(fold(word).replace("ı", "i")) for word in WORD.findall(text))
    return next((language for language in asked if language), "")
