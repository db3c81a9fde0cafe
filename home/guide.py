"""The editors' guide inside the admin: ``docs/editors.md``, each heading an address, and where it tells of a screen."""

import re
from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from portal import __version__
from portal.text.letters import slug_of

GUIDE = settings.BASE_DIR / "docs" / "editors.md"
# Where each screen of the admin is told: the beginning of its address, and the heading. The first that fits counts.
SCREENS = {
    "pages/add/": "Corriger une fiche",
    "pages/": "Corriger une fiche",
    "types-de-fiche/": "Faire un type de fiche",
    "proprietes/": "Ajouter un champ aux fiches",
    "groupes-de-proprietes/": "Ajouter un champ aux fiches",
    "vocabulaires/": "Ajouter une facette à la recherche",
    "termes/": "Aider la recherche",
    "directory/referencedocument/": "Les documents de l’année",
    "directory/": "Tenir les répertoires",
    "liens/": "Les liens qui ne mènent plus nulle part",
    "schools/": "Tenir les répertoires",
    "snippets/directory/glossaryentry/": "Expliquer un mot",
    "searchpicks/": "Mettre un résultat en avant",
    "recherches-sans-resultat/": "Savoir ce que le public ne trouve pas",
    "toutes-les-fiches/": "Exporter les fiches",
    "a-verifier/": "Savoir ce qui est à vérifier",
    "importer/": "Importer un livret",
    "modele-de-portail/": "L’accueil, le menu, les réglages",
    "tableurs/": "Changer beaucoup de lignes dans un tableur",
    "fusions/": "Deux fois le même : fusionner, remplacer",
    "contradictions/": "Ce qui se contredit",
    "forms/": "Faire un formulaire",
    "formulaires/": "Un appel à projets",
    "users/": "Qui peut faire quoi",
    "regles/": "Ce qui se fait tout seul",
    "snippets/rules/": "Ce qui se fait tout seul",
    "courriels/": "Ce qui se fait tout seul",
    "campagnes/": "Une campagne de vérification",
    "snippets/reviews/": "Une campagne de vérification",
    "responsable/": "Garder vrai",
    "signalements/": "Ce que le public signale",
    "qualite/": "Ce qui peut être mieux",
    "departs/": "Ce qui peut être mieux",
    "seminaires/": "Un séminaire, et le programme de l’an prochain",
    "snippets/meetings/": "Une réunion qui revient, ses dates, les agendas qui la suivent",
    "donnees-ouvertes/": "Ce que d’autres reprennent : données ouvertes, listes dans leurs pages, lettres",
    "settings/opendata/": "Ce que d’autres reprennent : données ouvertes, listes dans leurs pages, lettres",
    "mes-agendas/": "Une réunion qui revient, ses dates, les agendas qui la suivent",
    "editions/": "Une édition : le livret sur papier",
    "snippets/editions/": "Une édition : le livret sur papier",
    "snippets/seminars/": "Un séminaire, et le programme de l’an prochain",
    "settings/": "L’accueil, le menu, les réglages",
}


@lru_cache(maxsize=1)
def _html():
    """As it is in the file, which changes with a release only."""
    from markdown_it import MarkdownIt  # only who opens the guide reads it

    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(GUIDE.read_text(encoding="utf-8"))
    for opening, content in zip(tokens, tokens[1:], strict=False):
        if opening.type == "heading_open":
            opening.attrSet("id", slug_of(content.content))
    return markdown.renderer.render(tokens, markdown.options, {})


def guide_html():
    """Pictures are static files, whose names are known once they are collected."""
    return re.sub(r'src="images/([^"]+)"', lambda match: f'src="{static(f"guide/{match[1]}")}"', _html())


def guide_address(path):
    """Where the guide tells of the screen at this address of the admin."""
    screen = path.removeprefix(reverse("wagtailadmin_home"))
    heading = next((heading for start, heading in SCREENS.items() if screen.startswith(start)), "")
    return f"{reverse('guide')}#{slug_of(heading)}" if heading else reverse("guide")


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "home/admin/guide.html"
    page_title = _("Guide de la rédaction")
    header_icon = "help"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(guide=mark_safe(guide_html()), version=__version__, **kwargs)  # our own file
