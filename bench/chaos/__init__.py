"""The worst day, made on purpose: readers go through all pages while something fails, and every failed answer is counted."""
