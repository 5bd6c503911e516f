"""Posters and pictures, set by typst out of templates of the project and data (architecture D20).

A template gets its data as JSON and shows texts as strings, so that nothing anybody wrote is ever read as markup. Only
the fonts beside this file are used: what is printed looks the same on every machine.
"""

from home.typesetting.drawing import cloth, colours, emblem_svg, qr_svg
from home.typesetting.setting import Form, fingerprint, isolated, typeset

__all__ = ["Form", "cloth", "colours", "emblem_svg", "fingerprint", "isolated", "qr_svg", "typeset"]
