"""Two records of a register that are one: all that names one names the other, and can be put back within a day."""
