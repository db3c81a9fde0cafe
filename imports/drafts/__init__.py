"""From what was decided of a booklet's sheet to the draft of a page; the public text is nobody's here."""
