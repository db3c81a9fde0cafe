"""A booklet's blocks become sheets, people and procedures, with what is doubted of them."""
