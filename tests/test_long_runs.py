"""A picture pasted as text is one word of a million letters: what reads the words of a page walks through it once.

In a process of its own, since a pattern that goes back over and over again hears no signal and no test could stop it.
"""

import subprocess
import sys

PATIENCE = 120  # seconds; each function takes milliseconds, or hours

WALK = """
import itertools

import django

django.setup()

from django.utils.html import escape

from portal.inputs.phones import numbers_in
from portal.text.letters import slug_of
from portal.text.typography import space_html, space_text
from search.indexing.entries import without_addresses
from search.text.analysis import Analyzer
from search.text.lexicon import Lexicon
from search.text.parsing import parse

RUNS = [
    *"xé1_+-.@,;:(«'’/=[ \\t\\n\\u00a0\\u00ad\\u200bﬁ한",
    *("x.", "1.", "a-", "a@", "a@b.", "a b ", "01 ", "+33 ", "www.", "CAF", "C.A.F."),
]
LENGTH = 100_000

analyzer = Analyzer(Lexicon({"CAF": ["caisse d’allocations familiales"]}))
READERS = [
    without_addresses, space_text, lambda text: space_html(f"<p>{escape(text)}</p>"), slug_of, numbers_in,
    analyzer.document_words, lambda text: parse(text[:2000], analyzer),
]
for read, run in itertools.product(READERS, RUNS):
    read((run * LENGTH)[:LENGTH] + " fin")
print("lu jusqu’au bout")
"""


def test_what_reads_a_page_walks_through_a_run_of_any_length():
    walked = subprocess.run([sys.executable, "-c", WALK], capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert walked.stdout.strip() == "lu jusqu’au bout", walked.stderr
