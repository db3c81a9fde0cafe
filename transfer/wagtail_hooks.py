"""« Modèle de portail » among the settings."""

from django.urls import path
from wagtail import hooks

from transfer.admin import ModelMenuItem, ModelView, model_file


@hooks.register("register_admin_urls")
def model_addresses():
    return [
        path("modele-de-portail/", ModelView.as_view(), name="portal_model"),
        path("modele-de-portail/fichier/", model_file, name="portal_model_file"),
    ]


@hooks.register("register_settings_menu_item")
def model_menu_item():
    return ModelMenuItem()
