"""Pictures of pages, as files beside the data that is set."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from editions.booklets.problems import Problem

SET = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"}
ROOT = "/"  # of the folder that the model reads


class Pictures:
    """Copies what is shown into ``folder``, once each; what cannot be set is a problem of its page."""

    def __init__(self, folder):
        self.folder, self.problems, self._files = folder, [], {}

    def __call__(self, code, image, is_decorative):
        """``{file, alt}`` of an ``<img>``, or nothing."""
        alt, file = (image.get("alt") or "").strip(), self.copied(image.get("src", ""))
        if file is None:
            self.problems.append(Problem(code, _("une image n’a pas pu être lue : elle manque dans le livret")))
            return None
        if not alt and not is_decorative:
            said = _("une image n’a pas de texte de remplacement : elle manque dans le livret")
            self.problems.append(Problem(code, said))
            return None
        return {"file": file, "alt": alt}

    def copied(self, address):
        if address not in self._files:
            self._files[address] = self._copy(address)
        return self._files[address]

    def _copy(self, address):
        path = unquote(urlsplit(address).path)
        if not path.startswith(settings.MEDIA_URL):
            return None
        root = Path(settings.MEDIA_ROOT).resolve()
        source = (root / path.removeprefix(settings.MEDIA_URL)).resolve()
        if not source.is_relative_to(root) or source.suffix.lower() not in SET:
            return None
        try:
            content = source.read_bytes()
        except OSError:
            return None
        name = f"picture-{len(self._files)}{source.suffix.lower()}"
        (self.folder / name).write_bytes(content)
        return ROOT + name
