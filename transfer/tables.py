"""Which tables travel. What is somebody's alone, or secret, stays; what is made from the rest is made again."""

from django.apps import apps
from django.db.models import FileField

ANSWERS = "ce que des visiteurs ont répondu ou demandé"
SECRETS = "clés, mots de passe, sessions, essais de connexion"
WORK = "travaux, courriels et dépôts en cours"
KEPT_OUT = {
    "form_pages.Answer": ANSWERS,
    "form_pages.AnswerFile": ANSWERS,
    "form_pages.Application": ANSWERS,
    "form_pages.SignUp": ANSWERS,
    "editions.ListFile": ANSWERS,
    "letters.Subscription": ANSWERS,
    "reviews.Addressee": ANSWERS,
    "reviews.Asked": ANSWERS,
    "reviews.Report": ANSWERS,
    "search.MissedSearch": ANSWERS,
    "wagtailforms.FormSubmission": ANSWERS,
    "wagtailsearchpromotions.QueryDailyHits": ANSWERS,
    "axes.AccessAttempt": SECRETS,
    "axes.AccessAttemptExpiration": SECRETS,
    "axes.AccessFailureLog": SECRETS,
    "axes.AccessLog": SECRETS,
    "portal.Attempt": SECRETS,
    "portal.PersonalLink": SECRETS,
    "portal.Sent": SECRETS,
    "sessions.Session": SECRETS,
    "wagtailcore.APIToken": SECRETS,
    "directory.Merge": WORK,
    "directory.MovedPage": WORK,
    "django_tasks_database.DBTaskResult": WORK,
    "imports.Batch": WORK,
    "imports.BatchSheet": WORK,
    "imports.ImportedSheet": WORK,
    "jobs.Job": WORK,
    "jobs.Mail": WORK,
    "jobs.Worker": WORK,
    "rules.Run": WORK,
    "rules.Todo": WORK,
    "rules.WebhookCall": WORK,
    "spreadsheets.Upload": WORK,
    "wagtailadmin.EditingSession": WORK,
    "wagtailadmin.FormState": WORK,
    "wagtailcore.UploadedFile": WORK,
}
MADE_AGAIN = {
    "editions.SheetFile",
    "portal.Rendition",
    "portal.VisibleChange",
    "reviews.CheckedLink",
    "reviews.LinkPlace",
    "reviews.Score",
    "search.Change",
    "search.EnginePosition",
    "search.Entry",
    "search.Outbox",
    "wagtailcore.ReferenceIndex",
    "wagtailembeds.Embed",
    "wagtailimages.Rendition",
    "wagtailsearch.IndexEntry",
    "wagtailsearch.SQLiteFTSIndexEntry",
}
# Each install numbers its own, and rows name them by their words.
OF_EACH_INSTALL = {"contenttypes.ContentType", "auth.Permission"}
# Columns that leave empty: an account has no password, and a page kept by one stays closed.
EMPTIED = {"portal.User": ("password",), "wagtailcore.PageViewRestriction": ("password",)}
EMPTIED |= {"wagtailcore.CollectionViewRestriction": ("password",)}


def all_tables():
    """Each model that has a table of its own here, through tables too."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy and not _is_swapped(model)]


def _is_swapped(model):
    return bool(model._meta.swapped)


def travelling():
    """Those that travel, in one order everywhere."""
    stay = {*KEPT_OUT, *MADE_AGAIN, *OF_EACH_INSTALL}
    models = [model for model in all_tables() if model._meta.label not in stay]
    return sorted(models, key=lambda model: model._meta.label)


def files_named():
    """``(field, name)`` of each file that a row names, each once."""
    for model in travelling():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                named = model._base_manager.exclude(**{field.attname: ""}).exclude(**{field.attname: None})
                for name in named.order_by(field.attname).values_list(field.attname, flat=True).distinct().iterator():
                    yield field, name
