"""Addresses that are a secret: the log says that one was asked, not which."""

import logging
import re

PREFIX = "lien/"
IN_A_TEXT = re.compile(rf"(/{PREFIX}(?:[a-z-]+/)?)[^\"]*?(?=\"| HTTP/|$)", re.MULTILINE)


class WithoutPersonalLinks(logging.Filter):
    """Of a handler: every line passes, without what follows the beginning of a personal link."""

    def filter(self, record):
        message = record.getMessage()
        if f"/{PREFIX}" in message:
            record.msg, record.args = IN_A_TEXT.sub(r"\1…", message), ()
        return True
