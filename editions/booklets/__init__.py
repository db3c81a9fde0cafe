"""From public pages to plain data that can be set: what any visitor reads, and nothing else."""
