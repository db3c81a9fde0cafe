"""A model into a portal that has content: what is lacking is added, what is there stays as it is, and each is told."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from catalog.models import Vocabulary
from portal.publication.conflicts import wait_for_turn
from transfer.blueprint.parts import PARTS, TERMS
from transfer.files import Damaged

ADDED, SAME, DIFFERS, LEFT = "added", "same", "differs", "left"
WORDS = {
    ADDED: gettext_lazy("à ajouter"),
    DIFFERS: gettext_lazy("déjà là, autrement : laissé tel quel"),
    LEFT: gettext_lazy("non repris"),
    SAME: gettext_lazy("déjà là, pareil"),
}

UNWANTED = gettext_lazy("laissé, comme demandé")


@dataclass(frozen=True)
class Outcome:
    """``detail``: in what it differs, why it is left, what follows from adding it."""

    state: str
    title: str
    detail: str = ""

    @property
    def words(self):
        return WORDS[self.state]


@dataclass
class Told:
    """``growing``: {code of a vocabulary: (its name, how many terms it would get)}, which may be left out."""

    outcomes: list[Outcome] = field(default_factory=list)
    growing: dict = field(default_factory=dict)

    def counts(self):
        found = Counter(outcome.state for outcome in self.outcomes)
        return {state: found[state] for state in WORDS}

    def of(self, state):
        return [outcome for outcome in self.outcomes if outcome.state == state]

    def groups(self):
        """``(state, words, outcomes)`` of what there is, in the order of what one reads first."""
        return [(state, words, found) for state, words in WORDS.items() if (found := self.of(state))]


def bring(content, user=None, *, apply, without=()):
    """What comes of each record of ``content``, but for vocabularies that are not wanted: sectors are a city's own.

    Without ``apply`` all is tried, and taken back. Raises ``Damaged``.
    """
    unknown = set(without) - {row["code"] for row in content["vocabularies"]}
    if unknown:
        raise Damaged(_("Ce modèle n’a pas de vocabulaire « %s ».") % ", ".join(sorted(unknown)))
    try:
        with transaction.atomic():
            wait_for_turn(Vocabulary)  # pressed twice, what the first adds is there for the second
            told = _Bringing(user, frozenset(without)).all(content)
            transaction.set_rollback(not apply)
    except DatabaseError as error:
        raise Damaged(_("Rien n’a été écrit : %s") % error) from error
    return told


@dataclass
class _Bringing:
    """``here``: {(part, code of the file): record here}; ``new``: those that were added."""

    user: object
    without: frozenset
    told: Told = field(default_factory=Told)
    here: dict = field(default_factory=dict)
    new: set = field(default_factory=set)

    def all(self, content):
        for part in PARTS:
            for row in content[part.name]:
                self._one(part, row)
        return self.told

    def _one(self, part, row):
        found = part.find(row)
        self.here[part.name, self._key(part, row)] = found
        if found is None:
            self._add(part, row)
        else:
            self._compare(part, row, found)
        if part.name == "vocabularies" and self.here[part.name, row["code"]]:
            self._terms(row, self.here[part.name, row["code"]])

    def _is_unwanted(self, vocabulary):
        return vocabulary["code"] in self.without

    def _key(self, part, row):
        return row[part.key] if isinstance(row[part.key], str) else part.identity(row)

    def _tell(self, state, title, detail=""):
        self.told.outcomes.append(Outcome(state, title, detail))

    # Already here.

    def _compare(self, part, row, found, title=""):
        own, wanted = part.row(found), self._as_here(part, row)
        names = [name for name in (*part.fields, *(name for name, _part in part.refers)) if own[name] != wanted[name]]
        details = [_difference(part, name, own[name], wanted[name]) for name in names]
        self._tell(DIFFERS if names else SAME, title or part.title(own), " ; ".join(details))

    def _as_here(self, part, row):
        """With the codes that what it names has here."""
        if part is TERMS:
            return row
        wanted = dict(row)
        for name, of in part.refers:
            codes = [self._code_here(of, code) for code in _codes(row[name])]
            wanted[name] = sorted(codes) if isinstance(row[name], list) else "".join(codes)
        return wanted

    def _code_here(self, of, code):
        if of == "terms":
            found = self.here.get((of, code))
            return f"{found.vocabulary.code}:{found.code}" if found else code
        found = self.here.get((of, code))
        return (found.label if of == "groups" else found.code) if found else code

    # Not here yet.

    def _add(self, part, row):
        reason = self._why_left(part, row)
        if reason:
            self._tell(LEFT, part.title(row), reason)
            return
        record = part.model(**{name: row[name] for name in part.fields})
        if part.name == "properties":
            record.vocabulary = self._named("vocabularies", row["vocabulary"])
            record.group = self._named("groups", row["group"])
        self._store(part, row, record)
        if part.name == "properties":
            record.kinds.set(filter(None, (self._named("kinds", code) for code in row["kinds"])))
        if part.name == "needs":
            record.terms = [self._named("terms", code) for code in row["terms"] if self._named("terms", code)]
            record.save()
        self._tell(ADDED, part.title(row), _consequence(part, row))

    def _why_left(self, part, row):
        if part.name == "vocabularies" and self._is_unwanted(row):
            return UNWANTED
        if part.name == "kinds" and row["is_coded"]:
            return _("il vient du code d’une autre version du portail")
        if part.name == "properties" and row["vocabulary"]:
            if self._named("vocabularies", row["vocabulary"]) is None:
                return _("son vocabulaire n’est pas dans ce modèle")
            if ("vocabularies", row["vocabulary"]) not in self.new:
                return _("son vocabulaire est déjà ici, et l’ajouter en changerait les réglages : faites-la à la main")
        if part.name == "needs" and not row["elsewhere"] and not any(self._named("terms", c) for c in row["terms"]):
            return _("les termes où ils mènent ne sont pas ici")
        return ""

    def _named(self, of, code):
        return self.here.get((of, code)) if code else None

    def _store(self, part, row, record, title=""):
        try:
            record.full_clean()
        except ValidationError as error:
            said = {"title": title or part.title(row), "why": _refusal(part, error)}
            raise Damaged(_("Rien n’a été écrit. %(title)s : %(why)s") % said) from error
        record.save()
        log(instance=record, action="wagtail.create", user=self.user)
        self.here[part.name, self._key(part, row)] = record
        self.new.add((part.name, self._key(part, row)))

    # Terms of one vocabulary.

    def _terms(self, row, vocabulary):
        own, added = {}, []
        last = max((term.sort_order or 0 for term in vocabulary.terms.all()), default=-1)
        for order, term in enumerate(row["terms"], last + 1):
            title = _titled(term, row["label"])
            parent = own.get(term["parent"])
            found = TERMS.find_in(vocabulary, term, parent)
            if found is None and self._is_unwanted(row):
                self._tell(LEFT, title, UNWANTED)
                continue
            if found is None:
                found = self._add_term(vocabulary, term, parent, order, title)
                added.append((found, term, title))
            else:
                self._compare(
                    TERMS, {**term, **_codes_of(term, own)}, found, _titled(TERMS.row(found), vocabulary.label)
                )
            own[term["code"]] = self.here["terms", f"{row['code']}:{term['code']}"] = found
        if added:
            self.told.growing[row["code"]] = (row["label"], len(added))
        self._pair(added, own)

    def _add_term(self, vocabulary, row, parent, order, title):
        if row["parent"] and parent is None:
            said = _("Rien n’a été écrit. %s : son terme parent n’est pas dans ce modèle.")
            raise Damaged(said % title)
        values = {name: row[name] for name in TERMS.fields}
        place = {"vocabulary": vocabulary, "parent": parent, "sort_order": order, "locale": vocabulary.locale}
        record = TERMS.model(**place, **values)
        self._store(TERMS, row, record, title)
        return record

    def _pair(self, added, own):
        """Only new ones: what is here is left as it is."""
        new = {record.pk for record, _row, _title in added}
        for record, row, title in added:
            other = own.get(row["counterpart"])
            if other is not None and other.pk in new:
                record.counterpart = other
                record.save()
                detail = ""
            else:
                detail = _("son secteur jumeau n’a pas été noté") if row["counterpart"] else ""
            self._tell(ADDED, title, detail)


def _titled(term, vocabulary):
    return _("%(term)s de « %(vocabulary)s »") % {"term": TERMS.title(term), "vocabulary": vocabulary}


def _codes(value):
    return value if isinstance(value, list) else [value] if value else []


def _codes_of(row, own):
    """Of a term: those that its neighbours have here."""
    return {name: own[row[name]].code for name, _part in TERMS.refers if row[name] in own}


def _difference(part, name, own, wanted):
    label = part.model._meta.get_field(name).verbose_name
    said = {"label": label, "own": _said(own), "wanted": _said(wanted)}
    return _("%(label)s : %(own)s ici, %(wanted)s dans le modèle") % said


def _said(value):
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    text = ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"« {text if len(text) <= 80 else f'{text[:79]}…'} »" if text else _("rien")


def _refusal(part, error):
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(_of_field(part, name, messages) for name, messages in error.message_dict.items())


def _of_field(part, name, messages):
    names = {each.name for each in part.model._meta.get_fields()}
    said = " ".join(messages)
    return f"{part.model._meta.get_field(name).verbose_name} : {said}" if name in names else said


def _consequence(part, row):
    if part.name == "properties" and row["required"] and not row["retired"]:
        return _("obligatoire : les fiches de ses types ne seront plus publiées sans elle")
    return ""
