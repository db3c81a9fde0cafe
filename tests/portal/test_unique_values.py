"""A value that must be unique and is taken is said beside its field, whatever the form leaves out of the rule."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint
from django.urls import reverse
from wagtail.models import Locale

from catalog.models import Term, Vocabulary
from directory.models import GlossaryEntry
from portal.coded import Coded
from tests import factories
from tests.editing import drawn_record, send

OUR_APPS = ("catalog", "directory", "sheets", "actions", "centers")
# Written by the portal itself, never by a form.
OURS = {"catalog.TermUse", "catalog.PageTerm", "catalog.FormerCode", "directory.Merge", "directory.MovedPage"}
WORD = "wagtailsnippets_directory_glossaryentry"


def errors(answer):
    return answer.context["form"].errors


def test_every_rule_of_ours_is_a_coded_record_s_or_the_portal_s():
    own = [m for m in apps.get_models() if m.__module__.split(".")[0] in OUR_APPS]
    ruled = {m._meta.label for m in own if any(isinstance(each, UniqueConstraint) for each in m._meta.constraints)}
    assert {label for label in ruled - OURS if not issubclass(apps.get_model(label), Coded)} == set()


@pytest.mark.parametrize("model", [m for m in apps.get_models() if issubclass(m, Coded)], ids=lambda m: m.__name__)
def test_each_rule_is_asked_of_each_record(sample_site, model):
    record = model.objects.first() or factories.prop()
    copy = model(**{f.attname: getattr(record, f.attname) for f in model._meta.concrete_fields if not f.primary_key})
    for rule in model._meta.constraints:
        if all(getattr(record, name) is not None for name in rule.fields):
            with pytest.raises(ValidationError) as refused:
                copy.validate_constraints(exclude={"locale"})
            assert rule.fields[-1] in refused.value.error_dict


@pytest.mark.parametrize("button", ["action-publish", ""])
def test_a_word_without_its_word_is_no_draft(sample_site, admin_client, button):
    data = {"term": "", "expansion": "Sigle", "explanation": "", "origin": "", "synonyms": ""}
    answer = admin_client.post(reverse(f"{WORD}:add"), {**data, **({button: "1"} if button else {})})
    assert "term" in errors(answer)
    assert not GlossaryEntry.objects.filter(term="").exists()


@pytest.mark.parametrize("button", ["action-publish", ""])
def test_a_word_that_exists_is_said_beside_the_word(sample_site, admin_client, button):
    taken = GlossaryEntry.objects.create(term="Zorglub")
    data = {"term": "Zorglub", "expansion": "", "explanation": "", "origin": "", "synonyms": ""}
    answer = admin_client.post(reverse(f"{WORD}:add"), {**data, **({button: "1"} if button else {})})
    assert "« Zorglub » existe déjà ici" in str(errors(answer)["term"])
    other = GlossaryEntry.objects.create(term="Autre mot")
    answer = admin_client.post(reverse(f"{WORD}:edit", args=[other.pk]), data)
    assert "« Zorglub » existe déjà ici" in str(errors(answer)["term"])
    assert admin_client.post(reverse(f"{WORD}:edit", args=[taken.pk]), data).status_code == 302


def test_a_vocabulary_of_a_code_that_exists(sample_site, admin_client):
    address = reverse("vocabulaires:add")
    data = drawn_record(admin_client, address)
    data.update({"label": "Encore des thèmes"})
    data["code"] = "theme"
    answer = send(admin_client, address, data)
    assert "« theme » existe déjà ici" in str(errors(answer)["code"])


def test_codes_exchanged_in_one_save_are_refused_beside_them(sample_site, admin_client):
    made = factories.vocabulary("couleur", "Couleur", ["Bleu", "Vert"])
    address = reverse("vocabulaires:edit", args=[made.pk])
    data = drawn_record(admin_client, address)
    data["terms-0-code"], data["terms-1-code"] = "vert", "bleu"
    answer = send(admin_client, address, data)
    assert answer.status_code == 200
    assert "existe déjà ici" in str(answer.context["form"].formsets["terms"].errors[0]["code"])
    assert list(Term.objects.filter(vocabulary=made).values_list("code", flat=True)) == ["bleu", "vert"]


def test_a_term_of_a_code_that_exists_in_its_vocabulary(sample_site, admin_client):
    made = factories.vocabulary("couleur", "Couleur", ["Bleu", "Vert"])
    address = reverse("termes:edit", args=[made.terms.last().pk])
    data = drawn_record(admin_client, address)
    data["code"] = "bleu"
    assert "« bleu » existe déjà ici" in str(errors(send(admin_client, address, data))["code"])


def test_the_same_code_in_two_vocabularies_is_no_fault(sample_site):
    factories.vocabulary("couleur", "Couleur", ["Bleu"])
    factories.vocabulary("teinte", "Teinte", ["Bleu"])
    for term in Term.objects.filter(code="bleu"):
        term.full_clean()


def test_what_is_unique_is_so_in_its_language(sample_site):
    other = Locale.objects.create(language_code="en")
    Vocabulary(locale=other, code="theme", label="Theme").validate_constraints()
