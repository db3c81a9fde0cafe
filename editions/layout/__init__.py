"""The look of booklets: one model, the fonts of the house, and the process that sets plain data."""
