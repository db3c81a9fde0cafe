"""External links: found in what the public reads, asked once a week, replaced everywhere in drafts."""
