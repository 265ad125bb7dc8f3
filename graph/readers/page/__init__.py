"""The saved text of a page that lists papers."""
