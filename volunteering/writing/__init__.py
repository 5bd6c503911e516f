"""Writing to several applicants at once."""
