"""Schools and streets in the admin."""

from wagtail_modeladmin.options import modeladmin_register

from schools.admin.registers import SchoolAdmin, StreetAdmin

modeladmin_register(SchoolAdmin)
modeladmin_register(StreetAdmin)
