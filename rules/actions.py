"""What a rule may do: each action is a block of its form, says in a sentence what it would do, does it, and undoes it.

None publishes and none deletes. What changes a page changes its draft, for a person to publish.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from jobs.mails.posting import Message, can_be_written_to, one_line, post, take_back
from jobs.outside import check_address
from rules import changes
from rules.changes import CannotBe
from rules.webhooks import allowed_host, payload
from rules.words import address_of, filled, outside_title, words_of
from search.live_lists.choices import term_choices
from search.live_lists.code_blocks import CodeBlock

WORDS = gettext_lazy("Écrivez $titre, $adresse, $type, $auteur ou $date : chacun est remplacé.")


@dataclass
class Context:
    """What an action is given: the run, the page (None for an event about none), the words, its place in the rule."""

    run: Any
    page: Page | None
    index: int = 0
    words: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        self.words = self.words or words_of(self.page, self.run.title)

    def key(self, *parts):
        """The same for the same action of the same run: whatever is done twice is done once."""
        return " ".join(str(part) for part in ("règle", self.run.pk, self.index, *parts))


class Action(blocks.StructBlock):
    """``plan`` changes nothing. ``act`` returns what ``undo`` needs (JSON), or None where there is nothing to undo.

    ``on_each_page``: of an event about many pages, it is done for each; otherwise once for all. ``nothing``: what the
    log says of its sentence where there was nothing to do.
    """

    on_each_page = True
    nothing = gettext_lazy("rien n’a été fait, c’était déjà ainsi : %s")

    def plan(self, value, context) -> str:
        raise NotImplementedError

    def act(self, value, context) -> Any:
        raise NotImplementedError

    def is_open_to(self, value, page, user) -> bool:
        """Whether ``user`` may do by hand what this does to ``page``."""
        return True

    def undo(self, kept) -> str:
        """What is put back, in a sentence. Raises ``CannotBe`` where somebody went on from it."""
        raise CannotBe(_("rien à défaire"))


def group_choices():
    return [(str(pk), name) for pk, name in Group.objects.order_by("name").values_list("pk", "name")]


def group_of(value):
    found = Group.objects.filter(pk=value).first() if value else None
    if found is None:
        raise CannotBe(_("le groupe n’existe plus"))
    return found


class MailAction(Action):
    on_each_page = False
    nothing = gettext_lazy("rien n’a été fait : %s")
    to = blocks.ChoiceBlock(
        label=gettext_lazy("À qui"),
        choices=[
            ("author", gettext_lazy("L’auteur de la page")),
            ("group", gettext_lazy("Un groupe")),
            ("addresses", gettext_lazy("Des adresses")),
        ],
        default="author",
    )
    group = CodeBlock(label=gettext_lazy("Groupe"), choices=group_choices, required=False)
    addresses = blocks.TextBlock(
        label=gettext_lazy("Adresses"), required=False, rows=2, help_text=gettext_lazy("Une par ligne.")
    )
    subject = blocks.CharBlock(label=gettext_lazy("Sujet"), max_length=120, help_text=WORDS)
    text = blocks.TextBlock(label=gettext_lazy("Texte"), rows=4, max_length=4000, help_text=WORDS)

    class Meta:
        icon = "mail"
        label = gettext_lazy("Envoyer un courriel")

    def clean(self, value):
        value, errors = super().clean(value), {}
        if value["to"] == "group" and not value["group"]:
            errors["group"] = ValidationError(_("Choisissez le groupe."))
        wrong = [line for line in addresses_in(value) if not can_be_written_to(line)]
        if value["to"] == "addresses" and not addresses_in(value):
            errors["addresses"] = ValidationError(_("Écrivez au moins une adresse."))
        elif wrong:
            errors["addresses"] = ValidationError(_("« %s » n’est pas une adresse.") % wrong[0])
        if errors:
            raise StructBlockValidationError(errors)
        return value

    def plan(self, value, context):
        people = ", ".join(self.people(value, context)) or _("personne : aucune adresse n’est connue")
        return _("envoyer « %(subject)s » à %(people)s") % {
            "subject": one_line(filled(value["subject"], self.words(value, context))),
            "people": people,
        }

    def words(self, value, context):
        """Whoever has no account here reads no draft: its title stays in the house."""
        if value["to"] != "addresses" or context.page is None:
            return context.words
        return context.words | {"titre": outside_title(context.page)}

    def people(self, value, context):
        if value["to"] == "addresses":
            return addresses_in(value)
        if value["to"] == "group":
            users = group_of(value["group"]).user_set.filter(is_active=True)
            return [user.email for user in users.order_by("pk") if user.email]
        owner = context.page and context.page.owner
        return [owner.email] if owner and owner.is_active and owner.email else []

    def act(self, value, context):
        words, page = self.words(value, context), context.page
        text = filled(value["text"], words)
        message = Message(
            filled(value["subject"], words),
            [part.strip() for part in text.split("\n\n") if part.strip()],
            _("Une règle du portail, « %s », vous l’envoie.") % context.run.rule,
            link=address_of(page) if page else "",
            link_label=_("Ouvrir la page"),
        )
        people = self.people(value, context)
        for address in people:
            post(context.key(address), address, message, about="rule")
        return [context.key(address) for address in people] or None

    def undo(self, kept):
        if take_back(*kept) < len(kept):
            raise CannotBe(_("un courriel parti ne se reprend pas"))
        return _("le courriel n’est pas parti")


def addresses_in(value):
    return list(dict.fromkeys(line.strip() for line in (value["addresses"] or "").splitlines() if line.strip()))


class TodoAction(Action):
    on_each_page = False
    is_news = False
    group = CodeBlock(label=gettext_lazy("Pour qui"), choices=group_choices)
    text = blocks.CharBlock(label=gettext_lazy("Quoi"), max_length=200, help_text=WORDS)

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("Noter une chose à faire")

    def plan(self, value, context):
        return _("noter pour « %(group)s » : %(text)s") % {
            "group": group_of(value["group"]),
            "text": filled(value["text"], context.words)[:255],
        }

    def act(self, value, context):
        from rules.models import Todo

        todo = Todo.objects.create(
            run=context.run,
            group=group_of(value["group"]),
            text=filled(value["text"], context.words)[:255],
            page_id=context.page and context.page.pk,
            is_news=self.is_news,
        )
        return todo.pk

    def undo(self, kept):
        from rules.models import Todo

        todo = Todo.objects.filter(pk=kept, done=None)
        if not todo.delete()[0]:
            raise CannotBe(_("quelqu’un l’a déjà fait"))
        return _("n’est plus à faire")


class NewsAction(TodoAction):
    is_news = True

    class Meta:
        icon = "info-circle"
        label = gettext_lazy("Prévenir sur l’accueil de l’administration")

    def plan(self, value, context):
        return _("dire à « %(group)s », sur l’accueil de l’administration : %(text)s") % {
            "group": group_of(value["group"]),
            "text": filled(value["text"], context.words)[:255],
        }


class TermAction(Action):
    """A term given to the draft of a page, or taken away."""

    term = CodeBlock(label=gettext_lazy("Terme"), choices=term_choices)

    gives = True

    def is_open_to(self, value, page, user):
        return page.permissions_for_user(user).can_edit()

    class Meta:
        icon = "tag"
        label = gettext_lazy("Ajouter un terme au brouillon")

    def plan(self, value, context):
        term = changes.term_of(value["term"])
        if self.gives:
            return _("ajouter « %s » à son brouillon, qu’une personne publiera") % term
        return _("retirer « %s » de son brouillon, qu’une personne publiera") % term

    def act(self, value, context):
        return changes.change_term(context, changes.term_of(value["term"]), gives=self.gives)

    def undo(self, kept):
        return changes.put_term_back(kept)


class TakeTermAction(TermAction):
    gives = False

    class Meta:
        icon = "tag"
        label = gettext_lazy("Retirer un terme du brouillon")


class ReviewAction(Action):
    class Meta:
        icon = "clipboard-list"
        label = gettext_lazy("Envoyer en relecture")

    def is_open_to(self, value, page, user):
        return page.permissions_for_user(user).can_edit()

    def plan(self, value, context):
        return _("envoyer en relecture : « %s »") % changes.workflow_of(context.page)

    def act(self, value, context):
        return changes.send_to_review(context.page)

    def undo(self, kept):
        return changes.cancel_review(kept)


class MoveAction(Action):
    target = blocks.PageChooserBlock(label=gettext_lazy("Sous quelle page"))

    class Meta:
        icon = "arrow-right"
        label = gettext_lazy("Ranger ailleurs")

    def is_open_to(self, value, page, user):
        return page.permissions_for_user(user).can_move_to(changes.still_there(value["target"]))

    def plan(self, value, context):
        return _("ranger sous « %s »") % changes.still_there(value["target"])

    def act(self, value, context):
        return changes.move(context.page, changes.still_there(value["target"]))

    def undo(self, kept):
        return changes.move_back(kept)


class CopyAction(Action):
    target = blocks.PageChooserBlock(label=gettext_lazy("Sous quelle page"))

    class Meta:
        icon = "copy"
        label = gettext_lazy("Copier en brouillon")

    def is_open_to(self, value, page, user):
        target = changes.still_there(value["target"]).permissions_for_user(user)
        return page.permissions_for_user(user).can_edit() and target.can_add_subpage()

    def plan(self, value, context):
        return _("copier en brouillon sous « %s »") % changes.still_there(value["target"])

    def act(self, value, context):
        return changes.copy(context.page, changes.still_there(value["target"]))

    def undo(self, kept):
        return changes.delete_copy(kept)


class WebhookAction(Action):
    on_each_page = False
    url = blocks.CharBlock(
        label=gettext_lazy("Adresse"),
        max_length=500,
        help_text=gettext_lazy(
            "En https, d’un site que le réglage WEBHOOK_HOSTS nomme. Reçoit l’événement, et ce que le public lit."
        ),
    )

    class Meta:
        icon = "link"
        label = gettext_lazy("Prévenir un autre site")

    def clean(self, value):
        value = super().clean(value)
        reason = check_address(value["url"], schemes=("https",)) or allowed_host(value["url"])
        if reason:
            raise StructBlockValidationError({"url": ValidationError(reason)})
        return value

    def plan(self, value, context):
        return _("prévenir %s") % value["url"]

    def act(self, value, context):
        from rules.models import WebhookCall

        key, body = context.key("appel"), payload(context)
        WebhookCall.objects.get_or_create(key=key, defaults={"run": context.run, "url": value["url"], "body": body})
        return key

    def undo(self, kept):
        from rules.models import WebhookCall

        if not WebhookCall.objects.filter(key=kept, state="waiting").delete()[0]:
            raise CannotBe(_("un appel parti ne se reprend pas"))
        return _("l’appel n’est pas parti")


ACTIONS = [
    ("mail", MailAction()),
    ("news", NewsAction()),
    ("todo", TodoAction()),
    ("give_term", TermAction()),
    ("take_term", TakeTermAction()),
    ("review", ReviewAction()),
    ("move", MoveAction()),
    ("copy", CopyAction()),
    ("webhook", WebhookAction()),
]
