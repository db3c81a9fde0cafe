"""``load_sample``: all of it, twice the same, and never over an editor's work."""

import io
import json

import pytest
from django.core.management import call_command
from wagtail.models import ReferenceIndex, Revision

from actions.models import ActionPage
from catalog.models import Term, Vocabulary
from centers.models import CenterPage
from directory.models import Contact, GlossaryEntry, Organization
from events.models import EventPage
from install.loading import state_of
from install.sample import catalog, read
from resources.models import ResourcePage

KEPT = "Contenu d’exemple : 0 ajoutés, 0 mis à jour, 533 conservés."


@pytest.fixture
def load(sample_site):
    def load():
        output = io.StringIO()
        call_command("load_sample", stdout=output)
        return output.getvalue().strip().splitlines()[-1]

    return load


@pytest.fixture
def changed_file(monkeypatch):
    """Reads the sample's files with one record changed: ``changed_file("actions", "fiche-01", title="…")``."""

    def change(file, code, rows=None, **values):
        def reader(name):
            data = read.read_yaml(name)
            if name == file:
                next(row for row in data[rows or file] if row["code"] == code).update(values)
            return data

        monkeypatch.setattr(catalog, "read_yaml", reader)

    return change


@pytest.mark.parametrize(
    ("model", "count"),
    [
        (ActionPage, 27),
        (ResourcePage, 21),
        (CenterPage, 10),
        (EventPage, 2),
        (GlossaryEntry, 81),
        (Organization, 91),
        (Contact, 25),
        (Vocabulary, 9),
    ],
)
def test_everything_is_there(sample_site, model, count):
    assert model.objects.count() == count
    if hasattr(model, "live"):
        assert model.objects.filter(live=True).count() == count


def test_a_second_run_changes_nothing(load):
    revisions = Revision.objects.count()
    assert load() == KEPT
    assert Revision.objects.count() == revisions


def test_references_are_those_a_rebuild_finds(sample_site):
    def references():
        names = ("base_content_type", "object_id", "to_content_type", "to_object_id", "model_path")
        return sorted(ReferenceIndex.objects.values_list(*names))

    loaded = references()
    call_command("rebuild_references_index", verbosity=0, stdout=io.StringIO())
    assert loaded == references()


def test_an_editors_publication_is_kept(load, changed_file):
    page = ActionPage.objects.get(code="fiche-01")
    page.title = "Titre de la rédaction"
    page.save_revision().publish()
    changed_file("actions", "fiche-01", title="Titre du fichier")
    assert load() == KEPT
    assert ActionPage.objects.get(code="fiche-01").title == "Titre de la rédaction"


def test_an_editors_draft_is_kept(load, changed_file):
    page = ActionPage.objects.get(code="fiche-01")
    before = page.title
    page.title = "Brouillon de la rédaction"
    page.save_revision()
    changed_file("actions", "fiche-01", title="Titre du fichier")
    assert load() == KEPT
    page = ActionPage.objects.get(code="fiche-01")
    assert page.title == before
    assert page.get_latest_revision_as_object().title == "Brouillon de la rédaction"


def test_a_draft_of_rows_only_is_kept(load, changed_file):
    page = ResourcePage.objects.get(code="clas")
    page.audiences = list(page.audiences.all())[:-1]
    page.save_revision()
    changed_file("resources", "clas", title="Titre du fichier")
    assert load() == KEPT


def test_a_deleted_page_stays_deleted(load):
    ActionPage.objects.get(code="fiche-27").delete()
    assert load() == KEPT
    assert not ActionPage.objects.filter(code="fiche-27").exists()


def test_an_organization_changed_by_an_editor_is_kept(load, changed_file):
    record = Organization.objects.get(code="caisse-ecoles-roubaix")
    record.phone = "03 00 00 00 00"
    record.save()
    changed_file("organisations", record.code, phone="03 11 11 11 11")
    assert load() == KEPT
    assert Organization.objects.get(pk=record.pk).phone == "03 00 00 00 00"


def test_an_organization_whose_sectors_changed_is_kept(load, changed_file):
    record = Organization.objects.get(code="caisse-ecoles-roubaix")
    record.sectors.set(Term.objects.filter(code="cite-nord"))
    changed_file("organisations", record.code, phone="03 11 11 11 11")
    assert load() == KEPT


def test_a_term_renamed_by_an_editor_is_kept(load):
    Term.objects.filter(code="sport").update(label="Sport et loisirs")
    assert load() == KEPT
    assert Term.objects.get(code="sport").label == "Sport et loisirs"


def test_a_deleted_glossary_entry_stays_deleted(load):
    GlossaryEntry.objects.get(term="PRE").delete()
    assert load() == KEPT
    assert not GlossaryEntry.objects.filter(term="PRE").exists()


def test_a_page_the_editor_left_alone_follows_the_file(load, changed_file):
    changed_file("actions", "fiche-01", title="Titre du fichier", objectives=["Un seul"])
    assert load() == "Contenu d’exemple : 0 ajoutés, 1 mis à jour, 532 conservés."
    page = ActionPage.objects.get(code="fiche-01")
    assert (page.title, page.objectives) == ("Titre du fichier", ["Un seul"])
    assert load() == KEPT


def test_an_updated_page_keeps_its_rows_once(load, changed_file):
    rows = ActionPage.objects.get(code="fiche-02").audiences.count()
    changed_file("actions", "fiche-02", title="Titre du fichier")
    load()
    assert ActionPage.objects.get(code="fiche-02").audiences.count() == rows


def test_a_register_record_left_alone_follows_the_file(load, changed_file):
    changed_file("organisations", "caisse-ecoles-roubaix", phone="03 11 11 11 11")
    assert load() == "Contenu d’exemple : 0 ajoutés, 1 mis à jour, 532 conservés."
    assert Organization.objects.get(code="caisse-ecoles-roubaix").phone == "03 11 11 11 11"


def test_a_term_left_alone_follows_the_file(load, monkeypatch):
    def reader(name):
        data = read.read_yaml(name)
        if name == "vocabularies":
            terms = next(row["terms"] for row in data["vocabularies"] if row["code"] == "theme")
            next(term for term in terms if term["code"] == "sport")["label"] = "Sports"
        return data

    monkeypatch.setattr(catalog, "read_yaml", reader)
    assert load() == "Contenu d’exemple : 0 ajoutés, 1 mis à jour, 532 conservés."
    assert Term.objects.get(code="sport").label == "Sports"


def test_the_demo_account_is_made_once(sample_site, django_user_model):
    for _run in range(2):
        call_command("load_sample", "--demo-account", stdout=io.StringIO())
    assert django_user_model.objects.filter(username="demo", is_superuser=True).count() == 1


def test_the_order_of_keys_in_a_stream_is_nobodys_change(sample_site):
    """PostgreSQL gives JSON back with its keys in another order than they were written."""
    page = ActionPage.objects.get(code="fiche-01")
    before, revision = state_of(page), page.get_latest_revision()
    blocks = [dict(sorted(block.items(), reverse=True)) for block in json.loads(revision.content["body"])]
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "body": json.dumps(blocks)})
    assert state_of(ActionPage.objects.get(pk=page.pk)) == before
