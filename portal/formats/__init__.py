"""Formats of the admin's date fields by language; the public pages write dates with `home.dates`."""
