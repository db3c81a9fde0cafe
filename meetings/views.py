"""Public meetings, and the calendars to follow them by."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.models import Term
from catalog.sectors import sector_vocabulary
from events.ical import calendar_response
from jobs.mails.posting import absolute
from meetings import secret
from meetings.calendars import deleted_entries, entries_of_group, public_entries
from meetings.models import Meeting, MeetingDate
from portal.accounts.personal_links import by_personal_link

GONE = 410


def page_of(meeting):
    return absolute(reverse("meeting", args=[meeting.code]))


def sector_of(request):
    """The sector that the address asks for, None without any. ``Http404``: none is called so."""
    code = request.GET.get("secteur", "").replace("\0", " ")  # PostgreSQL takes none
    return get_object_or_404(_sectors(), code=code) if code else None


def _sectors():
    return Term.objects.filter(vocabulary__code=sector_vocabulary())


def _public(sector=None):
    """Of a sector: those of the whole city too."""
    meetings = Meeting.objects.public()
    return meetings.filter(sectors=sector) | meetings.filter(sectors=None) if sector else meetings


@require_safe
def meetings(request):
    sector = sector_of(request)
    rows = MeetingDate.objects.filter(meeting__in=_public(sector), day__gte=timezone.localdate())
    rows = rows.select_related("meeting").prefetch_related("meeting__sectors").order_by("day", "starts", "pk")
    months = [(month, list(days)) for month, days in groupby(rows, lambda row: row.day.replace(day=1))]
    used = _sectors().filter(pk__in=Meeting.objects.public().values("sectors"))
    context = {"months": months, "sector": sector, "sectors": used, "follow": follow_address(sector)}
    return render(request, "meetings/meetings.html", context)


def follow_address(sector=None):
    return absolute(reverse("meetings_calendar")) + (f"?secteur={sector.code}" if sector else "")


@require_safe
def meeting(request, code):
    found = get_object_or_404(Meeting.objects.public(), code=code)
    rows = found.dates.filter(day__gte=timezone.localdate())
    follow = absolute(reverse("meeting_calendar", args=[code]))
    return render(request, "meetings/meeting.html", {"meeting": found, "rows": rows, "follow": follow})


@require_safe
def meetings_calendar(request):
    sector = sector_of(request)
    name = _("Réunions – %s") % sector.label if sector else _("Réunions")
    entries = [*public_entries(_public(sector), page_of), *deleted_entries()]
    return calendar_response(name, entries, "reunions")


@require_safe
def meeting_calendar(request, code):
    found = get_object_or_404(Meeting.objects.public(), code=code)
    return calendar_response(found.title, public_entries(Meeting.objects.filter(pk=found.pk), page_of), code)


@by_personal_link(secret.PURPOSE)
def group_calendar(request, subject, token):
    group = secret.group_of(subject)
    if request.method == "POST" or group is None:
        raise Http404
    return calendar_response(_("Réunions – %s") % group, entries_of_group(group), "reunions")
