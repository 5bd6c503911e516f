"""What the pilot is judged by: figures by municipality and quarter, without names.

`registry` is where apps enter what they count, `hiding` keeps small numbers from being found out, `publishing` stores
what everybody may see, `readings` is what pages, reports and files show.
"""
