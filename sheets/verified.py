"""« Vérifiée aujourd’hui »: offered beside what publishes a sheet, and never said by itself."""

from django.utils import timezone

from portal.publication.approval import BOX, verified_box

APPROVAL = "approve"


def publishes(data):
    """Whether what is sent asks for more than a draft."""
    return bool(data.get("action-publish")) or (
        bool(data.get("action-workflow-action")) and data.get("workflow-action-name") == APPROVAL
    )


class VerifiedTodayForm:
    """Mixed into the form of a page that says when it was verified."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if hasattr(self.instance, "reviewed_on"):
            self.fields[BOX] = verified_box()

    def _post_clean(self):
        super()._post_clean()
        if self.cleaned_data.get(BOX) and publishes(self.data):
            self.instance.reviewed_on = timezone.localdate()
