"""What some resources hold beyond the common fields becomes labelled blocks of their text: nothing is dropped."""

from install.sample.text import day_in_words, facts_block, joined, list_block, table_block

STATES = {"fait": "Fait", "en-cours": "En cours", "prevu": "À venir", "nouveaute": "Nouveau"}
SKILLS = {"socio-educatif": "Socio-éducatif", "medical-paramedical": "Médical et paramédical"}


def origin(value, _read):
    pairs = [
        ("Document", value["document"]),
        ("Commune", value["town"]),
        ("Année", value["year"]),
        ("Précision", value["note"]),
    ]
    return [facts_block("D’où vient cette fiche", pairs)]


def support_team(value, read):
    led_by = read.contact(value["led_by"]).title if value.get("led_by") else None
    weeks = f"{value['frequency_weeks_min']} à {value['frequency_weeks_max']} semaines"
    pairs = [
        ("Rôle", value["purpose"]),
        ("Par territoire", f"{value['per_territory']} équipes"),
        ("Rythme", f"{value['frequency']} ({weeks})"),
        ("Animée par", led_by),
        ("Confidentialité", value["confidentiality"]),
    ]
    rows = [
        (
            SKILLS[member["skill"]],
            member["function"],
            member["institution"],
            read.organization_name(member["organisation"]),
        )
        for member in value["members"]
    ]
    headings = ["Compétence", "Fonction", "Institution", "Organisation"]
    return [facts_block(value["name"], pairs), table_block("Qui siège dans l’équipe", headings, rows)]


def missions(value, read):
    rows = [
        (row["number"], row["title"], row["text"], joined(map(read.public_label, row["publics"])), _ages(row))
        for row in value
    ]
    return [table_block("Les missions", ["N°", "Mission", "En quoi elle consiste", "Publics", "Âges"], rows)]


def _ages(row):
    return f"{row['age_min']} à {row['age_max']} ans" if row["age_min"] is not None else ""


def sessions(value, read):
    pairs = [
        ("Niveau", read.level_label(value["level"])),
        ("Séances par semaine", value["per_week"]),
        ("Quand", value["moment"]),
        ("Les parents", value["parents"]),
        ("Priorité", value["priority"]),
    ]
    rows = [(part["number"], part["title"], part["text"]) for part in value["parts"]]
    return [facts_block("Les séances", pairs), table_block("Déroulé d’une séance", ["N°", "Temps", "Contenu"], rows)]


def articles(value, _read):
    rows = [(row["number"], row["title"], row["text"]) for row in value]
    return [table_block("Les articles de la charte", ["Article", "Titre", "Texte"], rows)]


def levels(value, _read):
    rows = [(row["number"], row["title"], row["sharing"], row["basis"]) for row in value]
    return [
        table_block("Les niveaux d’information", ["Niveau", "Informations", "Avec qui les partager", "Fondement"], rows)
    ]


def bodies(value, _read):
    blocks = []
    for row in value:
        blocks.append(facts_block(row["name"], [("Rôle", row["role"]), ("Fondement", row["basis"])]))
        blocks.append(list_block(f"Membres : {row['name']}", row["members"]))
    return blocks


def protocol(value, _read):
    rows = [(row["number"], row["title"], joined(row["who"]), row["means"]) for row in value]
    return [table_block("Le protocole", ["Étape", "Quoi", "Qui", "Moyens"], rows)]


def workshop(value, _read):
    titles = [("challenges", "Enjeux"), ("aims", "Objectifs"), ("means", "Moyens")]
    return [list_block(title, value[key]) for key, title in titles]


def rollout(value, _read):
    rows = [(day_in_words(row["when"]), STATES[row["status"]], row["text"]) for row in value]
    return [table_block("Où en est-on ?", ["Quand", "État", "Quoi"], rows)]


READERS = {
    "origin": origin,
    "eps": support_team,
    "missions": missions,
    "sessions": sessions,
    "articles": articles,
    "levels": levels,
    "bodies": bodies,
    "protocol": protocol,
    "workshop": workshop,
    "rollout": rollout,
}


def extra_blocks(data, read):
    return [block for key, reader in READERS.items() if data.get(key) for block in reader(data[key], read)]
