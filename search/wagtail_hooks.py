"""The search in the admin: promoted results, the count of live lists, and what people look for and do not find."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.admin.listing_count import listing_count
from search.admin.missed import MissedReport
from search.admin.needs import needs
from search.admin.promotions import AddPromotion, EditPromotion, PromotionsIndex

PROMOTIONS = "searchpicks/"  # where Wagtail has its own screens: ours answer before them


@hooks.register("register_admin_urls", order=-1)
def search_urls():
    return [
        path("recherches-sans-resultat/", MissedReport.as_view(), name="missed_report"),
        path("recherches-sans-resultat/liste/", MissedReport.as_view(results_only=True), name="missed_report_results"),
        path("liste-automatique/", listing_count, name="listing_count"),
        path(PROMOTIONS, PromotionsIndex.as_view()),
        path(f"{PROMOTIONS}results/", PromotionsIndex.as_view(results_only=True)),
        path(f"{PROMOTIONS}add/", AddPromotion.as_view()),
        path(f"{PROMOTIONS}<int:query_id>/", EditPromotion.as_view()),
    ]


@hooks.register("register_admin_viewset")
def register_needs():
    return needs


@hooks.register("register_reports_menu_item")
def missed_menu_item():
    return MenuItem(_("Recherches sans résultat"), reverse("missed_report"), icon_name="search", order=200)


@hooks.register("construct_reports_menu")
def without_terms_of_visitors(request, menu_items):
    """Wagtail's report of what visitors typed: nothing is written there."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]


@hooks.register("construct_settings_menu")
def promotions_in_our_words(request, menu_items):
    for item in menu_items:
        if item.name == "promoted-search-results":
            item.label = _("Résultats mis en avant")
