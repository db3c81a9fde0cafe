"""Images of another site, where their files are at hand: a folder that somebody copied. Nothing is fetched."""

import re
from pathlib import Path
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.files import File

from portal.media.uploads import validate_image
from portal.models import Image
from transfer.elsewhere.items import parts_of

_FOLDERS = ("/wp-content/uploads/", "/media/")
_RESIZED = re.compile(r"-\d+x\d+(?=\.\w+$)")


class Pictures:
    """Each file once; without ``apply`` none is stored."""

    def __init__(self, folder, user, apply):
        self.folder, self.user, self.apply = folder and Path(folder).resolve(), user, apply
        self.known, self.stored = {}, []

    def block(self, block, notes):
        """The block of a page, or None and a note."""
        told = " ".join(filter(None, (block["src"], block["alt"], block["caption"])))
        path = self._file(block["src"])
        if path is None:
            notes.append(f"Image à reprendre à la main : {told}")
            return None
        try:
            image = self._image(path)
        except (ValidationError, OSError) as error:
            reason = " ".join(error.messages) if isinstance(error, ValidationError) else "son fichier ne se lit pas"
            notes.append(f"Image à reprendre à la main : {told} ({reason})")
            return None
        if not block["alt"]:
            notes.append(f"Image sans texte de remplacement : {path.name}")
        if image is None:
            return None
        value = {"image": image.pk, "decorative": False, "alt_text": block["alt"]}
        return {"type": "picture", "value": {"image": value, "caption": block["caption"]}}

    def _file(self, source):
        """Below the folder, as sent or as WordPress made it smaller."""
        if self.folder is None:
            return None
        path = unquote(parts_of(source).path)
        name = next((path.partition(folder)[2] for folder in _FOLDERS if folder in path), "")
        for each in (_RESIZED.sub("", name), name):
            file = (self.folder / each).resolve() if each and "\0" not in each else self.folder
            if file.is_relative_to(self.folder) and file.is_file():
                return file
        return None

    def _image(self, path):
        if path in self.known:
            return self.known[path]
        with path.open("rb") as stream:
            file = File(stream, path.name)
            if not self.apply:
                validate_image(file)
                return None
            image = Image(title=path.stem[:255], file=file, uploaded_by_user=self.user)
            image.full_clean()
            image.save()
        self.stored.append((image.file.storage, image.file.name))
        self.known[path] = image
        return image

    def take_back(self):
        """Their rows are gone with the transaction."""
        for storage, name in self.stored:
            storage.delete(name)
