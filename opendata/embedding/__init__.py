"""Our lists in the pages of other sites: a frame without a script, for the sites that the city names."""
