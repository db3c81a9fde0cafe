"""Records of HSDS made of the items of the API. What the city does not know is left out; no name, no e-mail address."""

from uuid import NAMESPACE_DNS, uuid5

from opendata.national.addresses import parts_of
from opendata.national.making import phone_of

COUNTRY = "FR"


class Hsds:
    """``source``: who speaks, as in the national lists: identifiers are made of it and of our codes, and stay."""

    def __init__(self, source):
        self._space = uuid5(NAMESPACE_DNS, source)

    def id_of(self, kind, code):
        return str(uuid5(self._space, f"{kind}:{code}"))

    def organization(self, item):
        code = item["code"]
        return _said(
            id=self.id_of("organization", code),
            name=item["name"],
            alternate_name=item["acronym"],
            description=item["description"] or item["name"],
            website=item["website"],
            uri=item["url"],
            parent_organization_id=self.id_of("organization", item["parent"]) if item["parent"] else "",
            phones=self._phones(item["phone"], "organization", code),
        )

    def location(self, item):
        """Of an organization that says where it is, else None."""
        if not item["address"] and not item["position"]:
            return None
        position = item["position"] or {}
        return _said(
            id=self.id_of("location", item["code"]),
            location_type="physical",
            organization_id=self.id_of("organization", item["code"]),
            name=item["name"],
            latitude=position.get("latitude"),
            longitude=position.get("longitude"),
            addresses=self._addresses(item),
        )

    def _addresses(self, item):
        """The specification asks for a state: there is none here, and the field is empty."""
        parts = parts_of(item["address"])
        if not (parts.street and parts.postcode and parts.town):
            return []
        place = {"address_1": parts.street, "city": parts.town, "state_province": "", "postal_code": parts.postcode}
        return [
            {"id": self.id_of("address", item["code"]), **place, "country": COUNTRY, "address_type": "physical"},
        ]

    def service(self, item, carrier):
        """Of a sheet, with the code of the organization that carries it out."""
        ages = item["ages"] or {}
        phones = [each["phone"] for each in item["contacts"] if each["phone"]]
        return _said(
            id=self.id_of("service", item["code"]),
            organization_id=self.id_of("organization", carrier),
            name=item["title"],
            description=item["text"],
            url=item["url"],
            status="active",
            eligibility_description="; ".join(row["label"] for row in item["audiences"]),
            minimum_age=ages.get("min"),
            maximum_age=ages.get("max"),
            assured_date=item["reviewed_on"] and str(item["reviewed_on"]),
            phones=self._phones(phones[0] if phones else "", "service", item["code"]),
        )

    def contact(self, item):
        return _said(
            id=self.id_of("contact", item["code"]),
            organization_id=self.id_of("organization", item["organization"]),
            title=item["title"],
            phones=self._phones(item["phone"], "contact", item["code"]),
        )

    def _phones(self, text, kind, code):
        number = phone_of(text)
        return [{"id": self.id_of("phone", f"{kind}:{code}"), "number": number, "type": "voice"}] if number else []


def _said(**values):
    return {name: value for name, value in values.items() if value not in ("", None, [])}
