"""What a browser test asks of a page: is it accessible, does it fit, what did it fetch, what did it leave behind."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


STILL = """() => document.getAnimations().every(
    each => each.playState !== "running" || each.effect.getComputedTiming().iterations === Infinity
)"""


@dataclass
class Visit:
    """What one first visit cost and did, as the network saw it."""

    requests: list[str] = field(default_factory=list)
    weight: int = 0  # bytes transferred, headers included
    script_weight: int = 0
    largest_image: int = 0
    third_party: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)  # errors, refusals of the content security policy among them
    nodes: int = 0
    cookies: list[str] = field(default_factory=list)


def axe_violations(page):
    """Readable lines, one per rule and node. The page's context needs ``bypass_csp``: axe is injected."""
    page.wait_for_function(STILL)  # what fades in has the contrast of neither of its ends
    results = Axe().run(page, options=AXE_OPTIONS).response
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']} — {' '.join(map(str, node['target']))}\n"
        f"    {node['html'][:200]}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]


def assert_accessible(page):
    violations = axe_violations(page)
    assert not violations, f"{page.url}: {len(violations)} axe violations\n" + "\n".join(violations)


def overflow(page):
    """How many pixels wider than the window the page is, and which elements stick out."""
    page.wait_for_load_state()  # a click returns as soon as the next page is on its way
    return page.evaluate(
        """() => {
            const root = document.documentElement, wide = root.scrollWidth - root.clientWidth;
            if (wide <= 0) return null;
            const out = [...document.querySelectorAll("body *")]
                .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
                .map(e => e.tagName.toLowerCase() + (e.className ? "." + e.className : ""));
            return wide + " px: " + out.slice(0, 8).join(", ");
        }"""
    )


def assert_no_horizontal_scroll(page):
    wide = overflow(page)
    assert wide is None, f"{page.url} scrolls sideways at {page.viewport_size['width']} px: {wide}"


def dom_size(page):
    return page.evaluate("document.querySelectorAll('*').length")


def visit(browser, url, **options):
    """Open ``url`` in a browser that was never there, and account for everything it fetched."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
    result, types = Visit(), {}
    try:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.requestWillBeSent", lambda event: _sent(result, types, event, urlsplit(url).netloc))
        network.on("Network.loadingFinished", lambda event: _finished(result, types, event))
        page.on("console", lambda message: message.type == "error" and result.console.append(message.text))
        page.on("pageerror", lambda error: result.console.append(str(error)))
        page.goto(url, wait_until="networkidle")
        result.nodes = dom_size(page)
        result.cookies = [cookie["name"] for cookie in context.cookies()]
    finally:
        context.close()
    return result


def _sent(result, types, event, host):
    address = event["request"]["url"]
    if urlsplit(address).scheme in ("http", "https"):
        types[event["requestId"]] = event.get("type", "")
        result.requests.append(address)
        if urlsplit(address).netloc != host:
            result.third_party.append(address)


def _finished(result, types, event):
    kind = types.get(event["requestId"])
    if kind is None:
        return
    size = int(event["encodedDataLength"])
    result.weight += size
    if kind == "Script":
        result.script_weight += size
    elif kind == "Image":
        result.largest_image = max(result.largest_image, size)
