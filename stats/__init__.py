"""Numbers, their arithmetic and their pictures. Knows nothing of the guide."""
