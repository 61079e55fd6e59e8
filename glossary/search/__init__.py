"""Finding concepts by their labels."""
