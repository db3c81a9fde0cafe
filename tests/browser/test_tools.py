"""The instruments themselves: each sees the fault it is there for."""

from tests.browser.tools import axe_violations, overflow, visit

FAULTY = """<!DOCTYPE html><html><head><title>x</title></head>
<body><img src="a.png"><div style="width:2000px;height:9px">.</div></body></html>"""


def test_faults_are_seen(open_page):
    page = open_page("about:blank", width=320, for_axe=True)
    page.set_content(FAULTY)
    violations = "\n".join(axe_violations(page))
    assert "image-alt" in violations and "html-has-lang" in violations
    assert overflow(page).endswith("div")


def test_strangers_and_cookies_are_seen(browser, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(
        "<!DOCTYPE html><html lang='fr'><title>x</title><img src='http://ailleurs.example/a.png' alt=''></html>"
    )
    seen = visit(browser, file.as_uri())
    assert seen.third_party == ["http://ailleurs.example/a.png"]
    assert seen.console


def test_the_network_is_counted(site, browser):
    seen = visit(browser, f"{site.url}/")
    assert len(seen.requests) > 2
    assert seen.weight > 5_000
    assert any(request.endswith(".css") for request in seen.requests)
