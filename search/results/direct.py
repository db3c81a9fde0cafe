"""Direct answers: what an app above the search knows of these words, said above the results and counted nowhere.

``settings.SEARCH_ANSWERS`` names functions ``(text) -> [DirectAnswer]``, loaded by name.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class DirectAnswer:
    title: str
    url: str
    text: str
    sectors: tuple[str, ...] = ()  # codes of the terms that it lies in: offered to tick, never ticked
    is_all: bool = False  # nothing else was asked: whoever asks is sent there


def direct_answers(text: str) -> list[DirectAnswer]:
    return [answer for provider in settings.SEARCH_ANSWERS for answer in import_string(provider)(text)]
