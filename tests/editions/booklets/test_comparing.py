"""What changed from one issue to the next: added, changed with what, withdrawn."""

from types import SimpleNamespace

from editions.booklets.comparing import changed_parts, compare, parts_of_sheet


def sheet(code, text="Texte", **values):
    said = {"title": code, "lead": "", "type": "", "notices": [], "brief": [], "easy": []}
    section = {"title": "De quoi s’agit-il ?", "c": [{"t": "p", "k": "", "c": [{"t": "s", "s": text}]}]}
    return {"code": code, **said, "sections": [section], "fresh": {"text": "Vérifiée", "old": False}, **values}


def row(of, note=""):
    return SimpleNamespace(code=of["code"], title=of["title"], parts=parts_of_sheet(of), note=note)


def test_a_sheet_that_was_not_there_is_added():
    assert compare([row(sheet("a"))], [sheet("a"), sheet("b")], {}) == (["b"], {}, [])


def test_a_sheet_that_is_no_longer_there_is_withdrawn():
    gone = row(sheet("b"))
    assert compare([row(sheet("a")), gone], [sheet("a")], {}) == ([], {}, [gone])


def test_a_changed_sheet_says_which_of_its_parts_changed():
    assert compare([row(sheet("a"))], [sheet("a", "Autre texte")], {}) == ([], {"a": "De quoi s’agit-il ?"}, [])


def test_what_its_editor_said_of_the_change_comes_first():
    said = {"a": "Les horaires sont nouveaux."}
    assert compare([row(sheet("a"))], [sheet("a", "Autre")], said)[1] == said


def test_what_was_said_before_is_not_said_again():
    before = [row(sheet("a"), note="Déjà dit.")]
    assert compare(before, [sheet("a", "Autre")], {"a": "Déjà dit."})[1] == {"a": "De quoi s’agit-il ?"}


def test_being_verified_is_no_change():
    verified = sheet("a", fresh={"text": "Vérifiée hier", "old": True})
    assert compare([row(sheet("a"))], [verified], {}) == ([], {}, [])


def test_parts_that_went_away_come_last():
    assert changed_parts({"Contacts": "1", "Texte": "2"}, {"Texte": "3"}) == ["Texte", "Contacts"]
