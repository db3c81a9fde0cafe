"""What some resources hold beyond the common fields becomes labelled blocks of their text: nothing is dropped."""

from install.sample.text import day_in_words, facts_block, joined, list_block, table_block

STATES = {"fait": "Fait", "en-cours": "En cours", "prevu": "À venir", "nouveaute": "Nouveau"}
SKILLS = {"socio-educatif": "Socio-éducatif", "medical-paramedical": "Médical et paramédical"}


def support_team(value, read):
    led_by = read.contact(value["led_by"]).title if value.get("led_by") else None
    pairs = [
        ("Rôle", value["purpose"]),
        ("Par territoire", f"{value['per_territory']} équipes"),
        ("Animée par", led_by),
        ("Confidentialité", value["confidentiality"]),
    ]
    members = [
        list_block(f"Qui y siège : {skill}", [_member(row) for row in value["members"] if row["skill"] == code])
        for code, skill in SKILLS.items()
    ]
    return [facts_block(value["name"], pairs), *members]


def _member(row):
    return f"{row['function']} ({row['institution']})"


def missions(value, read):
    rows = [
        (row["number"], row["title"], row["text"], joined(map(read.public_label, row["publics"])), _ages(row))
        for row in value
    ]
    return [table_block("Les missions", ["N°", "Mission", "En quoi elle consiste", "Publics", "Âges"], rows)]


def _ages(row):
    return f"{row['age_min']} à {row['age_max']} ans" if row["age_min"] is not None else ""


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
    "eps": support_team,
    "missions": missions,
    "articles": articles,
    "levels": levels,
    "bodies": bodies,
    "protocol": protocol,
    "workshop": workshop,
    "rollout": rollout,
}


def extra_blocks(data, read):
    return [block for key, reader in READERS.items() if data.get(key) for block in reader(data[key], read)]
