"""« Modèle de portail »: what editors made in the browser to set a portal up, without a page, a person or a file."""
