"""What cannot be set as it is: told to editors, sheet by sheet."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Problem:
    """``code`` is that of the sheet; "" for the booklet itself. ``is_fatal``: the sheet would be left out."""

    code: str
    said: str
    is_fatal: bool = False

    def as_json(self):
        return asdict(self)
