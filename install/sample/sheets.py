"""Action sheets, resources and what they share."""

from actions.models import RolloutRow
from catalog.models import PageTerm
from install.sample.extras import extra_blocks
from install.sample.text import day_in_words, stream, text_block
from sheets.models import ContactLink, DocumentLink, OrganizationLink, TargetAudience

STATUSES = {"fait": "done", "en-cours": "current", "prevu": "planned", "nouveaute": "new"}
OPERATOR_ROLES = {"operateur": "operator", "prestataire": "contractor"}
PROGRAMME_PERIOD = "2020-2022"
CITY = "Roubaix"


def set_terms(page, terms):
    page.page_terms = [PageTerm(term=term, sort_order=order) for order, term in enumerate(dict.fromkeys(terms))]


def fill_common(page, data, read):
    page.title, page.summary = data["title"], data["summary"].strip()
    page.easy_french = (data["facile"] or "").strip()
    page.perimeter_note = data.get("perimetre_note") or ""
    page.doubts = list(data.get("doubts") or [])
    page.audiences = [_audience(order, row, read) for order, row in enumerate(data["publics"])]
    page.contact_links = [
        ContactLink(sort_order=order, contact=read.contact(row["contact"]), heading=row["role"])
        for order, row in enumerate(data.get("contacts") or [])
    ]


def _audience(order, row, read):
    audience = TargetAudience(
        sort_order=order,
        label=row["label"],
        age_min=row["age_min"],
        age_max=row["age_max"],
        inferred=row["inferred"],
        note=row["note"] or "",
    )
    audience.publics = read.terms("public", row["publics"])
    audience.levels = read.terms("age", row["levels"])
    return audience


def fill_action(page, data, read):
    fill_common(page, data, read)
    page.number, page.programme_period = data["number"], PROGRAMME_PERIOD
    page.slug = data["code"]
    page.objectives = [objective.strip() for objective in data["objectives"]]
    if data["title_note"]:
        page.doubts = [f"Titre : {data['title_note']}", *page.doubts]
    page.body = stream([text_block(data["description"])])
    terms = read.terms("secteur", data["sectors"]) + read.terms("theme", data["themes"])
    own = [("axe", data["axis"]), ("type-ressource", data["type"]), ("suite", "non-confirme")]
    set_terms(page, [*terms, *(read.term(*pair) for pair in own)])
    page.organization_links = _action_organizations(data, read)
    page.document_links = [
        DocumentLink(sort_order=order, label=row["label"], url=row["url"] or "", year=row["year"])
        for order, row in enumerate(data["links"])
    ]
    page.rollout_rows = [
        RolloutRow(sort_order=order, status=STATUSES[row["status"]], label=row["text"], since=day_in_words(row["when"]))
        for order, row in enumerate(data["rollout"])
    ]
    page.sites = stream([_site(row, read) for row in data["sites"]])


def _action_organizations(data, read):
    rows = [(OPERATOR_ROLES[row["role"]], row) for row in data["operators"]]
    rows += [("partner", row) for row in data["partners"]]
    return [
        OrganizationLink(
            sort_order=order,
            role=role,
            organization=read.organization(row["organisation"]) if row["organisation"] else None,
            label=row["label"] or "",
            inferred=row["inferred"],
            note=row["note"] or "",
        )
        for order, (role, row) in enumerate(rows)
    ]


def _site(row, read):
    value = {
        "name": row["name"],
        "college": read.organization(row["college"]).pk if row["college"] else None,
        "schools": [read.organization(code).pk for code in row["schools"]],
        "center": read.organization(row["centre"]).pk if row["centre"] else None,
        "note": row["note"] or "",
    }
    return {"type": "site", "value": value}


def fill_resource(page, data, read):
    fill_common(page, data, read)
    _fill_origin(page, data["origin"])
    page.slug = data["code"]
    page.body = stream([text_block(data["description"]), *extra_blocks(data, read)])
    terms = read.terms("secteur", data.get("sectors")) + read.terms("theme", data["themes"])
    set_terms(page, [*terms, read.term("type-ressource", data["type"])])
    page.organization_links = [
        OrganizationLink(
            sort_order=order,
            role=_role(row["role"]),
            organization=read.organization(row["organisation"]),
            detail=row["role"] or "",
        )
        for order, row in enumerate(data["organisations"])
    ]
    documents = {row["code"]: row for row in data.get("documents") or []}
    page.document_links = [
        DocumentLink(
            sort_order=order,
            label=row["label"],
            url=row["url"] or "",
            year=row["year"],
            reference=read.document(row["reference"]) if row.get("reference") else None,
        )
        for order, row in enumerate(documents.values())
    ]
    _fill_eligibility(page, data)
    page.procedure = stream([_step(row, documents, read) for row in data.get("procedure") or []])


def _fill_origin(page, origin):
    page.is_elsewhere = origin["town"] != CITY
    page.elsewhere_town = (origin["town"] or "") if page.is_elsewhere else ""
    told = [f"{origin['document']}, {origin['year']}.", origin["note"]]
    page.provenance = "\n".join(line for line in told if line)


def _role(words):
    """A resource says in words what an organization does; those that carry it are its operators."""
    carries = not words or words.startswith(("Porte", "Opérateur", "Structure porteuse", "Organisateur"))
    return "operator" if carries else "partner"


def _fill_eligibility(page, data):
    eligibility, criteria = data.get("eligibility"), data.get("criteria")
    if eligibility:
        page.eligibility_rule = eligibility["rule"].strip()
        page.eligibility_conditions = [row["label"] for row in eligibility["place_conditions"]]
        page.consent = (eligibility["consent"] or "").strip()
    if criteria:
        page.child_criteria = [_criterion(row) for row in criteria["child"]]
        page.parent_criteria = [_criterion(row) for row in criteria["parent"]]
        page.criteria_note = criteria["note"]


def _criterion(row):
    return f"{row['label']} : {', '.join(row['examples'])}" if row["examples"] else row["label"]


def _step_document(row, read):
    reference = read.document(row["reference"]).pk if row.get("reference") else None
    kept = {"label": row["label"], "url": row["url"] or "", "year": row["year"]}
    return {**kept, "document": None, "reference": reference}


def _step(row, documents, read):
    value = {key: row[key] for key in ("number", "title", "actors")}
    value["text"], value["delay"] = row["text"].strip(), row["delay"] or ""
    value["branches"] = [
        {"branch": each["branch"], "label": each["label"], "text": each["text"].strip()} for each in row["branches"]
    ]
    value["documents"] = [_step_document(documents[code], read) for code in row["documents"]]
    value["outcomes"] = [
        {
            "label": each["label"],
            "text": each["text"] or "",
            "supports": each.get("supports") or [],
            "carried_by": each.get("carried_by") or [],
            "next_step": each["next_step"],
        }
        for each in row["outcomes"]
    ]
    return {"type": "step", "value": value}
