"""Adding and changing a property: what an editor should know is said before it is saved, or just after."""

from hashlib import sha256

from django.contrib import messages
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.models import Page

from catalog.lacking import kinds_of
from catalog.models import SheetProperty
from portal.admin.doors import seen_by_reader
from portal.inputs.keys import is_key
from portal.publication.conflicts import InTurn

MANY = 25  # properties of one kind: a form that nobody likes
MOST_NAMED = 10


class SayFirst:
    """A field made required is confirmed by a second press, once the sheets that lack it have been named."""

    template_name = "catalog/admin/property_form.html"

    def form_valid(self, form):
        lacking = form.newly_lacking()
        if not lacking or self.request.POST.get("lacking") == _mark(lacking):
            return super().form_valid(form)
        self.form, self.lacking = form, lacking
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        lacking = getattr(self, "lacking", ())
        pages = list(seen_by_reader(Page.objects.filter(pk__in=lacking)).order_by("title"))
        return super().get_context_data(
            lacking=_mark(lacking),
            lacking_count=len(lacking),
            lacking_pages=pages[:MOST_NAMED],
            lacking_hidden=len(lacking) - len(pages),
            other_pages=pages[MOST_NAMED:],
            lacking_filter=self._filter() if lacking else "",
            next_url=self.next_url,
            **kwargs,
        )

    def _filter(self):
        """The same list in the report, which knows the field as it is stored: not a new one, nor on other kinds."""
        stored = SheetProperty.objects.filter(pk=self.form.instance.pk, retired=False).first()
        is_known = stored and set(self.form.kinds) <= set(kinds_of(stored))
        kind = "terms" if is_known and stored.vocabulary_id else "prop"
        return f"{kind}:{stored.code}" if is_known else ""

    @cached_property
    def next_url(self):
        return get_valid_next_url_from_request(self.request)

    def get_success_url(self):
        return self.next_url or super().get_success_url()

    def get_success_message(self, *args):
        crowded = [f"« {kind} » ({number})" for kind, number in self.form.crowded() if number > MANY]
        if crowded:
            messages.warning(self.request, _("Beaucoup de champs à remplir pour %s.") % ", ".join(crowded))
        if not self.form.kinds:
            text = _("« %s » n’est sur aucun type de fiche : elle ne paraît nulle part.")
            messages.warning(self.request, text % self.object)
        return super().get_success_message(*args)


def _mark(keys):
    """Of what was shown: another sheet meanwhile is said too."""
    return sha256(repr(sorted(keys)).encode()).hexdigest() if keys else ""


class AddProperty(InTurn, SayFirst, CreateView):
    def get_initial(self):
        """Asked from the screen of a kind, on that one."""
        kind = self.request.GET.get("kind", "")
        return {**super().get_initial(), **({"kinds": [kind]} if is_key(kind) else {})}


class EditProperty(SayFirst, EditView):
    pass
