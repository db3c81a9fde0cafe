"""Rules and mails are nobody's pages: what they write has no page asked again."""

import pytest

from jobs.mails.delivery import deliver
from portal.accounts import personal_links
from portal.cache.changes import read_generation
from rules import playing
from rules.models import Run, Todo
from tests import factories
from tests.rules.making import rule

MAIL = {"to": "addresses", "group": None, "addresses": "ecole@ville.example", "subject": "$titre", "text": "Voir."}


@pytest.mark.usefixtures("no_rule")
def test_a_rule_that_is_played_a_mail_and_a_link_leave_every_page_as_it_was():
    rule(("mail", MAIL))
    factories.action("Chorale")
    before = read_generation()
    assert playing.play_waiting() == 1
    assert deliver() == 1
    personal_links.replace("essai", 1, days=3)
    Todo.objects.all().delete()
    assert Run.objects.get().state == "done"
    assert read_generation() == before
