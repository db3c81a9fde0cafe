"""The PDF of each public sheet: made by the workers, given as long as it says what the page says.

It is due once its page was published, once somebody asked for it and the page says something else (a contact, a term
that it shows changed), or once a round through all of them finds so: a change of one page has not all read again.
"""

from django.core.files.base import ContentFile
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page, Site

from editions.booklets.comparing import mark_of
from editions.booklets.gathering import Gathering, model_mark, write
from editions.making import work_folder
from editions.models import SheetFile
from editions.paper import pages_of
from editions.setting import Unsettable, set_apart
from jobs.apart import Illegible
from portal.cache.moments import current_moment
from portal.outages.patience import at_once
from portal.pages import page_models
from portal.visibility import public_pages

AT_ONCE = 4  # of a round: the worker has other things to do
COMPARED = 20
MOST_PAGES = 2  # both sides of one leaf
AN_HOUR = 300  # of those that are not due, some seconds of the worker


def sheets_of(site):
    """Public pages that have a file."""
    models = [model for model in page_models() if not model.is_ordinary]
    return public_pages(site).type(*models)


def make_some():
    """Those that are due, a few at a time. Called every few seconds."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return
    SheetFile.objects.bulk_create(
        [SheetFile(page=page) for page in _without_file(site)[:COMPARED]], ignore_conflicts=True
    )
    due = SheetFile.objects.filter(is_due=True, page__in=sheets_of(site)).order_by(
        "digest", F("page__last_published_at").desc(nulls_last=True)
    )
    made, moment = 0, moment_of_site()
    for row in due.select_related("page")[:COMPARED]:
        made += look_at(row, site, moment)
        if made >= AT_ONCE:
            break
    _forget(site)


def look_again():
    """Whether the pages of some that are not due say the same: those that were looked at longest ago. Each hour."""
    site = Site.objects.filter(is_default_site=True).first()
    moment = moment_of_site()
    rows = SheetFile.objects.filter(~Q(looked_at=moment), is_due=False, page__in=sheets_of(site)).order_by("looked_on")
    for row in rows.select_related("page")[:AN_HOUR] if site else ():
        looked = {
            "looked_at": moment,
            "looked_on": timezone.now(),
            "is_due": not _is_same(row, row.page.specific, site),
        }
        SheetFile.objects.filter(pk=row.pk).update(**looked)


def is_due_again(instance, **kwargs):
    """Its page was published."""
    SheetFile.objects.filter(page=instance.pk).update(is_due=True)


def _without_file(site):
    return sheets_of(site).exclude(pk__in=SheetFile.objects.values("page")).order_by("pk")


def moment_of_site():
    moment = current_moment()
    return f"{moment.generation} {moment.day} {moment.expired} {model_mark()}"


def look_at(row, site, moment):
    """Makes it anew where its page says something else, and tells whether it did."""
    with work_folder() as folder:
        found = Gathering(site, folder).single(row.page.specific)
        digest = mark_of(found.data) if found else ""
        is_made = bool(found) and (digest != row.digest or not (is_there(row) or row.refusal))
        if is_made:
            _make(row, digest, found.data, folder)
    SheetFile.objects.filter(pk=row.pk).update(looked_at=moment, looked_on=timezone.now(), is_due=False)
    return is_made


def is_there(row):
    """A file may have been lost, a backup restored without it: then it is made again."""
    return bool(row.file) and row.file.storage.exists(row.file.name)


def _make(row, digest, data, folder):
    """The new file first, then the row that names it, then the old one goes."""
    old, storage = row.file.name, row.file.storage
    row.digest, row.refusal = digest, ""
    try:
        pdf = on_few_pages(data, folder)
    except (Unsettable, Illegible) as refusal:
        row.refusal = str(refusal)[:255] or refusal.refused[0][1][:255]
        row.file = ""
    else:
        row.file.save(f"fiche-{row.page_id}-{digest[:8]}.pdf", ContentFile(pdf), save=False)
    row.save(update_fields=["digest", "refusal", "file"])
    if old and old != row.file.name:
        storage.delete(old)


def on_few_pages(data, folder):
    """Set a little closer where that spares a third page, or a fourth."""
    write(data, folder)
    pdf = set_apart(folder)
    if pages_of(pdf) <= MOST_PAGES:
        return pdf
    write({**data, "tight": True}, folder)
    return min(pdf, set_apart(folder), key=pages_of)


def _forget(site):
    """Files of pages that are no longer public."""
    for row in SheetFile.objects.exclude(page__in=sheets_of(site).values("pk"))[:COMPARED]:
        row.file.delete(save=False)
        row.delete()


def file_of(page, site):
    """What may be given of ``page`` now: ``None`` until it is made of what the page says."""
    row = SheetFile.objects.filter(page=page.pk).exclude(file="").first()
    if row is None:
        return None
    if is_there(row) and (row.looked_at == moment_of_site() or _is_same(row, page, site)):
        return row
    at_once(lambda: SheetFile.objects.filter(pk=row.pk).update(is_due=True), "PDF")
    return None


def _is_same(row, page, site):
    with work_folder() as folder:
        found = Gathering(site, folder).single(page.specific)
    return found is not None and mark_of(found.data) == row.digest


def page_of(code, site):
    """The public sheet of this code."""
    for model in page_models():
        if not model.is_ordinary and (page := public_pages(site, model).filter(code=code).first()):
            return Page.objects.get(pk=page.pk)
    return None
