"""The same sheet in the other sector: how it is copied, and what changed there since an editor looked."""
