"""Pages of another system become drafts here: what a WordPress or a stock Wagtail wrote, read, cleaned, told."""
