"""A contact may be the value of a property: the app that holds the register says how one is chosen and read."""

from catalog.models import SheetProperty
from catalog.property_types import add_type, reference
from directory.choosers import contact_chooser
from directory.models import Contact

add_type(SheetProperty.Type.CONTACT, reference(lambda: Contact, contact_chooser.widget_class, ("code",), "person"))
