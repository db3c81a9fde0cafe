"""What no anonymous page reads: who works here, on what, with which drafts, and what search has yet to apply.

Each app names its own, ``unseen_tables`` of its ``AppConfig``; those of the packages are named here. A table that
nobody names is seen: each write to it has every page asked again.

The reference index is not among them (a center's page asks it what happens there), nor are the search's entries.
"""

from functools import cache

from django.apps import apps
from django.core.checks import Error

PACKAGES = (
    "admin",
    "auth",
    "axes",
    "contenttypes",
    "django_tasks_database",
    "sessions",
    "wagtailadmin",
    "wagtailforms",
    "wagtailsearch",
    "wagtailusers",
)
OF_PACKAGES = (
    "wagtailcore_apitoken",
    "wagtailcore_comment",
    "wagtailcore_commentreply",
    "wagtailcore_groupapprovaltask",
    "wagtailcore_groupapprovaltask_groups",
    "wagtailcore_groupcollectionpermission",
    "wagtailcore_grouppagepermission",
    "wagtailcore_groupsitepermission",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
    "wagtailcore_pagesubscription",
    "wagtailcore_revision",
    "wagtailcore_task",
    "wagtailcore_taskstate",
    "wagtailcore_uploadedfile",
    "wagtailcore_workflow",
    "wagtailcore_workflowcontenttype",
    "wagtailcore_workflowpage",
    "wagtailcore_workflowstate",
    "wagtailcore_workflowtask",
    "wagtailsearchpromotions_querydailyhits",
)
OF_NO_MODEL = ("django_migrations",)
# Columns that a draft changes on what it is a draft of, whatever the table.
COLUMNS = (
    "draft_title",
    "latest_revision_id",
    "latest_revision_created_at",
    "has_unpublished_changes",
    "locked",
    "locked_at",
    "locked_by_id",
    "owner_id",
    "go_live_at",
)


@cache
def unseen_tables():
    """Their names, once every app is loaded."""
    return frozenset(
        {*OF_NO_MODEL, *OF_PACKAGES, *(table for config in apps.get_app_configs() for table in _of(config))}
    )


def _of(config):
    return tables_of(config) if config.label in PACKAGES else getattr(config, "unseen_tables", ())


def tables_of(config):
    return {model._meta.db_table for model in config.get_models(include_auto_created=True)}


def unseen_tables_exist(app_configs=None, **kwargs):
    """A system check: a name that no table has hides nothing, and nobody would know."""
    known = {table for config in apps.get_app_configs() for table in tables_of(config)}
    unknown = unseen_tables() - known - set(OF_NO_MODEL)
    return [
        Error(
            f"Aucun modèle n’a de table « {table} », dite invisible des visiteurs.",
            hint="Corrigez « unseen_tables » de l’application, ou portal/cache/unseen.py.",
            id="portal.E003",
        )
        for table in sorted(unknown)
    ]
