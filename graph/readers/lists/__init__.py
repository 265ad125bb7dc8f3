"""Reading lists, in Markdown and in plain text, and what they share with web pages."""
