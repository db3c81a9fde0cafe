"""Community centers and events."""

from datetime import date

from install.sample.sheets import set_terms
from install.sample.text import day_in_words, facts_block, list_block, stream, text_block
from sheets.models import OrganizationLink, TargetAudience

EVENT_KINDS = {"seminaire": "Séminaire", "journee-regionale": "Journée régionale"}
SLOT_KINDS = {
    "ouverture": "Ouverture",
    "bilan": "Bilan",
    "conference": "Conférence",
    "ateliers": "Ateliers",
    "deambulation": "Déambulation",
    "cloture": "Clôture",
    "table-ronde": "Table ronde",
    "temoignages": "Témoignages",
}


def fill_center(page, data, read):
    page.title, page.slug = data["name"], data["code"]
    page.organization = read.organization(data["organisation"])
    first, _stop, rest = data["description"].strip().partition(". ")
    page.summary = f"{first.rstrip('.')}."
    page.body = stream([text_block(rest)] if rest else [])
    page.easy_french = (data["facile"] or "").strip()
    page.liaison = read.contact(data["contact"]) if data["contact"] else None
    page.doubts = list(data["doubts"] or [])
    set_terms(page, read.terms("secteur", [code for code in (data["city_sector"], data["cite_sector"]) if code]))


def fill_event(page, data, read):
    page.title, page.slug, page.summary = data["title"], data["code"], data["summary"].strip()
    page.kind, page.date = EVENT_KINDS[data["kind"]], date.fromisoformat(data["date"])
    page.place, page.town = data["place"] or "", data["town"] or ""
    page.easy_french, page.doubts = (data["facile"] or "").strip(), list(data["doubts"] or [])
    audience = TargetAudience(sort_order=0, label=data["audience"])
    audience.publics = read.terms("public", data["publics"])
    page.audiences = [audience]
    set_terms(page, read.terms("secteur", data["sectors"]) + read.terms("theme", data["themes"]))
    page.organization_links = [
        OrganizationLink(
            sort_order=order,
            role="operator" if row["role"].startswith("Organisat") else "partner",
            organization=read.organization(row["organisation"]),
            detail=row["role"],
        )
        for order, row in enumerate(data["organisations"])
    ]
    page.body = stream(_event_body(data))
    figures = [{"label": row["label"], "value": str(row["value"])} for row in data["figures"]]
    page.figures = stream([{"type": "figure", "value": figure} for figure in figures])


def _event_body(data):
    body = [text_block(data["description"])]
    if data["milestones"]:
        milestones = [(day_in_words(row["date"]), row["text"].strip()) for row in data["milestones"]]
        body.append(facts_block("Repères", milestones))
    questions = data["three_questions"]
    if questions:
        body.append(
            list_block(
                "Les trois questions de la séance collective", [questions[key] for key in ("drop", "keep", "invent")]
            )
        )
    feedback = data["feedback"] or {}
    titles = [
        ("liked", "Ce qui a plu"),
        ("missing", "Ce qui a manqué"),
        ("next_themes", "Thèmes souhaités pour la suite"),
    ]
    return body + [list_block(title, feedback[key]) for key, title in titles if feedback.get(key)]


def link_event(page, data, read, pages):
    """Second pass: slots and workshops point to sheets that exist by now."""
    page.slots = stream([_slot(row, read, pages) for row in data["slots"]])
    page.workshops = stream([_workshop(row, read, pages) for row in data["workshops"]])


def _slot(row, read, pages):
    value = {key: row[key] for key in ("start", "end", "title", "speakers")}
    value["kind"] = SLOT_KINDS[row["kind"]]
    value["text"] = (row["text"] or "").strip()
    value["sequences"] = [_sequence(each, read, pages) for each in row["sequences"]]
    value["pages"] = [pages[code].pk for code in row["resources"]]
    return {"type": "slot", "value": value}


def _sequence(row, read, pages):
    return {
        "title": read.term("axe", row["axis"]).label,
        "presentation": read.contact(row["presentation"]).pk if row["presentation"] else None,
        "testimony": row["testimony"] or "",
        "testimony_by": row["testimony_by"],
        "troika": [read.contact(code).pk for code in row["troika"]],
        "pages": [pages[f"fiche-{number:02d}"].pk for number in row["actions"]],
    }


def _workshop(row, read, pages):
    value = {
        "number": row["number"],
        "title": row["title"],
        "question": (row["question"] or "").strip(),
        "led_by": read.contact(row["led_by"]).pk if row["led_by"] else None,
        "themes": [read.term("theme", code).label for code in row["themes"]],
        "outputs": [],
        "page": pages[row["resource"]].pk if row["resource"] else None,
    }
    return {"type": "workshop", "value": value}
