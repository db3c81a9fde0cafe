"""Term by term, the value of a national list: chosen, none, or still to be said."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from catalog.models import Vocabulary
from opendata.models import NationalValue
from opendata.national.lists import Equivalents, name_of, national_lists

UNSAID, NONE = "?", "-"
FIRST = (UNSAID, gettext_lazy("À dire")), (NONE, gettext_lazy("Aucune correspondance"))
RIGHT = "opendata.change_nationalvalue"


class ChoiceOfTerms(forms.Form):
    """Which table is shown."""

    liste = forms.ChoiceField(label=gettext_lazy("Liste nationale"))
    vocabulaire = forms.ChoiceField(label=gettext_lazy("Nos termes"), required=False)

    def __init__(self, *args, vocabularies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["liste"].choices = [(each.code, each.label) for each in national_lists().values()]
        self.fields["vocabulaire"].choices = [("", _("Le vocabulaire usuel")), *vocabularies]


class ValuesForm(forms.Form):
    def __init__(self, *args, rows, choices, **kwargs):
        super().__init__(*args, **kwargs)
        for term, value in rows:
            shown = UNSAID if value is None else value or NONE
            self.fields[f"term-{term.pk}"] = forms.ChoiceField(label=term.label, choices=choices, initial=shown)


class NationalValuesView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "opendata/admin/values.html"
    header_icon = "tag"
    page_title = gettext_lazy("Correspondances nationales")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def vocabularies(self):
        return {each.code: each for each in Vocabulary.objects.prefetch_related("terms")}

    @cached_property
    def chosen(self):
        """``(national list, vocabulary or None)``, those of the address or the usual ones."""
        lists = national_lists()
        chosen = lists.get(self.request.GET.get("liste", ""), lists["thematiques"])
        code = self.request.GET.get("vocabulaire", "") or chosen.usual
        return chosen, self.vocabularies.get(code)

    @cached_property
    def rows(self):
        chosen, vocabulary = self.chosen
        terms = [term for term, _depth in vocabulary.ordered_terms()] if vocabulary else []
        equivalents = Equivalents()
        return [(term, equivalents.value(chosen.code, name_of(term))) for term in terms]

    def _form(self, data=None):
        return ValuesForm(data, rows=self.rows, choices=[*FIRST, *self.chosen[0].values])

    def get_context_data(self, form=None, **kwargs):
        chosen, vocabulary = self.chosen
        names = [(each.code, each.label) for each in self.vocabularies.values()]
        shown = {"liste": chosen.code, "vocabulaire": vocabulary.code if vocabulary else ""}
        context = {
            "choice": ChoiceOfTerms(initial=shown, vocabularies=names),
            "form": form or self._form(),
            "list": chosen,
            "vocabulary": vocabulary,
            "unsaid": sum(value is None for _term, value in self.rows),
        }
        return super().get_context_data(**context, **kwargs)

    def post(self, request, *args, **kwargs):
        form = self._form(request.POST)
        if not form.is_valid():
            messages.error(request, _("Une valeur n’est plus dans la liste nationale : choisissez-en une autre."))
            return self.render_to_response(self.get_context_data(form=form))
        changed = self._save(form)
        said = ngettext("Une correspondance changée.", "%(n)d correspondances changées.", changed) % {"n": changed}
        messages.success(request, said if changed else _("Rien n’a changé."))
        chosen, vocabulary = self.chosen
        query = f"?liste={chosen.code}&vocabulaire={vocabulary.code if vocabulary else ''}"
        return redirect(reverse("national_values") + query)

    def _save(self, form):
        """What was left as it was is not written: it goes on following what is usual."""
        chosen = self.chosen[0].code
        for name in form.changed_data:
            term, value = int(name.removeprefix("term-")), form.cleaned_data[name]
            if value == UNSAID:
                NationalValue.objects.filter(term=term, list=chosen).delete()
            else:
                kept = {"value": "" if value == NONE else value}
                NationalValue.objects.update_or_create(term_id=term, list=chosen, defaults=kept)
        return len(form.changed_data)
