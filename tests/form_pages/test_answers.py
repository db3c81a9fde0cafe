"""What visitors answer: kept once, conditions decided here, nothing lost, nothing asked of a child."""

import io
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from time_machine import travel

from form_pages.forgetting import forget_answers
from form_pages.models import Answer, AnswerFile, FormField, FormPage
from jobs.models import Mail
from portal.events import FORM_ANSWERED
from portal.models import User
from tests import factories
from tests.form_pages.making import form_page, send, send_again

pytestmark = pytest.mark.usefixtures("sample_site")

SCHOOL = {"label": "École"}
NEED = {"label": "Besoin", "field_type": "dropdown", "choices": "Interprète\nAutre"}
MAIL = {"label": "Courriel", "field_type": "email"}
LANGUAGE = {"label": "Langue", "show_if": "besoin", "show_if_value": "Interprète"}
DIALECT = {"label": "Dialecte", "show_if": "langue", "required": False}


def kept():
    return [answer.form_data for answer in Answer.objects.order_by("pk")]


def test_an_answer_is_kept_and_thanked_for(client):
    page = form_page(SCHOOL)
    answer = send(client, page, ecole="École Jean Macé")
    assert answer["Location"] == f"/formulaires/{page.code}/merci/"
    assert kept() == [{"ecole": "École Jean Macé"}]
    assert "Merci" in client.get(answer["Location"]).content.decode()


def test_two_presses_are_one_answer_and_another_answer_is_another(client):
    page = form_page(SCHOOL)
    opened = client.get(page.get_url()).context["form"].opened_now
    for school in ("A", "A", "B"):
        assert send_again(client, page, opened, ecole=school).status_code == 302
    assert kept() == [{"ecole": "A"}, {"ecole": "B"}]


def later(minute, client, page, **answers):
    """Opens the page so many minutes after noon, and answers."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    with travel(noon + timedelta(minutes=minute), tick=False):
        return send(client, page, **answers)


def test_who_goes_back_and_sends_the_same_again_is_one_answer_where_it_says_whose_it_is(client):
    page = form_page(SCHOOL, MAIL)
    for minute, mail in enumerate(("a@ecole.example", "a@ecole.example", "b@ecole.example")):
        later(minute, client, page, ecole="A", courriel=mail)
    assert [answer["courriel"] for answer in kept()] == ["a@ecole.example", "b@ecole.example"]


def test_the_same_answers_of_nobody_in_particular_are_as_many_people(client):
    page = form_page(SCHOOL)
    for minute in range(2):
        later(minute, client, page, ecole="A")
    assert kept() == [{"ecole": "A"}] * 2


def test_the_same_words_with_another_file_are_another_answer(client):
    page = form_page(MAIL, {"label": "Dossier", "field_type": "file", "required": False})
    for minute, content in enumerate((b"%PDF-1.4 un", b"%PDF-1.4 deux")):
        file = SimpleUploadedFile("dossier.pdf", content, "application/pdf")
        later(minute, client, page, courriel="a@ecole.example", dossier=file)
    assert AnswerFile.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "readers", "words"), [([], True, "au moins une question"), ([SCHOOL], False, "lit")]
)
def test_a_form_that_asks_nothing_or_that_nobody_reads_is_not_published(fields, readers, words):
    page = form_page(SCHOOL)
    page.form_fields = [FormField(field_type="singleline", **field) for field in fields]
    if not readers:
        page.readers.clear()
    assert words in " ".join(page.publication_problems())


def test_no_cookie_and_the_page_is_kept_by_nobody(client):
    page = form_page(SCHOOL)
    answer = client.get(page.get_url())
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_what_is_missing_is_listed_with_a_link_and_nothing_is_lost(client):
    page = form_page(SCHOOL, {"label": "Langue"})
    answer = send(client, page, ecole="Jean Macé", langue="")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_langue"' in text and 'value="Jean Macé"' in text and 'aria-invalid="true"' in text
    assert not kept()


def test_a_question_that_is_not_asked_is_not_required_and_what_is_forged_for_it_is_dropped(client):
    page = form_page(NEED, LANGUAGE)
    send(client, page, besoin="Autre", langue="forgée")
    assert kept() == [{"besoin": "Autre"}]


def test_a_question_that_is_asked_is_required(client):
    page = form_page(NEED, LANGUAGE)
    assert send(client, page, besoin="Interprète").status_code == 422
    assert send(client, page, besoin="Interprète", langue="Turc").status_code == 302
    assert kept() == [{"besoin": "Interprète", "langue": "Turc"}]


def test_a_condition_names_its_question_as_the_editor_reads_it(client):
    page = form_page(
        {**NEED, "label": "De quoi avez-vous besoin ?"}, {**LANGUAGE, "show_if": "De quoi avez-vous besoin ?"}
    )
    send(client, page, de_quoi_avez_vous_besoin="Autre", langue="forgée")
    send(client, page, de_quoi_avez_vous_besoin="Interprète", langue="Turc")
    assert [values.get("langue") for values in kept()] == [None, "Turc"]


def test_a_condition_upon_no_question_is_not_published():
    page = form_page(NEED, LANGUAGE)
    page.form_fields.filter(label="Langue").update(show_if="Bezoin")
    assert "Bezoin" in " ".join(FormPage.objects.get(pk=page.pk).publication_problems())


def test_a_condition_that_hangs_on_one_that_is_not_met_is_not_met(client):
    page = form_page(NEED, LANGUAGE, DIALECT)
    send(client, page, besoin="Autre", langue="Kabyle", dialecte="forgé")
    assert kept() == [{"besoin": "Autre"}]


def test_conditions_in_a_circle_end(client):
    one = {"label": "Un", "show_if": "deux", "required": False}
    two = {"label": "Deux", "show_if": "un", "required": False}
    page = form_page(one, two)
    assert send(client, page, un="a", deux="b").status_code == 302


def test_an_empty_box_says_no(client):
    page = form_page(
        {"label": "Accord", "field_type": "checkbox", "required": False}, {**LANGUAGE, "show_if": "accord"}
    )
    page.form_fields.filter(label="Langue").update(show_if_value="oui")
    send(client, page)
    send(client, page, accord="on", langue="Turc")
    assert kept() == [{"accord": False}, {"accord": True, "langue": "Turc"}]


def test_steps_are_parts_of_one_page(client):
    page = form_page({**SCHOOL, "step": "Vous"}, {"label": "Langue", "step": "Votre demande"})
    text = client.get(page.get_url()).content.decode()
    assert text.index('<h2 id="etape-1">Vous') < text.index("Votre demande")


def picture(name="plan.png"):
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue())


FILE = {"label": "Plan", "field_type": "file", "required": False}


def test_a_file_is_kept_apart_and_read_by_those_who_may(client):
    group = Group.objects.get(name="Éditeurs")
    page = form_page(FILE, readers=[group])
    send(client, page, plan=picture())
    row = AnswerFile.objects.get()
    address = reverse("answer_file", args=[row.pk])
    assert client.get(address).status_code == 302
    reader = User.objects.create_user("lectrice", "lectrice@passerelles.example")
    reader.groups.add(group)
    client.force_login(reader)
    served = client.get(address)
    assert served["Content-Disposition"] == 'attachment; filename="plan.png"'
    assert b"".join(served).startswith(b"\x89PNG")
    assert 'href="' + address in client.get(reverse("wagtailforms:list_submissions", args=[page.pk])).content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"MZ\x90"), ("a.exe", b"MZ"), ("a.png", b"<svg/>"), ("a.pdf", b"%PDF-1.4" + b"0" * (5 * 1024 * 1024))],
)
def test_a_file_that_is_not_what_it_says_or_too_large_is_refused(client, name, content):
    page = form_page(FILE)
    assert send(client, page, plan=SimpleUploadedFile(name, content)).status_code == 422
    assert not AnswerFile.objects.exists()


@pytest.mark.parametrize("name", ["漢" * 90, "../../carte", "=carte", "carte\u202e"])
def test_no_name_of_a_file_reaches_the_disk(client, name):
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "png")
    page = form_page({"label": "Plan", "field_type": "file"})
    assert send(client, page, plan=SimpleUploadedFile(f"{name}.png", picture.getvalue())).status_code == 302
    kept = AnswerFile.objects.get().file.name
    assert re.fullmatch(r"[0-9a-f]{32}\.png", kept)


def test_answers_and_files_are_gone_on_their_day(client):
    page = form_page(FILE, keep_days=30)
    send(client, page, plan=picture())
    stored = AnswerFile.objects.get().file
    assert forget_answers(timezone.now() + timezone.timedelta(days=29)) == 0
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert forget_answers(timezone.now() + timezone.timedelta(days=31)) == 1
    assert not stored.storage.exists(stored.name)
    assert not AnswerFile.objects.exists()


def test_those_it_names_are_told_and_nothing_of_the_answer_travels(client):
    page = form_page(SCHOOL, copy_to=["accueil@ville.example"])
    send(client, page, ecole="Jean Macé")
    told = Mail.objects.get(about="form")
    assert told.to == "accueil@ville.example"
    assert "Jean Macé" not in told.text + told.html


def test_rules_hear_of_an_answer_and_not_of_what_it_says(client):
    said = []

    def listen(sender, **facts):
        said.append(facts)

    FORM_ANSWERED.connect(listen)
    page = form_page(SCHOOL)
    send(client, page, ecole="Jean Macé")
    FORM_ANSWERED.disconnect(listen)
    assert [facts["instance"].pk for facts in said] == [page.pk]
    assert "Jean Macé" not in str(said)


def test_a_form_that_is_closed_takes_nothing(client):
    page = form_page(SCHOOL, closes=timezone.now() - timezone.timedelta(days=1))
    assert "fermé" in client.get(page.get_url()).content.decode()
    client.post(reverse("form_answer", args=[page.code]), {"ecole": "A"})
    assert not kept()


@pytest.mark.parametrize("state", ["draft", "private"])
def test_a_form_that_visitors_may_not_read_takes_nothing(client, state):
    page = form_page(SCHOOL)
    page.unpublish() if state == "draft" else factories.restrict(page)
    assert client.post(reverse("form_answer", args=[page.code]), {"ecole": "A"}).status_code == 404


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["opened", "website", "ecole", "besoin", "langue", "plan", "quand", "combien", "cases"]),
        st.one_of(st.text(max_size=40), st.lists(st.text(max_size=10), max_size=3)),
    )
)
def test_nothing_that_is_sent_breaks_the_page(client, everything, data):
    clean = {
        name: [each.encode("utf-8", "replace").decode() for each in (value if isinstance(value, list) else [value])]
        for name, value in data.items()
    }
    assert client.post(reverse("form_answer", args=[everything.code]), clean).status_code in (302, 422, 429)


@pytest.fixture
def everything(sample_site):
    return form_page(
        SCHOOL, NEED, LANGUAGE, FILE,
        {"label": "Quand", "field_type": "date"}, {"label": "Combien", "field_type": "number"},
        {"label": "Cases", "field_type": "checkboxes", "choices": "A,B"},
    )  # fmt: skip
