"""Who comes, on paper: one list for each slot, with a box to tick."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from form_pages.admin.answers import refuse_others, said_to
from form_pages.builder import FILE, name_of
from form_pages.models import FormPage, SignUp, Slot


@never_cache
@require_GET
def day_list(request, pk):
    slot = get_object_or_404(Slot, pk=pk)
    refuse_others(request.user, slot.page_id)
    page = FormPage.objects.get(pk=slot.page_id)
    asked = [row for row in page.form_fields.all() if row.field_type != FILE]
    coming = slot.sign_ups.exclude(state=SignUp.State.CANCELLED).select_related("answer").order_by("pk")
    # Those who have a place first, then those who wait, in the order in which they came.
    rows = [
        (sign_up, [said_to(row, sign_up.answer.form_data.get(name_of(row))) for row in asked])
        for sign_up in sorted(coming, key=lambda each: each.state == SignUp.State.WAITING)
    ]
    context = {"slot": slot, "page": page, "asked": asked, "rows": rows}
    return render(request, "form_pages/day_list.html", context)
