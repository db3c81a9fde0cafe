"""« Fabriquer »: a job that makes every file of an issue, names what cannot be set, and names no holder."""

import io
import zipfile
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import Site

from editions import making
from editions.making import ask
from editions.models import Issue
from editions.publishing import held_back
from jobs.models import Job
from jobs.work import Work
from portal.models import Image
from sheets.models import ContactLink
from tests import factories
from tests.editions.making import DAY, content_of, edition, make, published, words_in, words_of
from tests.portal.media.test_uploads import picture

pytestmark = pytest.mark.usefixtures("sample_site")


def write_in(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.fixture
def sheet():
    return factories.action("Chorale du mercredi", summary="On y chante.")


def test_an_issue_holds_its_cover_its_contents_and_its_sheets(sheet):
    issue = make(edition(sheet, foreword="Avant tout."))
    words = words_of(issue)
    assert issue.state == Issue.State.READY
    assert all(said in words for said in ("Petit livret", "Édition de novembre 2026", "Avant tout.", "On y chante."))


def test_it_notes_each_sheet_with_its_revision(sheet):
    issue = make(edition(sheet))
    [row] = issue.sheets.filter(is_set=True)
    assert (row.page_id, row.revision, row.code, row.title) == (
        sheet.pk,
        sheet.live_revision_id,
        sheet.code,
        sheet.title,
    )


def test_it_comes_in_four_forms(sheet):
    issue = make(edition(sheet))
    with zipfile.ZipFile(io.BytesIO(content_of(issue.document))) as document:
        assert "Chorale du mercredi" in document.read("word/document.xml").decode()
    side = PdfReader(io.BytesIO(content_of(issue.folded))).pages[0].mediabox
    assert (round(float(side.width)), round(float(side.height))) == (839, 595)  # an A4 on its side
    assert "Chorale du mercredi" in words_in(content_of(issue.archive))


def test_sheets_that_are_folded_follow_each_other(sheet):
    """The last page stands beside the first."""
    issue = make(edition(sheet, paper="a5"))
    sides = PdfReader(io.BytesIO(content_of(issue.folded))).pages
    assert len(sides) % 2 == 0
    assert "Petit livret" in sides[0].extract_text()


def test_the_progress_counts_the_sheets(sheet):
    issue = make(edition(sheet, factories.action("Autre")))
    job = Job.objects.get(pk=issue.job_id)
    assert (job.state, job.total) == ("done", 2 + making.FILES)


def test_the_same_content_gives_the_same_file(sheet):
    made = edition(sheet)
    first, second = make(made), make(made)
    assert first.digest == second.digest
    assert content_of(first.file) == content_of(second.file)


def test_no_holder_is_named(sheet):
    contact = factories.contact("Direction", public=True, holder="Camille Exemple", holder_public=True)
    sheet.contact_links = [ContactLink(contact=contact)]
    sheet.save_revision().publish()
    words = words_of(make(edition(sheet)))
    assert "Direction" in words
    assert "Camille" not in words


def test_an_edition_without_a_public_sheet_is_refused(sheet):
    sheet.unpublish()
    issue = make(edition(sheet))
    assert issue.state == Issue.State.REFUSED
    assert "Aucune fiche en ligne" in Job.objects.get(pk=issue.job_id).message


def test_a_sign_that_is_in_no_font_names_its_sheet_and_the_issue_comes_out(sheet):
    write_in(sheet, summary="Rendez-vous ici 📍 à midi.")
    issue = make(edition(sheet))
    assert issue.state == Issue.State.READY
    assert [(each["title"], "📍" in each["said"]) for each in issue.problems] == [(sheet.title, True)]


def test_a_sign_of_the_foreword_that_is_in_no_font_is_told_too(sheet):
    issue = make(edition(sheet, foreword="Bienvenue 📍"))
    assert ["avant-propos" in each["said"] and "📍" in each["said"] for each in issue.problems] == [True]


def test_a_picture_is_set_with_its_alternative(sheet, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    image = Image.objects.create(title="Cour", file=ContentFile(picture("png"), "cour.png"))
    shown = {"image": {"image": image.pk, "alt_text": "La cour, vue du portail", "decorative": False}, "caption": ""}
    write_in(sheet, body=[{"type": "picture", "value": shown}])
    issue = make(edition(sheet))
    assert issue.problems == []


def test_a_sheet_that_cannot_be_set_keeps_the_issue_until_the_editor_says_so(sheet):
    other = factories.action("Théâtre")
    broken = {"refused": [{"code": sheet.code, "why": "glyph"}]}
    made = edition(sheet, other)
    with patch("editions.setting.read_apart", side_effect=[broken]):
        issue = make(made)
    assert (issue.state, [each["is_fatal"] for each in issue.problems]) == (Issue.State.REFUSED, [True])
    assert not issue.file
    real = making.set_apart
    calls = []

    def first_refused(folder, standard="ua-1", go_on=lambda: None):
        calls.append(standard)
        if len(calls) == 1:
            raise making.Unsettable([(sheet.code, "glyph")])
        return real(folder, standard, go_on)

    with patch.object(making, "set_apart", first_refused):
        issue = make(made, leaves_out=True)
    assert issue.state == Issue.State.READY
    assert [row.title for row in issue.sheets.filter(is_set=True)] == ["Théâtre"]
    assert sheet.title not in words_of(issue)


def test_the_next_issue_says_what_changed_and_marks_it(sheet):
    gone, new = factories.action("Retirée"), factories.action("Nouvelle")
    made = edition(sheet, gone)
    published(made, date(2025, 11, 20))
    write_in(sheet, summary="On y chante et on y danse.")
    made.picks = [type(made.picks.first())(page=page, sort_order=place) for place, page in enumerate([sheet, new])]
    made.save()
    words = words_of(make(made))
    assert "Ce qui a changé depuis l’édition de novembre 2025" in words
    assert "Modifiée depuis l’édition de novembre 2025 : Titre et résumé" in words
    assert "Nouvelle depuis l’édition de novembre 2025" in words
    assert "Retirées Retirée" in words


def test_a_sheet_that_nobody_reads_any_more_is_counted_and_not_named(sheet):
    """As everywhere: of what is withdrawn, its number."""
    gone, private = factories.action("Zibeline"), factories.action("Martre")
    made = edition(sheet, gone, private)
    published(made, date(2025, 11, 20))
    gone.unpublish()
    factories.restrict(private.page_ptr)
    words = words_of(make(made))
    assert "2 fiches qui ne sont plus en ligne" in words
    assert "Zibeline" not in words
    assert "Martre" not in words


def test_an_issue_is_held_back_once_a_sheet_that_it_names_as_withdrawn_is_no_longer_public(sheet):
    gone = factories.action("Retirée")
    made = edition(sheet, gone)
    published(made, date(2025, 11, 20))
    made.picks = [type(made.picks.first())(page=sheet, sort_order=0)]
    made.save()
    issue = published(made)
    gone.unpublish()
    assert [row.title for row in held_back(issue)] == ["Retirée"]


def test_an_issue_that_changed_nothing_says_nothing_of_changes(sheet):
    made = edition(sheet)
    published(made, date(2025, 11, 20))
    assert "Ce qui a changé" not in words_of(make(made))


def test_a_job_that_begins_anew_after_its_end_leaves_what_is_made(sheet):
    """Killed between the last file and the word that it is over."""
    issue = make(edition(sheet))
    work = Work(Job.objects.get(pk=issue.job_id))
    making.make(work)
    assert work.result == {"issue": issue.pk}
    assert Issue.objects.get().made == issue.made


def test_while_it_is_made_without_what_cannot_be_set_it_is_still_under_way(sheet):
    issue = ask(edition(sheet), DAY, None, leaves_out=True)
    found = making.Gathering(Site.objects.get(), "").booklet(issue.edition, [], DAY)
    with patch.object(making, "write"):
        making._refused(issue, found, making.Unsettable([(sheet.code, "glyph")]), "")
    assert Issue.objects.get().is_under_way


def test_a_job_that_ends_halfway_leaves_no_file(sheet):
    with patch.object(making, "document_of", side_effect=RuntimeError):
        issue = make(edition(sheet))
    assert (issue.state, bool(issue.file)) == (Issue.State.MAKING, False)


def test_work_folders_are_gone_once_it_is_over(sheet, settings):
    make(edition(sheet))
    assert not list((settings.VAR_DIR / "editions").glob("work-*"))


def test_indexes_lead_to_pages(sheet):
    partner = factories.organization("Harmonie")
    sheet.organization_links = [factories.operator(partner)]
    sheet.save_revision().publish()
    words = words_of(make(edition(sheet, with_partners=True)))
    assert "Index des partenaires" in words
    assert f"{partner.name} 3" in words


def test_centers_are_listed_with_their_map(sheet):
    words = words_of(make(edition(sheet, with_centers=True)))
    assert "Centre social Alma" in words


def test_words_that_are_explained_on_a_sheet_are_explained_at_the_end(sheet):
    write_in(sheet, objectives=["Parler du PRE."])
    assert "Les mots expliqués" in words_of(make(edition(sheet, with_words=True)))


def test_a_sheet_leads_to_the_page_of_another(sheet):
    from sheets.models import SheetLink

    other = factories.action("Théâtre")
    sheet.sheet_links = [SheetLink(related=other.page_ptr, reason="voisine")]
    sheet.save_revision().publish()
    assert "Théâtre p. 4 voisine" in words_of(make(edition(sheet, other)))


def test_another_day_of_the_same_month_is_no_edition_before(sheet):
    made = edition(sheet)
    first = published(made)
    assert making.before_of(Issue(edition=made, day=DAY + timedelta(days=1))) is None
    assert making.before_of(Issue(edition=made, day=date(2027, 1, 1))) == first


def test_an_issue_is_made_once(sheet):
    issue = make(edition(sheet))
    made = issue.made
    assert made <= timezone.now()
    assert len(content_of(issue.file)) > 1000
