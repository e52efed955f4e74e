"""Writes decimals.csv: decimal numbers as text, and the bits of the nearest double in hexadecimal.

Run with: python decimals.py
Written with Python 3.11, whose float() rounds correctly. The kinds of numbers: what repr() prints for doubles of all
sizes, more digits than a double holds, exact ties between two doubles and their neighbors, subnormal numbers, overflow,
prices, and whole numbers.
"""

import pathlib
import random
import struct
import sys
from fractions import Fraction

random.seed(754)


def bits(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def from_bits(pattern):
    return struct.unpack("<d", struct.pack("<Q", pattern))[0]


def exact_decimal(value):
    """All digits of a fraction whose denominator is a power of two."""
    digits = 0
    denominator = value.denominator
    while denominator > 1:
        denominator //= 2
        digits += 1
    scaled = value * 10**digits
    text = str(scaled.numerator)
    if digits == 0:
        return text
    text = text.rjust(digits + 1, "0")
    return text[:-digits] + "." + text[-digits:]


def literals(count):
    for index in range(count):
        kind = index % 9
        if kind == 0:
            yield repr(from_bits(random.getrandbits(64) & 0x7FEFFFFFFFFFFFFF))
        elif kind == 1:
            yield repr(random.gauss(0, 1))
        elif kind == 2:
            yield f"{random.randrange(10**random.randrange(1, 19))}.{random.randrange(100):02d}"
        elif kind == 3:
            digits = "".join(random.choice("0123456789") for _ in range(random.randrange(1, 40)))
            yield f"{random.choice(['', '-'])}{random.randrange(1, 10)}.{digits}e{random.randrange(-330, 320)}"
        elif kind == 4:
            low = from_bits((random.randrange(900, 1150) << 52) | random.getrandbits(52))
            middle = (Fraction(low) + Fraction(from_bits(bits(low) + 1))) / 2
            text = exact_decimal(middle)
            if "." in text:
                text += random.choice(["", "0", "00000000001"])
            yield text
        elif kind == 5:
            yield repr(from_bits(random.getrandbits(52)))
        elif kind == 6:
            yield str(random.randrange(-10**19, 10**19))
        elif kind == 7:
            yield f"{random.randrange(1, 10**17)}e{random.randrange(-345, 310)}"
        else:
            yield repr(random.random())


count = int(sys.argv[1]) if len(sys.argv) > 1 else 4500
path = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).with_name("decimals.csv")
with path.open("w") as out:
    out.write("literal,bits\n")
    for literal in literals(count):
        out.write(f"{literal},{bits(float(literal)):016x}\n")
