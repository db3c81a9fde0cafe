"""Addresses and forms of the admin that its own screens never send, and two editors at the same moment: an answer in
words, where stock answers 500.
"""

import json
import logging
from traceback import walk_tb

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError
from django.db.models import ProtectedError, RestrictedError
from django.forms.formsets import TOTAL_FORM_COUNT
from django.http import Http404, QueryDict
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext_lazy
from django.views.defaults import page_not_found
from wagtail.admin import messages
from wagtail.images.models import SourceImageIOError

from portal.admin.answers import refused
from portal.admin.gone import refuse_what_is_gone
from portal.admin.nowhere import leads_nowhere
from portal.admin.search import LONGEST
from portal.inputs.keys import is_key
from portal.outages.faults import outage_of
from portal.security import is_admin

logger = logging.getLogger(__name__)

SAFE = ("GET", "HEAD", "OPTIONS")  # whatever else comes is something sent: Django takes a PUT for a form

# Wagtail's screens that take what is missing for what is there.
CARELESS = {
    "wagtailadmin_pages:copy",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_dismissibles",
    "wagtailredirects:process_import",
    "wagtailsnippetchoosers_directory_glossaryentry:create",
}

COMMENT_OF_TASK = "workflow-action-extra-data"

# Where Django and Wagtail read what a form sent: streams and rich texts trust it to be what their scripts send.
READERS = {"value_from_datadict", "value_omitted_from_data"}

UNREADABLE = (
    "expected a number but got",
    "NUL (0x00)",
    "too large to convert",
    "Exceeds the limit",
    "value out of range",  # the year 1, once it is told in UTC
    "must be either 'or' or 'and'",
    "CHECK constraint failed",  # SQLite of a JSON that is none, as NaN; PostgreSQL has an error of its own
    "datatype mismatch",  # what SQLite says of a LIMIT that no integer holds
)
UNFILTERED = gettext_lazy("Un filtre de cette adresse ne peut pas être lu : la liste est montrée en entier.")
UNANSWERABLE = gettext_lazy("Un paramètre de cette adresse ne peut pas être lu.")
INCOMPLETE = gettext_lazy(
    "Ce qui est arrivé n’est pas un formulaire complet : rien n’a été enregistré. Revenez à la page précédente, "
    "rechargez-la, puis recommencez."
)
TAKEN = gettext_lazy(
    "Une autre personne vient d’enregistrer la même valeur (un code, un nom, un numéro ou une adresse) : rien n’a été "
    "enregistré. Revenez à la page précédente, où votre texte vous attend, changez cette valeur, puis recommencez."
)

NO_PICTURE = gettext_lazy(
    "Le fichier de cette image manque ou ne peut pas être lu : déposez-le de nouveau depuis l’écran de l’image, puis "
    "recommencez."
)


class AstrayMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_admin(request):
            # Without it, what is sent would be about more than was asked: « all children of » nothing is every page.
            request.has_unreadable_parameters = any(
                "\0" in text for _name, texts in request.GET.lists() for text in texts
            )
            request.GET = readable_parameters(request.GET)
        return self.get_response(request)

    def process_view(self, request, _view, _args, kwargs):
        if not is_admin(request):
            return None
        if request.user.is_authenticated and leads_nowhere(kwargs):
            return page_not_found(request, Http404())
        sent = request.POST
        if request.has_unreadable_parameters and request.method not in SAFE:
            return refused(request, 400, INCOMPLETE)
        is_whole = is_way_on(sent.get("next")) and has_its_rows(sent) and is_comment(sent.get(COMMENT_OF_TASK, "{}"))
        return None if is_whole else refused(request, 400, INCOMPLETE)

    def process_exception(self, request, error):
        if not is_admin(request) or isinstance(error, ProtectedError | RestrictedError):
            return None
        request.has_failed = True
        is_told = not is_unreadable(error) and refuse_what_is_gone(request, error)
        return is_told or self._refuse(request, error)

    def _refuse(self, request, error):
        if isinstance(error, SourceImageIOError) and not outage_of(error):
            return refused(request, 409, NO_PICTURE)
        if request.method not in SAFE:
            return refuse_post(request, error)
        return refuse_get(request) if is_unreadable(error) or isinstance(error, ValidationError) else None


def readable_parameters(parameters):
    """PostgreSQL refuses to look for a NUL, and each word of a search is one more condition for the database."""
    kept = QueryDict(mutable=True)
    for name, values in parameters.lists():
        longest = LONGEST if name == "q" else None
        readable = [text[:longest] for text in values if "\0" not in text]
        if readable and (name != "next" or is_way_on(readable[-1])):
            kept.setlist(name, readable)
    return kept


def is_way_on(address):
    """Where to go after a form: Wagtail takes what has no slash for the name of a screen, once its work is done."""
    return not address or "/" in address


def has_its_rows(sent):
    """A form of more rows than fields is none: Django would make them all, a hundred a second."""
    totals = [total for name, total in sent.items() if name.endswith(f"-{TOTAL_FORM_COUNT}")]
    return all(map(is_key, totals)) and sum(map(int, totals)) <= len(sent)


def is_comment(sent):
    """What a button of the review sends along: Wagtail gives it to the task as it comes."""
    try:
        told = json.loads(sent)
        comment = told.pop("comment", "")
        return not told and comment.encode().find(b"\0") < 0
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return False


def is_unreadable(error):
    """A key, a filter or an order that cannot be one."""
    if isinstance(error, IncorrectLookupParameters | DataError):
        return True
    known = ValueError | OverflowError | IntegrityError
    return isinstance(error, known) and any(part in str(error) for part in UNREADABLE)


def refuse_get(request):
    """The list without its filters, or nothing at this address; a script is told that it asked for something else."""
    logger.warning("Adresse illisible : %s", request.get_full_path())
    if not request.GET:
        return page_not_found(request, Http404())
    if "/api/" in request.path:
        return refused(request, 400, UNANSWERABLE)
    request.GET = QueryDict()
    messages.warning(request, UNFILTERED)
    return answered_again(request)


def refuse_post(request, error):
    if is_unreadable(error):
        return refused(request, 400, INCOMPLETE)
    # One step has a transaction around it: nothing can be asked of it again.
    is_race = isinstance(error, IntegrityError | ValidationError) and not request.is_one_step
    if is_race and not hasattr(request, "is_second_look"):
        # What was being written is undone: asked again, the form finds what was stored meanwhile, and says it.
        request.is_second_look = True
        return answered_again(request)
    if isinstance(error, IntegrityError):
        return refused(request, 409, TAKEN)
    return refused(request, 400, INCOMPLETE) if is_incomplete(request, error) else None


def is_incomplete(request, error):
    if isinstance(error, MultiValueDictKeyError | ValidationError):
        return True
    if arose_in(error, READERS):
        logger.warning("Formulaire que rien ne sait lire : %s", request.path, exc_info=error)
        return True
    careless = KeyError | AttributeError | TypeError | ValueError | ObjectDoesNotExist | FileNotFoundError
    return isinstance(error, careless) and request.resolver_match.view_name in CARELESS


def arose_in(error, functions):
    return any(frame.f_code.co_name in functions for frame, _line in walk_tb(error.__traceback__))


def answered_again(request):
    for file in request.FILES.values():
        file.seek(0)
    match = request.resolver_match
    try:
        response = match.func(request, *match.args, **match.kwargs)
        return response.render() if hasattr(response, "render") else response
    except Exception as error:
        answer = refuse_post(request, error) if request.method not in SAFE else None
        if answer is None and not is_unreadable(error):
            raise
        return answer or page_not_found(request, Http404())
