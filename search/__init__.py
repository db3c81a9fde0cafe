"""The search: one contract, two engines, and everything that a visitor finds or an editor lists through them."""
