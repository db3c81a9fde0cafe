"""The reader is chosen by what is in the file; what cannot be read says what to do."""

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.documents import reading
from imports.documents.blocks import Document
from imports.documents.reading import read_document
from imports.documents.text import read_text
from jobs import archives
from jobs.apart import Illegible
from tests.imports.booklets.making import OFFICE, R, W


def read(tmp_path, content, name="fichier.bin"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return Document.from_json(read_document(path))


def archive(**members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(name, text)
    return content.getvalue()


def docx(body, **more):
    document = f"<w:document {W} {R}><w:body>{body}</w:body></w:document>"
    return archive(**{"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more})


def odt(body):
    names = "".join(f' xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "text", "table"))
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content{names}>{text}</office:document-content>"
    return archive(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": content})


def _nested(table, line, cell, text, levels=30):
    return f"<{table}><{line}><{cell}>" * levels + text + f"</{cell}></{line}></{table}>" * levels


def shown(document):
    return [(block.kind, block.level, block.text) for block in document.blocks]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("# Titre\n\nTexte", "md"),
        ("Titre\n\nTexte", "txt"),
        ("<!doctype html><p>Texte", "html"),
        ('<?xml version="1.0"?>\n<!DOCTYPE html><html><p>Texte', "html"),
        ("<h1 id='a'>Titre</h1>\n<p>Texte</p>", "html"),  # what programs give without the rest of a page
        ("<div>\n\n# Titre\n\n</div>", "md"),
        ("<3 les livres\n\nTexte", "txt"),
        (docx("<w:p><w:r><w:t>Texte</w:t></w:r></w:p>"), "docx"),
        (odt("<text:p>Texte</text:p>"), "odt"),
    ],
)
def test_the_name_of_a_file_says_nothing(tmp_path, content, expected):
    assert read(tmp_path, content, "livret.pdf").format == expected


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b" \n", "vide"),
        (b"PK\x03\x04rien", "abîmé"),
        (b"%PDF-1.7\nrien", "abîmé"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "ancien format .doc, ou protégé par un mot de passe"),
        (
            archive(
                mimetype="application/vnd.oasis.opendocument.text",
                **{"content.xml": b"\x8f\x02", "META-INF/manifest.xml": "<m><encryption-data/></m>"},
            ),
            "mot de passe",
        ),
        (b"{\\rtf1 Bonjour}", ".rtf"),
        (b"GIF89a\0\0\0", "pas un texte"),
        (archive(photo="x"), "pas de ceux"),
        (archive(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (archive(**{"[Content_Types].xml": "", "word/styles.xml": ""}), "Word"),
        (docx("<w:p><w:r></w:p>"), "abîmé"),
        (
            archive(**{"[Content_Types].xml": "", "word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "abîmé",
        ),
    ],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path, content, said):
    with pytest.raises(Illegible, match=said):
        read(tmp_path, content)


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 10_000)
    with pytest.raises(Illegible, match="trop de choses"):
        read(tmp_path, docx("<w:p/>" + " " * 20_000))


def test_an_archive_of_too_many_members_is_refused(tmp_path):
    many = {f"word/{number}": "" for number in range(archives.MOST_MEMBERS)}
    with pytest.raises(Illegible, match="trop de choses"):
        read(tmp_path, docx("", **many))


def test_an_archive_cut_short_is_refused(tmp_path):
    whole = docx("<w:p><w:r><w:t>Texte</w:t></w:r></w:p>" * 200)
    with pytest.raises(Illegible, match="abîmé"):
        read(tmp_path, whole[: len(whole) // 2])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_are_read_however_they_were_written(tmp_path, encoding):
    assert read(tmp_path, "Éducation à l’école : 3 €".encode(encoding)).blocks[0].text == "Éducation à l’école : 3 €"


def test_plain_text_has_paragraphs_and_items(tmp_path):
    text = "Premier\nparagraphe.\n\n- un item\n  qui va à la ligne\n• deux\n1. trois\n\nFin – c’est tout"
    assert shown(read(tmp_path, text)) == [
        ("paragraph", 0, "Premier\nparagraphe."),
        ("item", 0, "un item\nqui va à la ligne"),
        ("item", 0, "deux"),
        ("paragraph", 0, "1. trois"),
        ("paragraph", 0, "Fin – c’est tout"),
    ]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf"))))
def test_no_word_of_a_text_is_lost(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("texte") / "texte.txt"
    path.write_text(text, "utf-8")
    read_there = " ".join(block.text for block in read_text(path).blocks)
    lost = set(re.findall(r"\w+", text)) - set(re.findall(r"\w+", read_there))
    assert not lost


def test_word_headings_are_known_by_their_style_or_their_outline(tmp_path):
    styles = (
        f'<w:styles {W}><w:style w:styleId="T1"><w:name w:val="Titre 1"/></w:style>'
        '<w:style w:styleId="Mon"><w:name w:val="Mon titre"/><w:basedOn w:val="T1"/></w:style>'
        '<w:style w:styleId="Plan"><w:name w:val="Autre"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>'
    )
    paragraph = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    body = "".join(paragraph.format(style, style) for style in ("T1", "Mon", "Plan", "Normal"))
    document = read(tmp_path, docx(body, **{"word/styles.xml": styles}))
    assert shown(document) == [
        ("heading", 1, "T1"),
        ("heading", 1, "Mon"),
        ("heading", 2, "Plan"),
        ("paragraph", 0, "Normal"),
    ]


def test_word_says_nothing_of_what_was_deleted_or_is_an_instruction(tmp_path):
    body = (
        "<w:p><w:del><w:r><w:delText>effacé</w:delText></w:r></w:del><w:ins><w:r><w:t>gardé</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:t>suite</w:t><w:br/><w:t>dessous</w:t></w:r></w:p>"
    )
    assert shown(read(tmp_path, docx(body))) == [("paragraph", 0, "gardé suite\ndessous")]


def test_word_tables_are_rows_of_cells(tmp_path):
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = [cell.format("Structure") + cell.format("Mail"), cell.format("Centre") + "<w:tc><w:p/></w:tc>"]
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    assert [block.cells for block in read(tmp_path, docx(body)).blocks] == [("Structure", "Mail"), ("Centre", "")]


def test_opendocument_spaces_lists_and_tables(tmp_path):
    body = (
        '<text:p>Un<text:s text:c="3"/>deux<text:line-break/>trois</text:p>'
        "<text:list><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>"
        "</text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table>"
    )
    document = read(tmp_path, odt(body))
    assert shown(document) == [("paragraph", 0, "Un deux\ntrois"), ("item", 0, "a"), ("item", 1, "b"), ("row", 0, "c")]


def test_html_says_what_is_seen_only(tmp_path):
    page = (
        "<html><head><title>Onglet</title></head><body><script>x</script><!-- note --><h2>Titre</h2>"
        "<p>Un <b>mot</b>, <a href='https://a.example/'>un lien</a></p><ul><li>a<ul><li>b</li></ul></li></ul>"
        "<table><tr><th>c</th><td><ul><li>d</li><li>e</li></ul></td></tr></table></body>"
    )
    document = read(tmp_path, page)
    assert shown(document) == [
        ("heading", 2, "Titre"),
        ("paragraph", 0, "Un mot, un lien"),
        ("item", 0, "a"),
        ("item", 1, "b"),
        ("row", 0, "c\nd\ne"),
    ]
    assert document.blocks[1].links[0].url == "https://a.example/"
    assert document.blocks[-1].cells == ("c", "d\ne")


def test_html_without_end_is_refused(tmp_path):
    with pytest.raises(Illegible, match="compliquée"):
        read(tmp_path, "<html>" + "<b>" * 5_000)


def test_html_within_markdown_keeps_its_line(tmp_path):
    document = read(tmp_path, "# Titre\n\nTexte\n\n<table><tr><td>a</td></tr></table>\n")
    assert [(block.text, block.origin.number) for block in document.blocks] == [("Titre", 1), ("Texte", 3), ("a", 5)]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("octets") / "fichier"
    path.write_bytes(content)
    try:
        document = read_document(path)
    except Illegible as refusal:
        assert str(refusal).endswith((".", ".html."))
    else:
        assert Document.from_json(document).to_json() == document


def test_a_document_longer_than_anybody_reads_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BLOCKS", 2)
    with pytest.raises(Illegible, match="une partie à la fois"):
        read(tmp_path, "un\n\ndeux\n\ntrois")


@pytest.mark.parametrize(
    "content",
    [
        docx(_nested("w:tbl", "w:tr", "w:tc", "<w:p><w:r><w:t>seul</w:t></w:r></w:p>")),
        odt(_nested("table:table", "table:table-row", "table:table-cell", "<text:p>seul</text:p>")),
    ],
)
def test_words_of_tables_in_tables_are_read_once(tmp_path, content):
    """Twice at each level, thirty levels would never end."""
    assert [block.text for block in read(tmp_path, content).blocks] == ["seul"]


def test_a_cell_in_a_box_of_its_own_is_read(tmp_path):
    cell = "<w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>choix</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>"
    assert read(tmp_path, docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")).blocks[0].cells == ("choix",)


def test_a_nul_of_a_page_in_utf_16_is_nowhere(tmp_path):
    page = "<!doctype html><p>Un\0 <a href='https://x.example/\0a'>li\0en</a>".encode("utf-16")
    [block] = read(tmp_path, page).blocks
    assert (block.text, block.links[0].url) == ("Un lien", "https://x.example/a")


@pytest.mark.parametrize("written", ["<p>de\n<b>former</b>\nles gens</p>", "# T\n\nde\n**former**\nles gens"])
def test_the_end_of_a_line_is_a_space_wherever_it_stands(tmp_path, written):
    assert read(tmp_path, written).blocks[-1].text == "de former les gens"


def test_ends_of_lines_of_an_odt_file_are_spaces(tmp_path):
    [block] = read(
        tmp_path, odt("<text:p>de\n<text:span>former</text:span>\nles<text:line-break/>gens</text:p>")
    ).blocks
    assert block.text == "de former les\ngens"
