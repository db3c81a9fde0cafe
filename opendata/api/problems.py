"""What goes wrong is said in French, as JSON: which parameter, and what to write instead."""

from django.http import Http404
from django.utils.translation import gettext as _
from ninja.errors import ValidationError

from opendata.api.cursors import WrongCursor
from portal.requests.visits import keep_out

SENTENCES = {
    "limit": "« limit » : écrivez un nombre entier de 1 à 100.",
    "cursor": "« cursor » : reprenez l’adresse « next » de la réponse d’avant.",
}
NOT_FOUND = "Rien à cette adresse. La liste des adresses est à « /api/v1/ », ce qui les explique à « {page} »."
METHOD = "Cette adresse ne se lit que par GET."


class Away(Exception):
    """No search engine answers: filters cannot be obeyed."""


class NotUnderstood(Exception):
    """A parameter, or its value, that nobody knows; its text says which."""


def speak(api):
    """Gives ``api``, of django-ninja, the words for what goes wrong."""

    def answer(request, detail, status, **headers):
        keep_out()
        response = api.create_response(request, {"detail": str(detail)}, status=status)
        for name, value in headers.items():
            response[name] = value
        return response

    def of_parameters(request, error):
        names = [str(each["loc"][-1]) for each in error.errors]
        said = [SENTENCES.get(name) or _("« %(name)s » n’est pas compris.") % {"name": name[:40]} for name in names]
        return answer(request, " ".join(dict.fromkeys(map(str, said))), 422)

    def away(request, error):
        text = _("La recherche est en panne pour le moment, et les filtres avec elle : réessayez dans une minute.")
        return answer(request, text, 503, **{"Retry-After": "60"})

    def not_found(request, error):
        return answer(request, str(error) or _("Rien à cette adresse."), 404)

    api.add_exception_handler(ValidationError, of_parameters)
    api.add_exception_handler(WrongCursor, lambda request, error: answer(request, error, 422))
    api.add_exception_handler(NotUnderstood, lambda request, error: answer(request, error, 422))
    api.add_exception_handler(Away, away)
    api.add_exception_handler(Http404, not_found)
