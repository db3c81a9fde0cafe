"""One value on more sheets than somebody waits for: a job, which names each that is not as one would think."""

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from jobs.kinds import Kind
from jobs.queue import start_once
from jobs.turns import in_turns
from jobs.work import Refused
from sheets.filling.fields import fillable
from sheets.filling.forms import value_form
from sheets.filling.in_bulk import Outcome, fill
from sheets.filling.reviewed import ReviewedToday

FILL, REVIEWED = "fill", "reviewed"


def fill_later(pages, target, data, user):
    """``data``: what was sent by the form, a ``QueryDict``. It is cleaned again when its turn comes."""
    title = ngettext(
        "Remplir « %(field)s » de %(number)s fiche", "Remplir « %(field)s » de %(number)s fiches", len(pages)
    )
    said = title % {"field": target.label, "number": len(pages)}
    return start_once(FILL, user, said, total=len(pages), pages=pages, target=target.key, data=data.urlencode())


def review_later(pages, day, user):
    title = ngettext("Noter %(number)s page vérifiée", "Noter %(number)s pages vérifiées", len(pages))
    return start_once(
        REVIEWED, user, title % {"number": len(pages)}, total=len(pages), pages=pages, day=day.isoformat()
    )


def fill_sheets(work):
    target = fillable().get(work.given["target"])
    if target is None:
        raise Refused(_("Ce champ n’existe plus. Rien n’a été rempli."))
    form = value_form(target, QueryDict(work.given["data"]))
    if not form.is_valid():
        raise Refused(_("Cette valeur n’est plus acceptée : %s Rien n’a été rempli.") % " ".join(form.errors["value"]))
    _write(work, target, form.cleaned_data["value"], form.cleaned_data["replace"])


def note_as_reviewed(work):
    _write(work, ReviewedToday(), parse_date(work.given["day"]), True)


def _write(work, target, value, replace):
    if work.by is None:
        raise Refused(_("Le compte qui l’a demandé n’existe plus. Rien n’a été rempli."))
    work.result = {"published": 0, "same": 0, "drafted": [], "refused": []}

    def write(pk):
        page = Page.objects.filter(pk=pk).first() or Page(pk=pk, title=f"n° {pk}")
        _add(work.result, fill([page], target, value, work.by, replace=replace))

    in_turns(work, work.given["pages"], write)


def _add(result, outcome: Outcome):
    for name in ("published", "same"):
        result[name] += len(getattr(outcome, name))
    for name in ("drafted", "refused"):
        result[name] += [[page.pk, page.get_admin_display_title(), why] for page, why in getattr(outcome, name)]


TEMPLATE = "sheets/admin/fill_result.html"
KINDS = (
    Kind(FILL, gettext_lazy("Champ rempli"), fill_sheets, TEMPLATE, repeatable=True),
    Kind(REVIEWED, gettext_lazy("Pages vérifiées"), note_as_reviewed, TEMPLATE, repeatable=True),
)
