"""What is pasted keeps its headings and the cells of its tables apart; what is typed loses no letter in an address."""

from playwright.sync_api import expect

from tests.browser.editors import log_in

FROM_WORD = """<html><body><!--StartFragment--><h1>Le livret</h1><p class=MsoNormal>Pour les familles.</p>
<h2>Horaires</h2><h5>Le mercredi</h5>
<table class=MsoTableGrid><tr><td><p>Lundi</p></td><td><p>9h&nbsp;-&nbsp;12h</p></td></tr>
<tr><td>Mardi</td><td>14h</td></tr></table><!--EndFragment--></body></html>"""
PASTE = """(editor, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "x");
  editor.focus();
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_headings_and_cells_of_a_paste(open_page, editable_site):
    page = log_in(open_page, editable_site, "demo")
    page.goto(f"{editable_site.url}/admin/pages/search/?q=Mentions")
    page.get_by_role("link", name="Mentions légales").first.click()
    editor = page.locator(".public-DraftEditor-content").first
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")  # into a paragraph of its own, as Draft.js joins the first one to where the caret is
    editor.evaluate(PASTE, FROM_WORD)
    page.wait_for_timeout(500)
    assert editor.locator("h2", has_text="Le livret").is_visible()
    assert editor.locator("h2", has_text="Horaires").is_visible()
    assert editor.locator("h3", has_text="Le mercredi").is_visible()
    lines = editor.inner_text().replace("\xa0", " ").splitlines()
    assert "Lundi – 9h - 12h" in lines and "Mardi – 14h" in lines


def test_the_address_of_a_page_loses_no_letter_of_its_title(open_page, editable_site):
    page = log_in(open_page, editable_site, "demo")
    page.goto(f"{editable_site.url}/admin/")
    page.locator(".work").get_by_role("link", name="Livret", exact=True).click()
    page.locator("#id_title").fill("🎉 Œuvre d’été, ex æquo : une ﬁche à Łódź")
    page.keyboard.press("Tab")
    expect(page.locator("#id_slug")).to_have_value("oeuvre-dete-ex-aequo-une-fiche-a-lodz")
