"""The screens of imports. Only ``imports/wagtail_hooks.py`` imports them."""
