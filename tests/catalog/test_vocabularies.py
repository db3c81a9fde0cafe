"""A vocabulary made in the browser is a facet at once: in the form, on the sheet, in the search, with counts."""

import re

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from actions.models import ActionPage
from catalog.models import PageTerm, Term, TermUse, Vocabulary
from catalog.usage import term_usages
from tests import factories
from tests.editing import drawn_record, send

FORMSET = {
    "terms-TOTAL_FORMS": "3",
    "terms-INITIAL_FORMS": "0",
    "terms-MIN_NUM_FORMS": "0",
    "terms-MAX_NUM_FORMS": "1000",
}


def posted_vocabulary(labels, **values):
    data = {"label": "Langue parlée", "kind": "flat", "source": "chosen", "order": "35", "multiple": "on", **FORMSET}
    for number, label in enumerate(labels):
        data |= {f"terms-{number}-label": label, f"terms-{number}-ORDER": str(number + 1), f"terms-{number}-id": ""}
    return {**data, "page_types": ["action"], **values}


@pytest.fixture
def languages(sample_site, admin_client):
    answer = admin_client.post(
        reverse("vocabulaires:add"), posted_vocabulary(["Arabe", "Français", "Turc"], is_facet="on")
    )
    assert answer.status_code == 302, answer.context["form"].errors
    return Vocabulary.objects.get(code="langue-parlee")


def test_codes_come_from_the_labels(languages):
    assert list(languages.terms.order_by("sort_order").values_list("code", flat=True)) == ["arabe", "francais", "turc"]


def test_a_new_vocabulary_is_in_the_edit_form_once(languages, admin_client):
    page = ActionPage.objects.first()
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert len(re.findall(r'name="vocab_langue-parlee"', html)) == 3


def test_a_facet_is_offered_at_once_with_its_counts(languages, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        factories.action(terms=[languages.terms.get(code="turc")])
    facets = client.get("/api/v1/search").json()["facets"]
    assert {row["value"]: row["count"] for row in facets["langue-parlee"]} == {"arabe": 0, "francais": 0, "turc": 1}
    assert client.get("/api/v1/search?langue-parlee=turc").json()["total"] == 1


def test_the_terms_stand_on_the_sheet(languages, client):
    page = factories.action(terms=[languages.terms.get(code="turc")])
    html = client.get(page.url).content.decode()
    assert "Langue parlée" in html
    assert "/recherche/?langue-parlee=turc" in html


def test_renaming_a_label_is_enough_everywhere(languages, client, django_capture_on_commit_callbacks):
    turkish = languages.terms.get(code="turc")
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.action(terms=[turkish])
    with django_capture_on_commit_callbacks(execute=True):
        turkish.label = "Langue turque"
        turkish.save()
    assert "Langue turque" in client.get(page.url).content.decode()
    assert client.get("/api/v1/search?q=langue+turque").json()["total"] == 1


def test_the_drawings_that_an_editor_chooses_are_shown(languages, admin_client, client):
    page = factories.action(terms=[languages.terms.get(code="turc"), Term.objects.get(code="sport")])
    for screen, record in (("vocabulaires", languages), ("termes", Term.objects.get(code="sport"))):
        address = reverse(f"{screen}:edit", args=[record.pk])
        form = drawn_record(admin_client, address)
        form["icon"] = "bus"
        assert admin_client.post(address, dict(form.lists())).status_code == 302
    assert re.search(r'#bus"/></svg>\s*Langue parlée', client.get(page.url).content.decode())
    assert re.search(r'#bus"/></svg>\s*Sport', client.get("/").content.decode())


def test_a_code_is_fixed_once_used(sample_site, admin_client):
    theme = Term.objects.get(code="sport")
    theme.code = "sports"
    with pytest.raises(Exception, match="ne peut plus changer"):
        theme.full_clean()


def test_an_unused_code_may_change(sample_site):
    term = factories.term(Vocabulary.objects.get(code="theme"), "Jardinage")
    term.code = "jardins"
    term.full_clean()


@pytest.mark.parametrize("code", ["q", "type", "page", "tri"])
def test_parameters_of_the_search_are_reserved(sample_site, code):
    with pytest.raises(Exception, match="réservé"):
        Vocabulary(label="Essai", code=code, locale=Vocabulary.objects.first().locale).full_clean()


def test_a_published_term_is_protected_and_the_refusal_names_the_page(languages):
    turkish = languages.terms.get(code="turc")
    factories.action(title="Cours de cuisine", terms=[turkish])
    with pytest.raises(ProtectedError, match="Cours de cuisine"):
        turkish.delete()


def test_a_term_of_a_draft_is_protected(languages):
    turkish = languages.terms.get(code="turc")
    page = factories.action(title="Sortie au musée")
    page.page_terms = [PageTerm(term=turkish)]
    page.save_revision()
    assert not turkish.page_terms.exists()
    assert [usage.title for usage in term_usages(turkish)] == ["Sortie au musée"]
    with pytest.raises(ProtectedError, match="Sortie au musée"):
        turkish.delete()


def test_a_term_of_an_old_revision_is_protected(languages):
    turkish = languages.terms.get(code="turc")
    page = factories.action(terms=[turkish])
    page.page_terms = []
    page.save_revision().publish()
    assert TermUse.objects.filter(term=turkish).exists()
    with pytest.raises(ProtectedError):
        turkish.delete()


def test_a_public_of_an_audience_row_is_protected(sample_site):
    parents = Term.objects.get(vocabulary__code="public", code="parents")
    assert "Poste liaison Familles-Écoles-Quartier" in [usage.title for usage in term_usages(parents)]


def test_an_unused_term_is_deleted(languages):
    languages.terms.get(code="arabe").delete()
    assert not Term.objects.filter(code="arabe").exists()


def test_the_delete_screen_lists_where_the_term_is_used(sample_site, admin_client):
    sport = Term.objects.get(code="sport")
    address = reverse("termes:delete", args=[sport.pk])
    answer = admin_client.post(address)
    assert answer.status_code == 409
    assert "ne peut pas être supprimé" in answer.content.decode()
    assert Term.objects.filter(pk=sport.pk).exists()


def test_nor_is_its_vocabulary_deleted(sample_site, admin_client):
    theme = Vocabulary.objects.get(code="theme")
    answer = admin_client.post(reverse("vocabulaires:delete", args=[theme.pk]))
    assert answer.status_code == 409
    assert "Le vocabulaire « Thème » sert encore" in answer.content.decode()
    assert Vocabulary.objects.filter(pk=theme.pk).exists()


def test_a_vocabulary_of_unused_terms_is_deleted(sample_site, admin_client):
    made = factories.vocabulary("rythme", terms=["Mensuel"])
    assert admin_client.post(reverse("vocabulaires:delete", args=[made.pk])).status_code == 302
    assert not Vocabulary.objects.filter(pk=made.pk).exists()


def test_a_used_term_removed_in_the_vocabulary_form_is_refused_beside_it(sample_site, admin_client):
    theme = Vocabulary.objects.get(code="theme")
    terms = list(theme.terms.order_by("sort_order"))
    data = posted_vocabulary([], label="Thème", code="theme", is_facet="on")
    data |= {"terms-TOTAL_FORMS": str(len(terms)), "terms-INITIAL_FORMS": str(len(terms))}
    for number, term in enumerate(terms):
        data |= {
            f"terms-{number}-id": str(term.pk),
            f"terms-{number}-label": term.label,
            f"terms-{number}-code": term.code,
            f"terms-{number}-ORDER": str(number + 1),
        }
    data["terms-0-DELETE"] = "1"
    answer = admin_client.post(reverse("vocabulaires:edit", args=[theme.pk]), data)
    assert answer.status_code == 200
    assert "est utilisé par" in answer.content.decode()
    assert Term.objects.filter(pk=terms[0].pk).exists()


def test_a_term_added_from_the_screen_of_a_vocabulary_is_of_that_one(sample_site, admin_client):
    vocabulary = factories.vocabulary(terms=["Français"])
    form = admin_client.get(reverse("termes:add"), {"vocabulary": vocabulary.pk}).context["form"]
    assert form["vocabulary"].value() == vocabulary.pk
    assert [term.label for term in form.fields["parent"].queryset] == ["Français"]


@pytest.mark.parametrize("key", ["abc", "²", "9" * 40, "0"])
def test_a_vocabulary_that_is_none_is_left_to_choose(sample_site, admin_client, key):
    form = admin_client.get(reverse("termes:add"), {"vocabulary": key}).context["form"]
    assert form["vocabulary"].value() is None


@pytest.mark.parametrize(("first", "second"), [(1, 0), (1, 2)])
def test_rows_that_change_together_make_no_third_level(sample_site, admin_client, first, second):
    vocabulary = factories.vocabulary("lieu", "Lieu", ["Ville", "Quartier", "Rue"], kind="tree")
    keys = list(vocabulary.terms.values_list("pk", flat=True))
    address = reverse("vocabulaires:edit", args=[vocabulary.pk])
    data = drawn_record(admin_client, address)
    data["terms-0-parent"], data["terms-1-parent"] = str(keys[first]), str(keys[second])
    answer = send(admin_client, address, data)
    assert "deux niveaux" in answer.content.decode()
    assert not vocabulary.terms.exclude(parent=None).exists()


def test_editors_say_how_the_search_shows_a_vocabulary(sample_site, admin_client, client):
    vocabulary = Vocabulary.objects.get(code="axe")
    address = reverse("vocabulaires:edit", args=[vocabulary.pk])
    form = drawn_record(admin_client, address)
    form["is_facet"] = form["opens_first"] = "on"
    form["order"], form["terms-0-short_label"] = "1", "Coopérer"
    assert admin_client.post(address, dict(form.lists())).status_code == 302
    html = client.get("/recherche/").content.decode()
    assert html.index('id="f-axe"') < html.index('id="f-secteur"')
    assert re.search(r'id="f-axe" aria-label="[^"]*" open>', html)
    assert ">Coopérer</label>" in html
