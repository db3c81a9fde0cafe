"""Answers and results kept until something visible changes: the generation, the moment, the pages in memory."""
