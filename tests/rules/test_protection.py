"""What a rule names is not deleted under it: the rule would apply to everything."""

import pytest
from django.contrib.auth.models import Group
from django.db.models import ProtectedError

from catalog.models import Term, Vocabulary
from directory.merging.merge import begin, carry_out
from portal.admin.refusals import StillUsed
from portal.models import User
from rules.changes import term_of
from tests import factories
from tests.rules.making import rule

pytestmark = pytest.mark.usefixtures("no_rule")


@pytest.fixture
def term():
    return factories.term(Vocabulary.objects.get(code="theme"), "Percussions")


def todo(group):
    return "todo", {"group": str(group.pk), "text": "Relire"}


@pytest.mark.parametrize("where", ["conditions", "actions"])
def test_a_term(term, where):
    give = ("give_term", {"term": f"theme:{term.code}"})
    made = rule(give) if where == "actions" else rule(terms=[term])
    with pytest.raises(StillUsed, match=made.name):
        term.delete()


def test_a_kind():
    kind = factories.kind("Balade")
    rule(kinds=[kind.code])
    with pytest.raises(StillUsed):
        kind.delete()


@pytest.mark.parametrize("where", ["conditions", "actions"])
def test_a_group(where):
    group = Group.objects.create(name="Bibliothèques")
    rule(todo(group)) if where == "actions" else rule(author_group=group)
    with pytest.raises(ProtectedError):
        group.delete()


def test_a_section():
    page = factories.action("Chorale")
    rule(section=page.page_ptr)
    with pytest.raises(ProtectedError):
        page.delete()


def test_what_no_rule_names_goes(term):
    rule()
    term.delete()
    assert not Term.objects.filter(pk=term.pk).exists()


def test_two_terms_that_become_one_take_the_rule_along(term):
    user = User.objects.create_superuser("referent", "referent@passerelles.example", "un mot de passe")
    kept = factories.term(term.vocabulary, "Batucada")
    made = rule(("give_term", {"term": f"theme:{term.code}"}), terms=[term])
    carry_out(begin(term, kept, user))
    made.refresh_from_db()
    assert list(made.terms.all()) == [kept]
    assert term_of(made.actions[0].value["term"]) == kept
