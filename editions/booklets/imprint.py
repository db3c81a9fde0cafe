"""Whose booklet it is: the name, the city and the logo at the head of every page of the site."""

from bs4 import BeautifulSoup

from editions.booklets.visiting import html_of


def imprint_of(site, pictures):
    html = html_of(site.root_page.specific, site)
    mark = BeautifulSoup(html, "html.parser").select_one(".bar .logo") if html else None
    if mark is None:
        return {"name": site.site_name, "city": "", "logo": None}
    city, image = mark.find("small"), mark.find("img")
    words = city.extract().get_text().strip() if city is not None else ""
    name = " ".join(mark.get_text(" ").split())
    file = pictures.copied(image["src"]) if image is not None else None
    return {"name": name, "city": words, "logo": {"file": file, "alt": name} if file else None}
