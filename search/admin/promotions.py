"""Wagtail's screen of promoted results, in our words: it says how searches are compared here, and counts no search.

Wagtail's own would match exact texts only and offer the list of what visitors typed, which is never kept.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.search_promotions import forms
from wagtail.contrib.search_promotions.views import settings as stock


class WordsForm(forms.QueryForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["query_string"].label = _("Mots cherchés")
        self.fields["query_string"].help_text = _(
            "Par exemple « cantine ». Majuscules, accents, pluriels, petits mots et ordre des mots ne comptent pas, et les "
            "sigles et synonymes connus sont reconnus. La sélection paraît quand la recherche a ces mots, et eux seuls."
        )


class PromotionsIndex(stock.IndexView):
    page_title = _("Résultats mis en avant")
    add_item_label = _("Mettre en avant un résultat")
    columns = [column for column in stock.IndexView.columns if column.name != "views"]


class AddPromotion(stock.CreateView):
    form_class = WordsForm
    page_title = _("Nouveau :")
    page_subtitle = _("résultat mis en avant")


class EditPromotion(stock.EditView):
    form_class = WordsForm
    page_subtitle = _("résultat mis en avant")
