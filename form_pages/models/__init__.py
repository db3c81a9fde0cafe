"""Forms and what is answered to them."""

from .answers import Answer, AnswerFile, AnswerStorage, Application, KeptProject, SignUp, answer_storage
from .pages import FormField, FormPage, Slot

__all__ = [
    "Answer",
    "AnswerFile",
    "AnswerStorage",
    "Application",
    "FormField",
    "FormPage",
    "KeptProject",
    "SignUp",
    "Slot",
    "answer_storage",
]
