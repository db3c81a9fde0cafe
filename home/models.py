"""The home page, ordinary pages, what changed, and the settings of the site."""

from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TabbedInterface
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page, Site

from catalog.meant_vocabularies import USUAL
from home.blocks import DoorBlock
from home.sentences import in_arabic, in_english, in_turkish
from portal.blocks import stream_text
from portal.fields import LinesField, StreamField
from portal.pages import BasePage, plain_tabs
from portal.reading.statements import Statement
from portal.schema_org import web_page
from portal.visibility import public_among
from search.live_lists.blocks import page_blocks


class HomePage(BasePage):
    page_icon = "home"

    heading = models.CharField(
        _("grand titre"),
        max_length=120,
        default="",
        blank=True,
        help_text=_("Ce que l’on vient chercher ici, en une phrase."),
    )
    introduction = models.TextField(_("présentation"), max_length=400, blank=True, help_text=_("Une ou deux phrases."))
    cover = models.ForeignKey(
        "portal.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("image de partage"),
        help_text=_("Montrée quand l’accueil est partagé. À défaut, le logo des réglages du portail."),
    )
    search_examples = LinesField(
        _("souvent cherché"), help_text=_("Un exemple par ligne, proposé sous le champ de recherche.")
    )
    doors = StreamField(
        [("door", DoorBlock())], blank=True, max_num=3, verbose_name=_("portes"), help_text=_("Trois au plus.")
    )
    news_count = models.PositiveSmallIntegerField(
        _("nombre de nouveautés"), default=4, help_text=_("Combien de changements montrer. 0 pour ne rien montrer.")
    )
    ask_title = models.CharField(
        _("titre de l’encadré d’aide"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("« Vous préférez demander ? »"),
    )
    ask_text = models.TextField(_("texte de l’encadré d’aide"), blank=True, help_text=_("Vers qui se tourner."))

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(["heading", "introduction", "search_examples", "cover"], heading=_("En tête")),
        "doors",
        "news_count",
        MultiFieldPanel(["ask_title", "ask_text"], heading=_("Aide humaine")),
    ]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("accueil")
        verbose_name_plural = _("accueils")

    @property
    def is_searchable(self):
        return False

    @property
    def lead(self):
        return self.introduction

    def get_context(self, request, *args, **kwargs):
        """``destinations``: the pages that its doors lead to, ``{primary key: page}`` of those anyone may read."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "destinations": public_among(Site.find_for_request(request), self._linked_ids())}

    def _linked_ids(self):
        links = [link for block in self.doors for link in (block.value, *block.value["links"])]
        return {link["page"].pk for link in links if link["page"]}

    def structured_data(self, portal):
        target = {"@type": "EntryPoint", "urlTemplate": f"{portal.root_url}/recherche/?q={{q}}"}
        search = {"@type": "SearchAction", "target": target, "query-input": "required name=q"}
        return {**web_page(self, portal, "WebSite"), "name": portal.full_name, "potentialAction": search}

    def route(self, request, path_components):
        """Straight to a live page by its full address, whatever its depth; else Wagtail's own walk."""
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        found = _page_at(url_path, path_components[-1])
        return found.route(request, []) if found else super().route(request, path_components)


def _live_at(url_path, slug):
    """By the slug too: Wagtail has an index of them, and none of addresses."""
    return Page.objects.live().filter(url_path=url_path, slug=slug).order_by().values_list("pk", "content_type")


_LIVE_AT = Statement(_live_at, keys=2)


def _page_at(url_path, slug):
    for pk, content_type in _LIVE_AT(url_path, slug):
        model = ContentType.objects.get_for_id(content_type).model_class()
        return next(iter(_whole(model)(pk)), None) if model else None
    return None


@cache
def _whole(model):
    """A page with all its columns, as its own class."""
    return Statement(lambda key: model._default_manager.filter(pk=key))


class StandardPage(BasePage):
    page_icon = "help"

    summary = models.TextField(
        _("résumé"), max_length=600, blank=True, help_text=_("Une ou deux phrases, sous le titre.")
    )
    body = StreamField(page_blocks(), blank=True, verbose_name=_("texte"), help_text=_("Le contenu de la page."))

    content_panels = [*BasePage.content_panels, "summary", "body"]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage", "sheets.CollectionPage", "form_pages.FormPage"]

    class Meta:
        verbose_name = _("page simple")
        verbose_name_plural = _("pages simples")

    @property
    def lead(self):
        return self.summary

    def search_text(self):
        return f"{self.summary}\n{stream_text(self.body)}"


HomePage.edit_handler = TabbedInterface(plain_tabs(HomePage))
StandardPage.edit_handler = TabbedInterface(plain_tabs(StandardPage))


class Change(models.Model):
    """« Ce qui a changé »: one line per publication that an editor explained to readers."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="changes")
    note = models.CharField(_("ce qui a changé"), max_length=200)
    date = models.DateTimeField(_("date"), db_index=True)
    is_new = models.BooleanField(_("première publication"), default=False)

    class Meta:
        verbose_name = _("changement")
        verbose_name_plural = _("changements")
        ordering = ["-date", "-pk"]

    def __str__(self):
        return self.note


class Withdrawal(models.Model):
    """That a page anyone could read was withdrawn: when, and of which site, but neither its title nor its address."""

    page_key = models.PositiveBigIntegerField()  # no link: the page may be deleted
    path = models.CharField(max_length=255)  # of the page in the tree
    date = models.DateTimeField(db_index=True)


def in_its_language(field, language):
    """A text that is not French is read out, and laid out, as what it is."""
    return FieldPanel(field, widget=AdminAutoHeightTextInput(attrs={"lang": language, "dir": "auto"}))


@register_setting(icon="site")
class PortalSettings(BaseSiteSetting):
    name = models.CharField(
        _("nom du portail"), max_length=60, default="Passerelles", help_text=_("En haut de chaque page.")
    )
    city = models.CharField(_("ville"), max_length=80, blank=True, help_text=_("Par exemple « Ville de Roubaix »."))
    sector_vocabulary = models.CharField(
        _("secteurs de la ville"),
        max_length=60,
        default=USUAL["sector_vocabulary"],
        blank=True,
        help_text=_("Le vocabulaire qui découpe la ville : annuaire des centres, résultats, fiches jumelles."),
    )
    network_vocabulary = models.CharField(
        _("réseaux des écoles"),
        max_length=60,
        default=USUAL["network_vocabulary"],
        blank=True,
        help_text=_("Le vocabulaire des réseaux d’éducation prioritaire, que portent les organisations."),
    )
    structure_vocabulary = models.CharField(
        _("types de structures"),
        max_length=60,
        default=USUAL["structure_vocabulary"],
        blank=True,
        help_text=_("Le vocabulaire qui dit ce qu’est une organisation : école, association, service…"),
    )
    contact = models.ForeignKey(
        "directory.Contact",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("contact du site"),
        help_text=_(
            "Son téléphone est en haut et en bas de chaque page ; il reçoit les erreurs signalées. Il doit être public."
        ),
    )
    help_title = models.CharField(
        _("titre de l’aide"), max_length=120, blank=True, default="", help_text=_("« Besoin de parler à quelqu’un ? »")
    )
    logo = models.ForeignKey(
        "portal.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Remplace celui du portail. Son titre sert de texte de remplacement."),
    )
    legal_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("mentions légales"),
        help_text=_("Lien en bas de chaque page."),
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("déclaration d’accessibilité"),
        help_text=_("Lien en bas de chaque page."),
    )
    accessibility_state = models.CharField(
        _("état d’accessibilité"),
        max_length=24,
        default="non auditée",
        help_text=_("Ce que l’audit a conclu. « non auditée » tant qu’il n’y en a pas eu."),
    )

    # Beside the results of a search in another language: what this site is, whom to call.
    sentence_en = models.TextField(_("en anglais"), max_length=300, blank=True, default=in_english)
    sentence_ar = models.TextField(_("en arabe"), max_length=300, blank=True, default=in_arabic)
    sentence_tr = models.TextField(_("en turc"), max_length=300, blank=True, default=in_turkish)

    panels = [
        MultiFieldPanel(["name", "city", "logo"], heading=_("Le portail")),
        MultiFieldPanel(
            ["sector_vocabulary", "network_vocabulary", "structure_vocabulary"],
            heading=_("Les vocabulaires que le portail comprend"),
            classname="collapsed",
        ),
        MultiFieldPanel(["contact", "help_title"], heading=_("À qui s’adresser")),
        MultiFieldPanel(
            [
                in_its_language("sentence_en", "en"),
                in_its_language("sentence_ar", "ar"),
                in_its_language("sentence_tr", "tr"),
            ],
            heading=_("Qui cherche dans une autre langue"),
            help_text=_(
                "Une phrase sous les résultats : ce qu’est ce site, qui appeler. Le téléphone suit. Vide : rien."
            ),
        ),
        MultiFieldPanel(
            ["legal_page", "accessibility_page", FieldPanel("accessibility_state")], heading=_("Pages dues")
        ),
    ]

    class Meta:
        verbose_name = _("réglages du portail")
        verbose_name_plural = _("réglages du portail")

    def clean(self):
        super().clean()
        if self.contact_id and not self.contact.is_public:
            raise ValidationError({"contact": _("Ce contact est interne : choisissez un contact public.")})

    @property
    def sentences(self):
        return {"en": self.sentence_en, "ar": self.sentence_ar, "tr": self.sentence_tr}

    @property
    def public_contact(self):
        return self.contact if self.contact_id and self.contact.is_public else None
