"""Events as calendars read them: whole days, those that everybody may read."""

from datetime import timedelta

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.ical import Entry, calendar_response, uid_of
from events.models import EventPage
from portal.visibility import public_pages


def _dated():
    public = public_pages().values("pk")
    return EventPage.objects.filter(pk__in=public).exclude(date=None).order_by("date", "pk")


def entry_of(event):
    """The number of its published version grows with each: what a client holds is taken over."""
    return Entry(
        uid=uid_of(f"evenement-{event.code}"),
        title=event.title,
        starts=event.date,
        ends=(event.end_date or event.date) + timedelta(days=1),
        changed=event.last_published_at or event.first_published_at,
        sequence=event.live_revision_id or 0,
        place=", ".join(part for part in (event.place, event.town) if part),
        url=event.full_url or "",
    )


@require_safe
def all_events(request):
    return calendar_response(_("Événements"), map(entry_of, _dated()), "evenements")


@require_safe
def one_event(request, code):
    event = _dated().filter(code=code).first()
    if event is None:
        raise Http404
    return calendar_response("", [entry_of(event)], code)
