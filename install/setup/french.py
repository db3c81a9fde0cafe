"""What the migrations of Wagtail and Django write in English is said in French; names that somebody chose are kept."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, Page, Task, Workflow, WorkflowState
from wagtail.users.models import UserProfile

ALL_FILES, ALL_PAGES, OLD_WORKFLOW = "Tous les fichiers", "Toutes les pages", "Accord des modérateurs"
ENGLISH_WORKFLOW = "Moderators approval"
GROUPS = {"Editors": "Éditeurs d’origine", "Moderators": "Modérateurs d’origine"}
VERBS = {
    "add": "ajouter",
    "change": "modifier",
    "choose": "choisir",
    "delete": "supprimer",
    "publish": "publier",
    "view": "voir",
}
PERMISSIONS = {
    "access_admin": "Peut entrer dans l’administration",
    "bulk_delete_page": "Peut supprimer des pages avec leurs sous-pages",
    "lock_page": "Peut verrouiller des pages, et lever ses verrous",
    "publish_page": "Peut publier des pages",
    "unlock_page": "Peut lever tout verrou de page",
}


def say_in_french():
    Collection.objects.filter(depth=1, name="Root").update(name=ALL_FILES)
    Page.objects.filter(depth=1, title="Root").update(title=ALL_PAGES, draft_title=ALL_PAGES)
    for english, french in GROUPS.items():
        Group.objects.filter(name=english).update(name=french)
    _replace_workflow()
    _name_permissions()
    # The account screen has no zone to choose any more: one that was chosen could not be taken back.
    UserProfile.objects.exclude(current_time_zone="").update(current_time_zone="")


def _replace_workflow():
    """The workflow that Wagtail comes with goes if nobody used it: every page has ours. Its history keeps it else."""
    workflow = Workflow.objects.filter(name=ENGLISH_WORKFLOW).first()
    if workflow and _is_unused(workflow):
        workflow.delete()
        Task.objects.filter(name=ENGLISH_WORKFLOW, workflow_tasks__isnull=True).delete()
    for model in (Workflow, Task):
        model.objects.filter(name=ENGLISH_WORKFLOW).update(name=OLD_WORKFLOW)


def _is_unused(workflow):
    elsewhere = workflow.workflow_pages.exclude(page__depth=1)
    return not elsewhere.exists() and not WorkflowState.objects.filter(workflow=workflow).exists()


def _name_permissions():
    """Only whoever manages groups reads them."""
    for permission in Permission.objects.select_related("content_type"):
        french = _french_name(permission)
        if french:
            permission.name = french
            permission.save(update_fields=["name"])


def _french_name(permission):
    """Nothing for a name that is French already."""
    verb = permission.codename.split("_")[0]
    if permission.codename in PERMISSIONS and permission.name != PERMISSIONS[permission.codename]:
        return PERMISSIONS[permission.codename]
    if verb in VERBS and permission.name.startswith("Can "):
        return f"Peut {VERBS[verb]} {permission.content_type.name}"
    return None
