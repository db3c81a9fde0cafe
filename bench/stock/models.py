"""Sheets and their faceted listing: plain ORM, no cache, no tuning."""

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from bench.stock.detailed import DetailedPage  # noqa: F401


class Label(models.Model):
    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name


@register_snippet
class Theme(Label):
    pass


@register_snippet
class Sector(Label):
    pass


@register_snippet
class Audience(Label):
    pass


class HomePage(Page):
    template = "stock/home.html"


class SheetPage(Page):
    intro = models.TextField(blank=True)
    body = RichTextField(blank=True)
    date = models.DateField()
    themes = ParentalManyToManyField(Theme, related_name="sheets", blank=True)
    sectors = ParentalManyToManyField(Sector, related_name="sheets", blank=True)
    audiences = ParentalManyToManyField(Audience, related_name="sheets", blank=True)
    age_min = models.PositiveSmallIntegerField(default=0)
    age_max = models.PositiveSmallIntegerField(default=99)

    template = "stock/sheet.html"
    content_panels = Page.content_panels + [
        FieldPanel(name) for name in ("intro", "body", "date", "themes", "sectors", "audiences", "age_min", "age_max")
    ]
    search_fields = Page.search_fields + [
        index.SearchField("intro"),
        index.SearchField("body"),
        index.RelatedFields("themes", [index.SearchField("name")]),
    ]


class SheetIndexPage(Page):
    FACETS = {
        "theme": ("Thèmes", Theme, "themes"),
        "sector": ("Secteurs", Sector, "sectors"),
        "audience": ("Publics", Audience, "audiences"),
    }
    PER_PAGE = 20

    template = "stock/listing.html"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        query, chosen = request.GET.get("q", "").strip(), {name: request.GET.getlist(name) for name in self.FACETS}
        sheets = self.sheets(query)
        page = Paginator(self.filtered(sheets, chosen).order_by("-date", "-pk"), self.PER_PAGE)
        params = request.GET.copy()
        params.pop("page", None)
        context.update(query=query, facets=list(self.facets(sheets, chosen)), params=params.urlencode())
        return {**context, "sheets": page.get_page(request.GET.get("page"))}

    def sheets(self, query):
        sheets = SheetPage.objects.live().public().child_of(self)
        if not query:
            return sheets
        found = SheetPage.objects.live().search(query, order_by_relevance=False)
        return sheets.filter(pk__in=list(found.get_queryset().order_by().values_list("pk", flat=True)))

    def filtered(self, sheets, chosen, skip=None):
        for name, slugs in chosen.items():
            if slugs and name != skip:
                sheets = sheets.filter(**{f"{self.FACETS[name][2]}__slug__in": slugs})
        return sheets.distinct()

    def facets(self, sheets, chosen):
        for name, (label, model, _field) in self.FACETS.items():
            terms = model.objects.filter(sheets__in=self.filtered(sheets, chosen, skip=name))
            yield name, label, terms.annotate(total=Count("sheets", distinct=True)), chosen[name]
