"""What Lighthouse says of pages on a slow phone: each kind of page in one language, one kind in each language."""
