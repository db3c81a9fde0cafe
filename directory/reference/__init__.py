"""Reference documents: how one is served, made from a register, and announced before it ends."""
