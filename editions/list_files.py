"""The PDF of a list that somebody keeps: asked for by a form, made by the workers, kept for a day."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from editions.booklets.comparing import mark_of
from editions.booklets.contents import Part
from editions.booklets.gathering import Gathering, write
from editions.making import work_folder
from editions.models import Edition, ListFile
from editions.setting import Unsettable, set_apart
from editions.sheet_files import moment_of_site
from jobs.apart import Illegible
from sheets.shortlist.reading import read_shortlist

MOST = 20  # sheets
AT_ONCE = 2  # lists, in all processes
KEPT = timedelta(days=1)
DEAD = timedelta(minutes=5)  # since it was taken: whoever makes it was killed


def ask_for(codes):
    """Its row; the same list, while the site says the same, is the same file."""
    key = hashlib.sha256(" ".join([moment_of_site(), *codes]).encode()).hexdigest()
    return ListFile.objects.get_or_create(digest=key, defaults={"codes": codes})[0]


def make_lists(now=None):
    """Those that wait, two at a time. Called every few seconds."""
    now = now or timezone.now()
    forget_lists(now)
    waiting = ListFile.objects.filter(file="", refusal="")
    waiting.filter(taken__lt=now - DEAD).update(taken=None)
    room = AT_ONCE - waiting.filter(taken__isnull=False).count()
    for row in waiting.filter(taken=None).order_by("asked")[: max(room, 0)]:
        if ListFile.objects.filter(pk=row.pk, taken=None).update(taken=timezone.now()):
            _make(row)


def _make(row):
    site = Site.objects.get(is_default_site=True)
    with work_folder() as folder:
        found = gathered(row, site, folder)
        if found is None:
            row.refusal = _("Plus aucune fiche de cette liste n’est en ligne.")
        else:
            write(found.data, folder)
            _set(row, found, folder)
    row.save(update_fields=["refusal", "file", "said"])


def _set(row, found, folder):
    try:
        pdf = set_apart(folder)
    except (Unsettable, Illegible):
        row.refusal = _("Une fiche de cette liste ne peut pas être mise en page : retirez-la, puis recommencez.")
        return
    row.said = mark_of(found.data)
    row.file.save(f"liste-{row.digest[:12]}.pdf", ContentFile(pdf), save=False)


def gathered(row, site, folder):
    """Its sheets that are public now; ``None`` where there are none left."""
    pages = read_shortlist(row.codes, site).pages[:MOST]
    edition = Edition(title=_("Ma liste"), with_centers=False, with_partners=False, with_themes=False)
    day = timezone.localdate(row.asked)
    part = Part(edition.title, "pin", "", [page for page in pages if not page.is_ordinary])
    found = Gathering(site, folder).booklet(edition, [part], day, address=f"/ma-liste/?f={','.join(row.codes)}")
    return found if found.sheets else None


def is_true(row, site):
    """Whether its sheets still say what the file says."""
    with work_folder() as folder:
        found = gathered(row, site, folder)
    return found is not None and mark_of(found.data) == row.said


def forget_lists(now):
    for row in ListFile.objects.filter(asked__lt=now - KEPT):
        row.file.delete(save=False)
        row.delete()
