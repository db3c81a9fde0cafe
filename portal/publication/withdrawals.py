"""What else goes when a page is withdrawn: the page cannot know, whoever holds it says so."""

from collections.abc import Callable

from wagtail.models import Page

_tellers: list[Callable[[Page], str]] = []


def says_before_withdrawal(tell: Callable[[Page], str]) -> Callable[[Page], str]:
    """Registers a function from a page to a sentence for whoever is about to withdraw it, "" where there is nothing."""
    _tellers.append(tell)
    return tell


def before_withdrawal(page: Page) -> list[str]:
    return [said for tell in _tellers if (said := tell(page))]
