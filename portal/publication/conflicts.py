"""Two editors on one page: the second is told before anything of the first is replaced, and keeps what was typed."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.models import Page

from portal.inputs.keys import is_key
from portal.publication.buttons import give_back


def wait_for_turn(page_class, page=None):
    """What two publications may not both take (a number) is looked at by one of them at a time."""
    kind = ContentType.objects.get_for_model(page_class)
    list(ContentType.objects.select_for_update(no_key=True).filter(pk=kind.pk))
    if page:
        list(Page.objects.select_for_update(no_key=True).filter(pk=page.pk).values_list("pk"))


def who_saved(revision):
    text = _(
        "%(who)s a enregistré une autre version le %(when)s, après que vous avez ouvert cet écran. Rien n’a été "
        "remplacé, et ce que vous avez écrit est ci-dessous. Comparez, reprenez ce qui vous manque, puis enregistrez "
        "de nouveau pour garder votre version."
    )
    who = revision.user.get_full_name() or revision.user.get_username() if revision.user else _("Quelqu’un")
    return text % {"who": who, "when": date_format(localtime(revision.created_at), "j F Y à H:i")}


class AskBeforeReplacing:
    """Stock asks this of its own saving in the background, and not of the editor's."""

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            wait_for_turn(self.page_class, self.real_page_record)
            self.latest_revision = Page.objects.get(pk=self.real_page_record.pk).get_latest_revision()
            if self.is_out_of_date and not self.expects_json_response:
                return self._show_both()
            return super().post(request, *args, **kwargs)

    def _show_both(self):
        """The form as it was sent, from now on a change of the version that was saved meanwhile."""
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        self.page.latest_revision = self.latest_revision
        self.autosave_enabled = False
        self.has_unsaved_changes = True
        messages.warning(self.request, who_saved(self.latest_revision), buttons=[self._what_changed()])
        give_back(self.request)
        return self.render_to_response(self.get_context_data())

    def _what_changed(self):
        loaded = self.request.POST.get("overwrite_revision_id") or self.request.POST.get("loaded_revision_id")
        known = is_key(loaded) and self.page.revisions.filter(pk=loaded).exists()
        versions = [loaded if known and loaded != str(self.latest_revision.pk) else "earliest", self.latest_revision.pk]
        address = reverse("wagtailadmin_pages:revisions_compare", args=[self.page.pk, *versions])
        return messages.button(address, _("Voir ce qui a changé"), new_window=True)


class CarefulEdit(AskBeforeReplacing, EditView):
    pass


class CarefulRevert(AskBeforeReplacing, RevisionsRevertView):
    pass


class InTurn:
    """A button pressed six times at once: each of the others finds what the first has stored, and may refuse it."""

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            wait_for_turn(self.model)
            return super().post(request, *args, **kwargs)


class CarefulAdd(CreateView):
    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            wait_for_turn(self.page_class)
            return super().post(request, *args, **kwargs)


class AskBeforeReplacingRecord:
    """The same for a snippet that has drafts."""

    def is_valid(self, form):
        valid = super().is_valid(form)
        if not valid or self.expects_json_response or not self.is_out_of_date:
            return valid
        self.autosave_enabled = False
        self.produced_error_message = who_saved(self.latest_revision)
        return False
