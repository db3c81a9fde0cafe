"""One real record for each argument of an address of the admin: the sample site, and what it lacks."""

from datetime import time

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, Site, UploadedFile, Workflow

from catalog.models import PropertyGroup, SheetKind, SheetProperty, Term, Vocabulary
from directory.merging.merge import begin
from directory.models import GlossaryEntry, Merge, Organization, ReferenceDocument
from editions.models import Edition, Issue
from form_pages.models import Answer, AnswerFile, Application, SignUp, Slot
from imports.models import Batch, BookletMapping
from install.setup.groups import COORDINATION
from jobs.models import Job, Mail
from jobs.queue import start
from meetings.models import Meeting
from portal.models import Document, Image, User
from portal.pages import page_models
from reviews.models import Campaign, CheckedLink, LinkPlace, Report
from rules.models import Rule, Run, Todo
from search.models import Need
from seminars.models import Seminar
from sheets.models import ContactLink, OrganizationLink
from spreadsheets.models import ColumnMapping, Upload
from tests import factories
from tests.form_pages.making import form_page
from tests.imports.making import batch_of, read

# Screens that differ by page type; on the others one page stands for all.
OF_EVERY_TYPE = ("wagtailadmin_pages:edit", "wagtailadmin_pages:add")
BULK_ACTIONS = {
    ("wagtailcore", "page"): ("publish", "unpublish", "move", "delete", "fill", "owner"),
    ("portal", "document"): ("add_tags", "add_to_collection", "delete"),
    ("portal", "image"): ("add_tags", "add_to_collection", "delete"),
    ("directory", "glossaryentry"): ("delete",),
    ("portal", "user"): ("assign_role", "set_active_state", "delete"),
}
SECRETS = {  # titles of what not everybody may know of, the same in HTML and in JSON
    "page": "Zibeline-page",
    "document": "Zibeline-document",
    "image": "Zibeline-image",
    "collection": "Zibeline-collection",
    "contact": "Zibeline-contact",
    "job": "Zibeline-travail",
    "mail": "Zibeline-courriel",
    "rule": "Zibeline-regle",
    "campaign": "Zibeline-campagne",
    "report": "Zibeline-signalement",
    "seminar": "Zibeline-seminaire",
    "meeting": "Zibeline-reunion",
    "edition": "Zibeline-edition",
    "answer": "Zibeline-reponse.pdf",
    "booklet": "Zibeline-livret",
    "upload": "Zibeline-tableur.csv",
    "reference": "Zibeline-reference",
}
RECORDS = {  # what a « pk » is, by the first part of the address's name
    "types-de-fiche": SheetKind,
    "proprietes": SheetProperty,
    "groupes-de-proprietes": PropertyGroup,
    "vocabulaires": Vocabulary,
    "termes": Term,
    "need": Need,
    "jobs": Job,
    "mails": Mail,
    "rules": Rule,
    "wagtailsnippets_rules_rule": Rule,
    "wagtailsnippetchoosers_rules_rule": Rule,
    "campaigns": Campaign,
    "wagtailsnippets_reviews_campaign": Campaign,
    "wagtailsnippetchoosers_reviews_campaign": Campaign,
    "reports": Report,
    "editions": Issue,
    "wagtailsnippets_editions_edition": Edition,
    "wagtailsnippetchoosers_editions_edition": Edition,
    "seminars": Seminar,
    "wagtailsnippets_seminars_seminar": Seminar,
    "wagtailsnippetchoosers_seminars_seminar": Seminar,
    "wagtailsnippets_meetings_meeting": Meeting,
    "wagtailsnippetchoosers_meetings_meeting": Meeting,
    "links": CheckedLink,
    "livrets": Batch,
    "descriptions": BookletMapping,
    "spreadsheets": Upload,
    "organization_chooser": Organization,
    "wagtailsites": Site,
    "wagtailusers_groups": Group,
    "wagtailsnippets_directory_glossaryentry": GlossaryEntry,
    "wagtailsnippetchoosers_directory_glossaryentry": GlossaryEntry,
    "wagtaildocs_chooser": Document,
    "wagtailimages_chooser": Image,
    "model_sheet": SheetKind,
    "kind_preview": SheetKind,
    "merge": Merge,
    "directory_organization_modeladmin_edit": Organization,
    "directory_organization_modeladmin_delete": Organization,
    "directory_organization_modeladmin_inspect": Organization,
    "directory_organization_modeladmin_history": Organization,
}


class AdminWorld:
    def __init__(self):
        self.author = User.objects.create_user("auteur", email="auteur@passerelles.example")
        self.pages = {model: model.objects.order_by("-live", "path").first() for model in page_models()}
        self.contact = factories.contact(SECRETS["contact"], public=False)
        self.term = Term.objects.first()
        self.prop = factories.prop()
        PropertyGroup.objects.get_or_create(label="Repères")
        self._make_media()
        self._make_workflow()
        self._make_records()
        self.values = self._values()

    def _make_media(self):
        self.collection = Collection.get_first_root_node().add_child(name=SECRETS["collection"])
        self.document = factories.document(SECRETS["document"])
        self.image = Image.objects.create(title=SECRETS["image"], file=get_test_image_file("reservee.png"))
        for each in (self.document, self.image):
            each.collection = self.collection
            each.save()
        self.uploads = [
            self._upload(Document, ContentFile(b"%PDF-1.4", "depot.pdf")),
            self._upload(Image, get_test_image_file("depot.png")),
        ]

    def _upload(self, model, file):
        return UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(model), file=file, uploaded_by_user=self.author
        )

    def _make_workflow(self):
        """A draft sent for approval, with two revisions, that names what registers hold; a public page has one too."""
        named = {"organization_links": [OrganizationLink(organization=self.contact.organization)]}
        named["contact_links"] = [ContactLink(contact=self.contact)]
        named["property_values"] = {self.prop.code: {"v": 3}}
        self.draft = factories.action(SECRETS["page"], live=False, terms=[self.term], **named)
        self.public = factories.action("Sortie au parc")
        self.public.title = SECRETS["page"]
        self.public.save_revision(user=self.author)
        self.revision = self.draft.save_revision(user=self.author)
        self.workflow = Workflow.objects.filter(active=True).first()
        self.state = self.workflow.start(self.draft, self.author)
        self.task = self.state.current_task_state.task

    def _make_records(self):
        self.redirect = Redirect.add_redirect("/ancienne", "/actions/")
        self.query = Query.get("cantine")
        SearchPromotion.objects.create(query=self.query, page=Page.objects.last(), description="Ici.")
        start("publish", self.author, SECRETS["job"], pages=[], verified=[])
        rule = Rule.objects.create(name=SECRETS["rule"], trigger="published", actions=[])
        self.run = Run.objects.create(rule=rule, event="published:essai", title=SECRETS["rule"])
        group = Group.objects.get(name=COORDINATION)
        self.todo = Todo.objects.create(run=self.run, group=group, text=SECRETS["rule"])
        Campaign.objects.create(name=SECRETS["campaign"], until=timezone.localdate())
        Seminar.objects.create(title=SECRETS["seminar"], year=2033)
        Meeting.objects.create(title=SECRETS["meeting"], level=2, starts=time(9), ends=time(11))
        self.edition = Edition.objects.create(title=SECRETS["edition"], slug="zibeline")
        file = ContentFile(b"%PDF-1.4", "zibeline.pdf")
        Issue.objects.create(edition=self.edition, state=Issue.State.READY, file=file, archive=file)
        Report.objects.create(about=SECRETS["report"], message="Le numéro ne répond pas.")
        link = CheckedLink.objects.create(url="https://ailleurs.example/")
        LinkPlace.objects.create(link=link, page=self.draft.page_ptr)
        jury = Group.objects.create(name="Jury")
        form = form_page({"label": "École", "field_type": "file"}, title="Zibeline-formulaire", readers=[jury])
        name = SECRETS["answer"]
        answer = Answer.objects.create(page=form.page_ptr, form_data={"ecole": name}, sent="x", purge_at=timezone.now())
        self.slot = Slot.objects.create(page=form, starts=timezone.now(), place=name)
        SignUp.objects.create(answer=answer, slot=self.slot, email="ecole@ville.example", state="confirmed")
        self.application = Application.objects.create(answer=answer, email="ecole@ville.example")
        self.answer_file = AnswerFile.objects.create(
            answer=answer, field="ecole", name=name, file=ContentFile(b"x", name)
        )
        Mail.objects.create(
            key="essai", about="essai", to="ecole@ville.example", subject=SECRETS["mail"], due=timezone.now()
        )
        self.booklet = batch_of(read(SECRETS["booklet"]), user=self.author)
        self.reference = ReferenceDocument.objects.create(title="Fiche de saisine")
        reserved = ReferenceDocument.objects.create(title=SECRETS["reference"], level=ReferenceDocument.Level.GROUPS)
        reserved.readers.add(Group.objects.get(name=COORDINATION))
        self.merge = begin(factories.contact(), self.contact, self.author)
        self.description = BookletMapping.objects.create(name="Livret", text=self.booklet.mapping_text)
        Upload.objects.create(
            table="organisations",
            file=ContentFile(b"Code;Nom\nx;X", "depot.csv"),
            filename=SECRETS["upload"],
            by=self.author,
            columns=[["Code", "code", False], ["Nom", "name", False]],
        )
        self.mapping = ColumnMapping.objects.create(table="organisations", name="Fichier de la mairie")
        self.entry = GlossaryEntry.objects.first()
        self.entry_revision = self.entry.save_revision(user=self.author)
        self.session = EditingSession.objects.create(
            user=self.author,
            content_type=ContentType.objects.get_for_model(type(self.draft)),
            object_id=self.draft.pk,
            last_seen_at=timezone.now(),
        )

    def _values(self):
        """What an argument is, by its name, wherever it means the same."""
        draft, workflow, state = self.draft.pk, self.workflow.pk, self.state
        return {
            **dict.fromkeys(("page_id", "page_pk", "page_to_move_id"), draft),
            **dict.fromkeys(("parent_page_id", "destination_id"), self.draft.get_parent().pk),
            **dict.fromkeys(("content_type_app_name",), "actions"),
            **dict.fromkeys(("content_type_model_name",), "actionpage"),
            **dict.fromkeys(("doc_id", "document_id"), self.document.pk),
            "collection_id": self.collection.pk,
            "image_id": self.image.pk,
            "filter_spec": "original",
            "revision_id": self.revision.pk,
            "register": "contacts",
            "position": 1,  # of a sheet in its booklet
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "task_id": self.task.pk,
            "task_state_id": state.current_task_state.pk,
            "workflow_pk": workflow,
            "workflow_state_id": state.pk,
            "action_name": "approve",
            "app_label": "actions",
            "model_name": "actionpage",
            "object_id": draft,
            "session_id": self.session.pk,
            "query_id": self.query.pk,
            "redirect_id": self.redirect.pk,
            "uidb64": "MQ",
            "token": "set-password",
        }

    def parameters(self, name, values):
        """What bulk actions and choosers of several records read after the « ? »."""
        if name == "wagtail_bulk_action":
            return f"?id={self._chosen[values['model_name']]}"
        several = {
            "contact_chooser": "contact",
            "reference_chooser": "reference",
            "wagtaildocs_chooser": "document",
            "wagtailimages_chooser": "image",
        }
        if name.endswith(":chosen_multiple"):
            return f"?id={self._chosen[several.get(name.partition(':')[0], 'glossaryentry')]}"
        return f"?id={self.draft.pk}" if name == "wagtailadmin_choose_page_chosen_multiple" else ""

    @property
    def _chosen(self):
        return {
            "page": self.draft.pk,
            "document": self.document.pk,
            "image": self.image.pk,
            "contact": self.contact.pk,
            "reference": self.reference.pk,
            "glossaryentry": self.entry.pk,
            "user": self.author.pk,
        }

    def arguments(self, name, names, every_type):
        """Every dictionary of values that the pattern of this name is tried with."""
        if name == "wagtail_bulk_action":
            return [
                {"app_label": app, "model_name": model, "action": action}
                for (app, model), actions in BULK_ACTIONS.items()
                for action in actions
            ]
        if name in OF_EVERY_TYPE and every_type:
            return [self._of_type(model, page) for model, page in self.pages.items() if page]
        return [{each: self._value(name, each) for each in names}]

    def _of_type(self, model, page):
        parent = page.get_parent()
        return {
            "page_id": page.pk,
            "parent_page_id": parent.pk,
            "content_type_app_name": model._meta.app_label,
            "content_type_model_name": model._meta.model_name,
        }

    def _value(self, name, argument):
        return self._special().get((name, argument)) or self._by_room(name, argument) or self.values[argument]

    def _special(self):
        site = Site.objects.get(is_default_site=True).pk
        return {
            ("wagtailadmin_tag_model_autocomplete", "app_name"): "taggit",
            ("wagtailadmin_tag_model_autocomplete", "model_name"): "tag",
            ("wagtailsettings:edit", "app_name"): "home",
            ("wagtailsettings:edit", "model_name"): "portalsettings",
            ("wagtailsettings:edit", "pk"): site,
            ("wagtailsettings:preview_on_edit", "app_name"): "home",
            ("wagtailsettings:preview_on_edit", "model_name"): "portalsettings",
            ("wagtailsettings:preview_on_edit", "pk"): site,
            ("wagtailadmin_workflows:add_task", "app_label"): "wagtailcore",
            ("wagtailadmin_workflows:add_task", "model_name"): "groupapprovaltask",
            ("wagtaildocs:create_multiple_from_uploaded_document", "uploaded_file_id"): self.uploads[0].pk,
            ("wagtaildocs:delete_upload_multiple", "uploaded_file_id"): self.uploads[0].pk,
            ("wagtailimages:create_multiple_from_uploaded_image", "uploaded_file_id"): self.uploads[1].pk,
            ("wagtailimages:delete_upload_multiple", "uploaded_file_id"): self.uploads[1].pk,
            ("wagtailadmin_pages:choose_parent", "app_label"): "actions",
            **{
                (f"spreadsheets:{screen}", "name"): "organisations"
                for screen in ("table", "download", "forget_mapping")
            },
            ("spreadsheets:forget_mapping", "pk"): self.mapping.pk,
            ("rules:undo", "pk"): self.run.pk,
            ("editions:edition", "pk"): self.edition.pk,
            ("editions:form", "form"): "archive",
            ("answer_file", "pk"): self.answer_file.pk,
            ("day_list", "pk"): self.slot.pk,
            ("application_state", "pk"): self.application.pk,
            ("kept_names", "pk"): self.answer_file.answer.page_id,
            **{
                (f"wagtailforms:{screen}", "page_id"): self.answer_file.answer.page_id
                for screen in ("list_submissions", "list_submissions_results", "delete_submissions")
            },
            ("rules:todo", "pk"): self.todo.pk,
        }

    def _by_room(self, name, argument):
        room = name.partition(":")[0]
        if argument == "instance_pk":
            of_register = {"contact": self.contact.pk, "referencedocument": self.reference.pk}
            return next((pk for word, pk in of_register.items() if word in name), Organization.objects.first().pk)
        if argument == "revision_id" and room.startswith("wagtailsnippets"):
            return self.entry_revision.pk
        if argument != "pk":
            return None
        own = {
            "contact_chooser": self.contact.pk,
            "reference_chooser": self.reference.pk,
            **dict.fromkeys(("merge_record", "replace_record"), self.contact.pk),
            "wagtailadmin_collections": self.collection.pk,
            "wagtailusers_users": self.author.pk,
            "wagtailadmin_pages": self.draft.pk,
            "wagtaildocs_chooser": self.document.pk,
            "wagtailimages_chooser": self.image.pk,
            "wagtailadmin_workflows": self.task.pk if "task" in name else self.workflow.pk,
            "wagtailadmin_api": {"documents": self.document.pk, "images": self.image.pk}.get(
                name.split(":")[1] if ":" in name else "", self.draft.pk
            ),
        }
        return own.get(room) or RECORDS[room].objects.first().pk
