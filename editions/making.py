"""« Fabriquer »: the job that makes an issue, and all its files, from the public pages of the moment."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Site

from editions.booklets.comparing import mark_of, parts_of_sheet
from editions.booklets.contents import parts_of
from editions.booklets.gathering import Gathering, write
from editions.booklets.problems import Problem
from editions.models import Edition, Issue, IssueSheet
from editions.paper import document_of, folded, pages_of
from editions.setting import ARCHIVE, Unsettable, set_apart
from jobs.apart import Illegible
from jobs.kinds import Kind
from jobs.queue import start
from jobs.work import Refused

KIND = "make_edition"
FILES = 4  # each is a step, as each sheet is
WORK = "work-"  # how folders of unfinished work begin


UNMADE = Issue.State.MAKING, Issue.State.REFUSED


@transaction.atomic
def ask(edition, day, user, leaves_out=False):
    """An issue that is being made: the one under way, where a button was pressed twice; of that day, one that failed
    begins anew.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)
    unmade = list(edition.issues.filter(day=day, state__in=UNMADE).select_related("job"))
    under_way = [issue for issue in unmade if issue.is_under_way]
    if same := next((issue for issue in under_way if issue.leaves_out == leaves_out), None):
        return same
    failed = [issue for issue in unmade if issue not in under_way]
    issue = failed[0] if failed else Issue(edition=edition, day=day)
    issue.state, issue.problems, issue.by, issue.leaves_out = Issue.State.MAKING, [], user, leaves_out
    issue.save()
    title = _("Fabriquer « %(edition)s »") % {"edition": edition}
    issue.job = start(KIND, user, title, issue=issue.pk)
    issue.save(update_fields=["job"])
    return issue


def make(work):
    """Begun anew after its process was killed, it finds what is made already, and has nothing left to do."""
    issue = Issue.objects.select_related("edition").filter(pk=work.given["issue"]).first()
    if issue is None:
        raise Refused(_("Ce numéro n’est plus à fabriquer."))
    work.result = {"issue": issue.pk}
    if issue.state != Issue.State.MAKING:
        return
    try:
        with work_folder() as folder:
            make_issue(issue, folder, work)
    except (Illegible, Refused) as refusal:
        Issue.objects.filter(pk=issue.pk).update(
            state=Issue.State.REFUSED, problems=[Problem("", str(refusal), is_fatal=True).as_json()]
        )
        raise Refused(str(refusal)) from None


@contextmanager
def work_folder():
    """Of this process alone; what it holds is copied whole, or not at all."""
    root = Path(settings.VAR_DIR) / "editions"
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=WORK) as folder:
        yield Path(folder)


def make_issue(issue, folder, work):
    site = Site.objects.get(is_default_site=True)
    found = _gathered(issue, site, folder, work)
    try:
        pdf = set_apart(folder, go_on=work.advance)
    except Unsettable as refusal:
        _refused(issue, found, refusal, folder)
        if not issue.leaves_out:
            return
        pdf = set_apart(folder, go_on=work.advance)
    work.advance(1, message=_("Mis en page."))
    _keep(issue, found, pdf, folder, work)


def _gathered(issue, site, folder, work):
    parts = parts_of(issue.edition, site)
    total = sum(len(part.pages) for part in parts)
    if not total:
        raise Refused(_("Aucune fiche en ligne n’est dans cette édition : changez ce qui est dedans."))
    work.advance(total=total + FILES, message=_("Les fiches sont rassemblées."))
    gathering = Gathering(site, folder, go_on=lambda: work.advance(1))
    found = gathering.booklet(issue.edition, parts, issue.day, before_of(issue))
    write(found.data, folder)
    return found


def before_of(issue):
    """The last published issue of another month."""
    others = issue.edition.published.exclude(day__year=issue.day.year, day__month=issue.day.month)
    return others.filter(day__lt=issue.day).first()


def _refused(issue, found, refusal, folder):
    """The sheets to blame are named, and left out of what is set next."""
    why = _("ne peut pas être mise en page : %(why)s")
    blamed = {code: why % {"why": reason} for code, reason in refusal.refused}
    found.problems += [Problem(code, said, is_fatal=True) for code, said in blamed.items()]
    issue.problems = _named(found)
    issue.state = issue.state if issue.leaves_out else Issue.State.REFUSED
    issue.save(update_fields=["problems", "state"])
    found.sheets = [sheet for sheet in found.sheets if sheet["code"] not in blamed]
    found.data = without(found.data, set(blamed))
    write(found.data, folder)


def without(data, codes):
    """The same booklet without these sheets, nowhere named."""
    parts = [
        {**part, "sheets": [sheet for sheet in part["sheets"] if sheet["code"] not in codes]} for part in data["parts"]
    ]
    indexes = [{**index, "rows": _rows_without(index["rows"], codes)} for index in data["indexes"]]
    return {
        **data,
        "parts": [part for part in parts if part["sheets"]],
        "indexes": [index for index in indexes if index["rows"]],
        "printed": [code for code in data["printed"] if code not in codes],
        "places": {path: code for path, code in data["places"].items() if code not in codes},
    }


def _rows_without(rows, codes):
    kept = [{**row, "codes": [code for code in row["codes"] if code not in codes]} for row in rows]
    return [row for row in kept if row["codes"]]


def _named(found):
    titles = {sheet["code"]: sheet["title"] for sheet in found.sheets}
    return [{**problem.as_json(), "title": titles.get(problem.code, "")} for problem in found.problems]


def _keep(issue, found, pdf, folder, work):
    """Files first, then the row that names them: whoever is killed in between leaves nothing that is served."""
    name = f"{issue.edition.slug}-{issue.month}"
    files = {"file": (f"{name}.pdf", pdf)}
    files["archive"] = f"{name}-archive.pdf", set_apart(folder, ARCHIVE, work.advance)
    work.advance(1)
    files["folded"] = f"{name}-a-plier.pdf", folded(_small(found.data, folder, pdf, work))
    work.advance(1)
    files["document"] = f"{name}.docx", document_of(found.data, folder)
    work.advance(1)
    for field, (filename, content) in files.items():
        getattr(issue, field).save(filename, ContentFile(content), save=False)
    issue.problems, issue.digest, issue.pages = _named(found), mark_of(found.data), pages_of(pdf)
    issue.state, issue.made = Issue.State.READY, timezone.now()
    with transaction.atomic():
        work.hold()
        issue.save()
        issue.sheets.all().delete()
        IssueSheet.objects.bulk_create(_rows(issue, found))


def _small(data, folder, pdf, work):
    """The same in A5, which is what is folded."""
    if data["paper"] == "a5":
        return pdf
    write({**data, "paper": "a5"}, folder)
    return set_apart(folder, go_on=work.advance)


def _rows(issue, found):
    """Its sheets, then the other pages that it names."""
    yield from _set(issue, found)
    keys = {page.pk for page in found.pages.values()}
    home = Site.objects.get(is_default_site=True).root_page.url_path.rstrip("/")
    named = Page.objects.filter(url_path__in=[home + path for path in found.named]).exclude(pk__in=keys)
    for order, page in enumerate(named.order_by("path"), len(found.sheets)):
        yield IssueSheet(issue=issue, order=order, page=page, title=page.title, is_set=False)


def _set(issue, found):
    for order, sheet in enumerate(found.sheets):
        page = found.pages[sheet["code"]]
        yield IssueSheet(
            issue=issue,
            order=order,
            page_id=page.pk,
            revision=page.live_revision_id,
            code=sheet["code"],
            title=sheet["title"][:255],
            note=page.change_note,
            parts=parts_of_sheet(sheet),
        )


MAKING = Kind(KIND, gettext_lazy("Édition fabriquée"), make, "editions/job_result.html", repeatable=True)
