"""Sites made from nothing, and the sample content: what is loaded, and what is kept because somebody changed it."""
