"""The forms of the sample, read by the coordination. Their days are counted from the one they are loaded on."""

from datetime import datetime, time, timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from form_pages.models import FormField, FormPage, Slot
from home.models import HomePage
from install.setup.groups import COORDINATION


def fill_form(page, data, read):
    for name in ("title", "introduction", "thanks", "button", "keep_days"):
        setattr(page, name, data[name])
    page.slug = page.slug or data["code"]
    page.form_fields = [_question(place, row) for place, row in enumerate(data["questions"])]
    page.slots = [_slot(place, row) for place, row in enumerate(data.get("slots") or [])]
    page.readers = list(Group.objects.filter(name=COORDINATION))
    _fill_call(page, data.get("call"))


def _question(place, row):
    return FormField(
        sort_order=place,
        label=row["label"],
        field_type=row["type"],
        required=row["required"],
        choices="\n".join(row.get("choices") or []),
        help_text=row.get("help") or "",
        step=row.get("step") or "",
        show_if=row.get("show_if") or "",
        show_if_value=row.get("show_if_value") or "",
    )


def _slot(place, row):
    starts, ends = (moment(row["in_days"], row[name]) for name in ("start", "end"))
    return Slot(sort_order=place, starts=starts, ends=ends, place=row["place"], places=row["places"])


def _fill_call(page, call):
    page.is_call = bool(call)
    if call:
        page.criteria, page.kept_question = call["criteria"].strip(), call["kept_question"]
        page.level, page.closes = FormPage.Level.PUBLIC, moment(call["in_days"], "18:00")


def moment(days, clock):
    """That hour, here, so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def parent():
    return HomePage.objects.get()
