"""Wagtail's screen of promoted results, in our words: it says how searches are compared here, and counts no search.

Wagtail's own would match exact texts only and offer the list of what visitors typed, which is never kept.
"""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.contrib.search_promotions import forms
from wagtail.contrib.search_promotions.views import settings as stock


class WordsForm(forms.QueryForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["query_string"].label = _("Mots cherchés")
        self.fields["query_string"].help_text = _(
            "Par exemple « cantine ». Majuscules, accents, pluriels, petits mots et ordre des mots ne comptent pas ; "
            "sigles et synonymes connus sont reconnus. La sélection paraît quand la recherche a ces mots, et eux seuls."
        )


class PagesFormSet(forms.SearchPromotionsFormSet):
    max_num, absolute_max = 50, 100  # each row draws a chooser: two thousand took thirteen seconds

    def add_fields(self, form, *args, **kwargs):
        super().add_fields(form, *args, **kwargs)
        form.fields["external_link_url"].label = _("Ou l’adresse d’un autre site")
        form.fields["external_link_url"].help_text = _("Seulement si ce n’est pas une page du portail.")
        form.fields["external_link_text"].label = _("Titre du lien vers cet autre site")
        form.fields["description"].help_text = _("Une phrase sous le titre : pourquoi cette page. Facultatif.")


class PromotionsIndex(stock.IndexView):
    page_title = _("Résultats mis en avant")
    add_item_label = _("Mettre en avant un résultat")
    columns = [
        TitleColumn(
            "query_string", label=_("Mots cherchés"), url_name="wagtailsearchpromotions:edit", sort_key="query_string"
        ),
        stock.SearchPromotionColumn("editors_picks", label=_("Pages mises en avant")),
    ]


class PromotionFormMixin:
    form_class = WordsForm
    page_subtitle = _("Résultat mis en avant")
    success_message = _("Résultats mis en avant pour « %(query)s ».")

    @cached_property
    def searchpicks_formset(self):
        data = self.request.POST if self.request.method == "POST" else None
        return PagesFormSet(data, instance=self.object)

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        items[-2]["label"] = PromotionsIndex.page_title
        return items


class AddPromotion(PromotionFormMixin, stock.CreateView):
    """For words that have none yet."""


class EditPromotion(PromotionFormMixin, stock.EditView):
    """Pages, order and reasons of some words."""
