"""Wagtail's screen of promoted results, in our words: it says how searches are compared here, and counts no search.

Wagtail's own would match exact texts only and offer the list of what visitors typed, which is never kept.
"""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.contrib.search_promotions import forms
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.contrib.search_promotions.views import settings as stock

from portal.publication.conflicts import InTurn


class WordsForm(forms.QueryForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["query_string"].label = _("Mots cherchés")
        self.fields["query_string"].help_text = _(
            "Par exemple « cantine ». Majuscules, accents, pluriels, petits mots et ordre des mots ne comptent pas ; "
            "sigles et synonymes connus sont reconnus. La sélection paraît quand la recherche a ces mots, et eux seuls."
        )


TWICE = _("Déjà mis en avant pour ces mots.")


class PagesFormSet(forms.SearchPromotionsFormSet):
    words: Query | None = None  # those that are asked for: an edit may take those of another row
    max_num, absolute_max = 50, 100  # each row draws a chooser: two thousand took thirteen seconds

    def add_fields(self, form, *args, **kwargs):
        super().add_fields(form, *args, **kwargs)
        form.fields["external_link_url"].label = _("Ou l’adresse d’un autre site")
        form.fields["external_link_url"].help_text = _("Seulement si ce n’est pas une page du portail.")
        form.fields["external_link_text"].label = _("Titre du lien vers cet autre site")
        form.fields["description"].help_text = _("Une phrase sous le titre : pourquoi cette page. Facultatif.")

    def clean(self):
        super().clean()
        rows = [form for form in self.forms if not self._should_delete_form(form)]
        own = [form.instance.pk for form in self.forms if form.instance.pk]
        promoted = SearchPromotion.objects.filter(query=self.words).exclude(pk__in=own)
        seen = {target for pick in promoted for target in (pick.page, pick.external_link_url) if target}
        for form in rows:
            name = "page" if form.cleaned_data.get("page") else "external_link_url"
            target = form.cleaned_data.get(name)
            if target in seen:
                form.add_error(name, TWICE)
            seen |= {target} - {None, ""}


class PromotionsIndex(stock.IndexView):
    page_title = _("Résultats mis en avant")
    add_item_label = _("Mettre en avant un résultat")
    columns = [
        TitleColumn(
            "query_string", label=_("Mots cherchés"), url_name="wagtailsearchpromotions:edit", sort_key="query_string"
        ),
        stock.SearchPromotionColumn("editors_picks", label=_("Pages mises en avant")),
    ]


class PromotionFormMixin(InTurn):
    form_class = WordsForm
    page_subtitle = _("Résultat mis en avant")
    success_message = _("Résultats mis en avant pour « %(query)s ».")

    @cached_property
    def searchpicks_formset(self):
        data = self.request.POST if self.request.method == "POST" else None
        formset = PagesFormSet(data, instance=self.object)
        formset.words = getattr(self, "new_query", self.object)
        return formset

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        items[-2]["label"] = PromotionsIndex.page_title
        return items


class AddPromotion(PromotionFormMixin, stock.CreateView):
    """For words that have none yet."""


class EditPromotion(PromotionFormMixin, stock.EditView):
    """Pages, order and reasons of some words."""
