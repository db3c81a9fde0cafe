"""Calls for projects: each answer has a state, that its author reads by a personal link and is written to about."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from form_pages.models import Application, FormPage, KeptProject
from form_pages.sign_ups import FORGOTTEN
from jobs.mails.posting import Message, absolute, post
from portal.accounts import personal_links

LINK = "candidature"
UNDECIDED = timedelta(days=365)  # after the end of the call: what nobody ever decides is forgotten too
State = Application.State


def receive(page, answer):
    """The ``Application`` of ``answer``, which is kept until it is decided."""
    application = Application.objects.create(answer=answer, email=answer.form_data[page.mail_field])
    _keep_until(page, application)
    _write(
        page,
        application,
        _("Candidature reçue : %s"),
        _("Votre candidature est bien reçue. On vous écrit chaque fois que son état change."),
    )
    return application


def _keep_until(page, application):
    """Counted from the decision; without one, from the end of the call."""
    now = timezone.now()
    if application.state in Application.DECIDED:
        until = now + timedelta(days=page.keep_days)
    else:
        until = max(now, page.closes or now) + UNDECIDED
    application.answer.purge_at = until
    application.answer.save(update_fields=["purge_at"])


@transaction.atomic
def decide(application, state):
    """Writes once for each change. ``False``: it has this state already, or its author took it back."""
    current = _held(application)
    if current.state in (state, State.WITHDRAWN) or state == State.WITHDRAWN:
        return False
    page = FormPage.objects.get(pk=current.answer.page_id)
    current.state, current.told = state, current.told + 1
    current.save(update_fields=["state", "told", "changed"])
    _keep_until(page, current)
    _write(
        page,
        current,
        _("Du nouveau sur votre candidature : %s"),
        _("L’état de votre candidature a changé. Ouvrez la page pour le lire."),
    )
    return True


@transaction.atomic
def withdraw(application):
    """By its author. ``False``: it was taken back already."""
    current = _held(application)
    if current.state == State.WITHDRAWN:
        return False
    current.state = State.WITHDRAWN
    current.save(update_fields=["state", "changed"])
    current.answer.purge_at = min(current.answer.purge_at, timezone.now() + FORGOTTEN)
    current.answer.save(update_fields=["purge_at"])
    return True


def _held(application):
    return Application.objects.select_for_update(of=("self",)).select_related("answer").get(pk=application.pk)


def _write(page, application, subject, sentence):
    """Never what the state is: the page says it, and is still true when the mail is read late."""
    days = (application.answer.purge_at - timezone.now()).days + 1
    message = Message(
        subject % page.title,
        [sentence],
        _("Vous avez répondu à un appel à projets du portail. Ce lien est personnel."),
        link=absolute(reverse("application", args=[personal_links.give(LINK, application.pk, days=days)])),
        link_label=_("Voir l’état de ma candidature"),
    )
    post(f"candidature {application.pk} {application.told}", application.email, message, about=LINK)


def kept_titles(page):
    """The public names of what was kept, once the call is closed and nothing waits; of the answers nothing else."""
    applications = Application.objects.filter(answer__page=page.pk)
    if not page.tells_kept or page.is_open or applications.filter(state__in=Application.WAITING).exists():
        return []
    return [*page.kept_projects.values_list("title", flat=True), *_titles(page, applications)]


def _titles(page, applications):
    answers = applications.filter(state=State.KEPT).order_by("pk").values_list("answer__form_data", flat=True)
    return [str(data[page.kept_name]) for data in answers if data.get(page.kept_name)]


def remember_kept(answers):
    """Before these answers are forgotten: the names that are public stay so."""
    pages = FormPage.objects.filter(pk__in=answers.filter(application__state=State.KEPT).values("page"))
    for page in pages:
        if page.tells_kept:
            titles = _titles(page, Application.objects.filter(answer__in=answers, answer__page=page.pk))
            KeptProject.objects.bulk_create([KeptProject(page=page, title=title[:255]) for title in titles])
