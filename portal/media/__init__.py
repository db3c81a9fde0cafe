"""Images and files: what may be uploaded, how a picture is shown, and what is served of it."""
