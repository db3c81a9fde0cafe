"""Open data: the API of the content, national and international forms of it, dumps, lists for other sites."""
