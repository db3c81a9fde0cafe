"""A page with as many fields and kinds of rows as an action sheet has, in the panels that Wagtail ships."""

from django import forms
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Orderable, Page
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.models import register_snippet

LEVELS = [(text, text) for text in ("commune", "réseau", "école", "classe")]


class Organization(models.Model):
    name = models.CharField(max_length=255)
    acronym = models.CharField(max_length=40, blank=True)
    kind = models.ForeignKey("stock.Theme", null=True, blank=True, on_delete=models.SET_NULL)
    sectors = models.ManyToManyField("stock.Sector", blank=True)
    precision = models.CharField(max_length=12, choices=LEVELS, default="école")
    phone = models.CharField(max_length=30, blank=True)
    active = models.BooleanField(default=True)

    def __str__(self):
        return self.name


@register_snippet
class Person(models.Model):
    function = models.CharField(max_length=255)
    organization = models.ForeignKey(Organization, null=True, on_delete=models.SET_NULL)

    def __str__(self):
        return self.function


class Row(Orderable):
    label = models.CharField(max_length=255, blank=True)

    class Meta(Orderable.Meta):
        abstract = True


class AudienceRow(ClusterableModel, Row):
    page = ParentalKey("DetailedPage", on_delete=models.CASCADE, related_name="audience_rows")
    publics = ParentalManyToManyField("stock.Audience", blank=True)
    levels = ParentalManyToManyField("stock.Sector", blank=True)
    age_min = models.PositiveSmallIntegerField(null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    inferred = models.BooleanField(default=False)


class OrganizationRow(Row):
    page = ParentalKey("DetailedPage", on_delete=models.CASCADE, related_name="organization_rows")
    role = models.CharField(max_length=12, choices=LEVELS, default="école")
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT)
    detail = models.CharField(max_length=255, blank=True)
    note = models.CharField(max_length=500, blank=True)
    inferred = models.BooleanField(default=False)


class PersonRow(Row):
    page = ParentalKey("DetailedPage", on_delete=models.CASCADE, related_name="person_rows")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    heading = models.CharField(max_length=12, choices=LEVELS, default="école")


class DocumentRow(Row):
    page = ParentalKey("DetailedPage", on_delete=models.CASCADE, related_name="document_rows")
    url = models.URLField(blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)


class RelatedRow(Row):
    page = ParentalKey("DetailedPage", on_delete=models.CASCADE, related_name="related_rows")
    related = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")


class StepRow(Row):
    page = ParentalKey("DetailedPage", on_delete=models.CASCADE, related_name="step_rows")
    status = models.CharField(max_length=8, choices=LEVELS, default="école")
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    since = models.CharField(max_length=40, blank=True)


class Place(blocks.StructBlock):
    name = blocks.CharBlock()
    college = SnippetChooserBlock(Organization, required=False)
    schools = blocks.ListBlock(SnippetChooserBlock(Organization), default=[])
    note = blocks.TextBlock(required=False)


class Quote(blocks.StructBlock):
    text = blocks.TextBlock()
    author = blocks.CharBlock(required=False)


class Picture(blocks.StructBlock):
    image = ImageChooserBlock()
    caption = blocks.CharBlock(required=False)


BLOCKS = [
    ("text", blocks.RichTextBlock()),
    ("heading", blocks.CharBlock()),
    ("picture", Picture()),
    ("quote", Quote()),
    ("notice", Quote()),
    ("steps", blocks.ListBlock(Quote())),
    ("link", blocks.URLBlock()),
    ("page", blocks.PageChooserBlock()),
    ("sites", blocks.ListBlock(Place())),
]


class DetailedPage(Page):
    summary = models.TextField(blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    period = models.CharField(max_length=40, blank=True)
    body = StreamField(BLOCKS, blank=True)
    objectives = models.TextField(blank=True)
    easy = models.TextField(blank=True)
    cover = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    perimeter = models.TextField(blank=True)
    sites = StreamField([("site", Place())], blank=True)
    twin = models.ForeignKey("wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    change_note = models.CharField(max_length=255, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review_every = models.PositiveSmallIntegerField(default=12)
    doubts = models.TextField(blank=True)
    themes = ParentalManyToManyField("stock.Theme", blank=True)
    sectors = ParentalManyToManyField("stock.Sector", blank=True, related_name="detailed_pages")

    template = "stock/sheet.html"
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    "summary",
                    MultiFieldPanel(["number", "period"]),
                    *("body", "objectives", "easy", "cover"),
                ],
                heading="Contenu",
            ),
            ObjectList(
                [
                    InlinePanel(
                        "audience_rows",
                        panels=[
                            "label",
                            FieldPanel("publics", widget=forms.CheckboxSelectMultiple),
                            FieldRowPanel(["age_min", "age_max"]),
                            FieldPanel("levels", widget=forms.CheckboxSelectMultiple),
                            *("note", "inferred"),
                        ],
                    ),
                    *(FieldPanel(name, widget=forms.CheckboxSelectMultiple) for name in ("themes", "sectors")),
                    "perimeter",
                ],
                heading="Classement",
            ),
            ObjectList([InlinePanel("step_rows"), "sites"], heading="Étapes"),
            ObjectList(
                [
                    MultipleChooserPanel("organization_rows", chooser_field_name="organization"),
                    MultipleChooserPanel("person_rows", chooser_field_name="person"),
                    InlinePanel("document_rows"),
                    MultipleChooserPanel("related_rows", chooser_field_name="related"),
                    "twin",
                ],
                heading="Liens",
            ),
            ObjectList(
                [MultiFieldPanel(["change_note"]), MultiFieldPanel(["reviewed_on", "review_every"]), "doubts"],
                heading="Suivi",
            ),
            ObjectList(Page.promote_panels, heading="Référencement"),
            ObjectList(Page.settings_panels, heading="Publication"),
        ]
    )
