"""What the kind of a sheet decides: how it begins, what its form shows, and what changing it would hide."""
