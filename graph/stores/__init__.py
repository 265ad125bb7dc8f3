"""Places a graph can be loaded into and asked; each module is imported when first needed."""
