"""Our templates are indented for who writes them; what is sent to visitors is not.

A template is read once and kept. There, the spaces that begin a line are dropped, the end of the file, and that of a
line that holds nothing but tags which say nothing. Every other line keeps its end: words that stood apart stay apart.
"""

import re

from django.template.loaders import filesystem

# Elements whose spaces are seen, or are somebody else's syntax.
_KEPT = r"<(?P<element>pre|textarea|script|style)\b.*?</(?P=element)>"
_STRUCTURE = r"\{% (?:(?:end)?(?:if|for|with|block)|elif|else|empty|extends|load)\b(?:(?!%\}).)*%\}"
_NAMING = r"\{% (?:(?!%\}).)* as \w+ %\}"
_COMMENT = r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}"
_INDENT = re.compile(
    rf"(?P<kept>{_KEPT})|^[ \t]*(?P<silent>{_STRUCTURE}|{_NAMING}|{_COMMENT})\n|^[ \t]+", re.DOTALL | re.MULTILINE
)


class Loader(filesystem.Loader):
    def get_contents(self, origin):
        return without_indents(super().get_contents(origin))


def without_indents(source):
    return _INDENT.sub(lambda match: match["kept"] or match["silent"] or "", source).removesuffix("\n")
