"""Groups, with the rights their names say, and the review workflow."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from install.models import OfferedRight

EDITORS, VALIDATORS, REGISTERS, COORDINATION = "Éditeurs", "Validateurs", "Référentiel", "Coordination"
WORKFLOW = "Relecture"

WRITE = ("add_page", "change_page")
PUBLISH = ("publish_page", "lock_page", "unlock_page")
PAGE_RIGHTS = {
    EDITORS: WRITE,
    VALIDATORS: (*WRITE, *PUBLISH),
    COORDINATION: (*WRITE, *PUBLISH, "bulk_delete_page"),
}
MEDIA_RIGHTS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
ADD_IN_PLACE = ("view_organization", "add_organization", "view_contact", "add_contact")
VOCABULARIES = tuple(f"{verb}_{model}" for verb in ("view", "add", "change") for model in ("vocabulary", "term"))
PLACES = ("quartier", "school", "street")
SEE_REGISTERS = (*(f"view_{model}" for model in PLACES), "view_referencedocument")
LOW_CODE = tuple(
    f"{verb}_{model}"
    for model in ("sheetkind", "sheetproperty", "propertygroup")
    for verb in ("view", "add", "change", "delete")
)
LOW_CODE_KEPT = tuple(codename for codename in LOW_CODE if not codename.startswith("delete"))
GLOSSARY = ("view_glossaryentry", "add_glossaryentry", "change_glossaryentry")
NEEDS = tuple(f"{verb}_need" for verb in ("view", "add", "change", "delete"))
PROMOTIONS = ("add_searchpromotion", "change_searchpromotion", "delete_searchpromotion")
BOOKLETS = ("add_batch", "change_batch", "delete_batch", "add_bookletmapping", "change_bookletmapping")
RULES = tuple(f"{verb}_rule" for verb in ("view", "add", "change", "delete"))
CAMPAIGNS = tuple(f"{verb}_campaign" for verb in ("view", "add", "change", "delete"))
SEMINARS = tuple(f"{verb}_seminar" for verb in ("view", "add", "change", "delete"))
MEETINGS = tuple(f"{verb}_meeting" for verb in ("view", "add", "change", "delete"))
NATIONAL_VALUES = ("change_nationalvalue",)
EDITIONS = tuple(f"{verb}_edition" for verb in ("view", "add", "change", "delete"))
ACCOUNTS = ("view_user", "add_user", "change_user")  # closed rather than deleted: histories keep their names
ALL_REGISTERS = tuple(
    f"{verb}_{model}"
    for verb in ("view", "add", "change", "delete")
    for model in ("organization", "contact", "vocabulary", "term", "glossaryentry", "referencedocument", *PLACES)
)
MODEL_RIGHTS = {
    EDITORS: (
        *ADD_IN_PLACE,
        *SEE_REGISTERS,
        *VOCABULARIES,
        *LOW_CODE_KEPT,
        *GLOSSARY,
        *NEEDS,
        *PROMOTIONS,
        *BOOKLETS,
        "view_report",
    ),
    VALIDATORS: (
        *ADD_IN_PLACE,
        *SEE_REGISTERS,
        *VOCABULARIES,
        *LOW_CODE,
        *GLOSSARY,
        *NEEDS,
        *PROMOTIONS,
        *BOOKLETS,
        "delete_bookletmapping",
        "publish_glossaryentry",
        "view_report",
    ),
    REGISTERS: (*ALL_REGISTERS, *LOW_CODE, *NEEDS, *NATIONAL_VALUES, "publish_glossaryentry"),
    COORDINATION: (
        *ALL_REGISTERS,
        *LOW_CODE,
        *NEEDS,
        *PROMOTIONS,
        *ACCOUNTS,
        *BOOKLETS,
        "delete_bookletmapping",
        "publish_glossaryentry",
        "change_portalsettings",
        "change_job",
        "change_mail",
        *RULES,
        *CAMPAIGNS,
        *SEMINARS,
        *MEETINGS,
        *NATIONAL_VALUES,
        "change_opendatasettings",
        *EDITIONS,
        "view_report",
        "change_report",
        "add_redirect",
        "change_redirect",
    ),
}


# What no site had before the rights that are given were written down.
FIRST_WRITTEN = {*MEETINGS, *NATIONAL_VALUES, "change_opendatasettings", *EDITIONS}


def set_up_groups(home):
    """Creates what is missing; rights an administrator took away or added later are left alone."""
    for name in (EDITORS, VALIDATORS, REGISTERS, COORDINATION):
        group, created = Group.objects.get_or_create(name=name)
        if created:
            _grant(group, home)
        else:
            _grant_what_is_new(group)
        rows = [OfferedRight(group=name, right=right) for right in MODEL_RIGHTS[name]]
        OfferedRight.objects.bulk_create(rows, ignore_conflicts=True)
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()
    set_up_workflow(home)


def _grant_what_is_new(group):
    """Of rooms that came since the site was made, once."""
    offered = set(OfferedRight.objects.filter(group=group.name).values_list("right", flat=True))
    offered = offered or set(MODEL_RIGHTS[group.name]) - FIRST_WRITTEN
    group.permissions.add(*_permissions([right for right in MODEL_RIGHTS[group.name] if right not in offered]))


def _grant(group, home):
    models = MODEL_RIGHTS[group.name]
    group.permissions.add(Permission.objects.get(codename="access_admin"), *_permissions(models))
    for permission in _permissions(PAGE_RIGHTS.get(group.name, ())):
        GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    if group.name != REGISTERS:
        for permission in _permissions(MEDIA_RIGHTS, media=True):
            GroupCollectionPermission.objects.create(
                group=group, collection=Collection.get_first_root_node(), permission=permission
            )


def _permissions(codenames, media=False):
    """Images and documents: Wagtail reads the rights of its own models, whatever model replaces them."""
    apps = ["wagtailimages", "wagtaildocs"]
    permissions = Permission.objects.filter(codename__in=codenames)
    permissions = (
        permissions.filter(content_type__app_label__in=apps)
        if media
        else permissions.exclude(content_type__app_label__in=apps)
    )
    found = {permission.codename: permission for permission in permissions}
    return [found[codename] for codename in codenames]


def set_up_workflow(home):
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    if created:
        task = GroupApprovalTask.objects.create(name="Relecture par un validateur")
        task.groups.set(Group.objects.filter(name__in=[VALIDATORS, COORDINATION]))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
