"""All the data as files: made by a job, dated, and served whole or not at all."""
