"""What the form of every page owes: what publication asks, and an address that is nobody's care until chosen."""

from itertools import chain, count

from wagtail.admin.forms import WagtailAdminPageForm

from portal.text.letters import slug_of

LONGEST = 240  # of 255: a number follows


class PageForm(WagtailAdminPageForm):
    """A title pasted and saved at once, or without scripts, comes without slug; two sheets may have one title."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def _post_clean(self):
        """What publication asks, beside its fields: a draft is let off."""
        super()._post_clean()
        for problem in () if self.is_deferred_validation else self.instance.problems_in_form():
            self.add_error(problem.field if problem.field in self.fields else None, problem.text)

    def clean_slug(self):
        typed, title = self.cleaned_data["slug"], self.cleaned_data.get("title")
        if not title or typed and not self._follows(typed, title):
            return typed
        return self._free_slug(slug_of(title)[:LONGEST] or self.instance.type_code)

    def _follows(self, typed, title):
        """On a new page, what the browser made of the title was chosen by nobody."""
        return self.instance.pk is None and typed == slug_of(title)

    def _free_slug(self, base):
        slugs = chain([base], (f"{base}-{number}" for number in count(2)))
        return next(slug for slug in slugs if self.instance._slug_is_available(slug, self.parent_page, self.instance))
