#!/usr/bin/env python3
"""Writes plotting_reference.json: display widths by wcwidth, histogram counts by NumPy.

Run in this folder: python3 make_plotting_reference.py
"""
import json
import unicodedata

import numpy
import wcwidth

TEXTS = [
    "", "plain", "café", "cafe\u0301", "漢字", "カタカナ", "ｶﾀｶﾅ", "한글", "ﾊﾝｸﾞﾙ", "Ａ１", "日本語 and Latin",
    "\U0001F469\u200D\U0001F52C", "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", "\U0001F44D\U0001F3FD",
    "\U0001F1EB\U0001F1F7", "\u2764\uFE0F", "\U0001F600 ok", "e\u0323\u0302", "±1.5×10⁻³", "░▒▓█", "⠁⠒⣿", "┌─┐", "–—…",
    "ไทย", "עברית", "العربية", "Ελλάδα", "Привет", "zero\u200Bwidth", "a\u0300\u0301\u0302b", "\u4e2d\uff0c\u6587", "①②", "™©",
]


def single_widths():
    """Runs of assigned code points of one width, as [first, last, width]."""
    runs = []
    for code in range(0x20, 0x110000):
        character = chr(code)
        category = unicodedata.category(character)
        if category in ("Cn", "Co", "Cs", "Cc", "Cf", "Zl", "Zp"):
            continue
        # Conjoining letters, modifiers and flags have a width only beside others.
        if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF or 0x1F1E6 <= code <= 0x1F1FF or 0x1F3FB <= code <= 0x1F3FF:
            continue
        width = wcwidth.wcwidth(character)
        if runs and runs[-1][1] == code - 1 and runs[-1][2] == width:
            runs[-1][1] = code
        else:
            runs.append([code, code, width])
    return runs


generator = numpy.random.default_rng(4)
values = [round(float(v), 3) for v in generator.gamma(2.0, 10.0, size=400)]
counts, edges = numpy.histogram(values, bins=17)
uneven = [0, 1, 5, 20, 60, 200]
uneven_counts, _ = numpy.histogram(values, bins=uneven)

json.dump(
    {
        "versions": {"wcwidth": wcwidth.__version__, "numpy": numpy.__version__, "unicode": unicodedata.unidata_version},
        "widths": [{"text": text, "columns": wcwidth.wcswidth(text)} for text in TEXTS],
        "runs": single_widths(),
        "values": values,
        "equal": {"bins": 17, "edges": [float(e) for e in edges], "counts": [int(c) for c in counts]},
        "uneven": {"edges": uneven, "counts": [int(c) for c in uneven_counts]},
    },
    open("plotting_reference.json", "w"),
    ensure_ascii=True,
    separators=(",", ":"),
)
