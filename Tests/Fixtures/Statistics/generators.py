"""Reference vectors of the random generators, written from the papers in plain Python integers.

Run: python3 generators.py   (writes generators.json beside itself; standard library only)

xoshiro256** and SplitMix64: Blackman and Vigna 2021; Steele, Lea and Flood 2014.
Bounded draws: Lemire 2019. Normal draws: Marsaglia and Bray 1964 (polar, second value thrown away).
64-bit words are written as hexadecimal text, because JSON numbers cannot hold them.
"""

import json
import math
import os
import sys

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
OTHER = 0xD1B54A32D192ED03


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def rotate(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


def fnv1a(label):
    h = 0xCBF29CE484222325
    for byte in label.encode("utf-8"):
        h = ((h ^ byte) * 0x100000001B3) & MASK
    return h


class Xoshiro256StarStar:
    def __init__(self, state):
        self.s = list(state)

    @classmethod
    def seeded(cls, seed):
        return cls(mix((seed + i * GOLDEN) & MASK) for i in range(1, 5))

    @classmethod
    def stream(cls, seed, label, index):
        key = (mix((fnv1a(label) + GOLDEN) & MASK) + index) & MASK
        return cls(
            mix((mix((seed + i * GOLDEN) & MASK) + mix((key + i * OTHER) & MASK)) & MASK)
            for i in range(1, 5)
        )

    def next(self):
        s = self.s
        result = (rotate((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)
        return result

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53

    def below(self, bound):
        while True:
            product = self.next() * bound
            if (product & MASK) >= (1 << 64) % bound:
                return product >> 64

    def normal(self):
        while True:
            u = 2 * self.uniform() - 1
            v = 2 * self.uniform() - 1
            s = u * u + v * v
            if 0 < s < 1:
                return u * math.sqrt(-2 * math.log(s) / s)

    def shuffle(self, items):
        for left in range(len(items), 1, -1):
            pick = self.below(left)
            items[pick], items[left - 1] = items[left - 1], items[pick]


def hexadecimal(rng, count):
    return [f"{rng.next():016x}" for _ in range(count)]


def main():
    seeds = [0, 1, 42, 20240229, MASK]
    streams = [(0, "", 0), (42, "", 0), (42, "", 1), (42, "", -1), (42, "bootstrap", 0),
               (42, "bootstrap", 7), (MASK, "Zürich ☃", 3)]
    shuffled = list(range(10))
    Xoshiro256StarStar.seeded(7).shuffle(shuffled)
    huge = 3 << 61  # a quarter of the words are refused
    rng_below = [Xoshiro256StarStar.seeded(5) for _ in range(3)]
    rng_uniform = Xoshiro256StarStar.seeded(3)
    rng_normal = Xoshiro256StarStar.seeded(11)
    rng_huge = Xoshiro256StarStar.seeded(9)
    fixture = {
        "madeBy": f"Python {sys.version.split()[0]}",
        "seeded": [{"seed": f"{s:016x}", "words": hexadecimal(Xoshiro256StarStar.seeded(s), 8)}
                   for s in seeds],
        "streams": [{"seed": f"{s:016x}", "label": label, "index": index,
                     "words": hexadecimal(Xoshiro256StarStar.stream(s, label, index), 4)}
                    for s, label, index in streams],
        "uniform": {"seed": 3, "values": [rng_uniform.uniform() for _ in range(8)]},
        "below": [{"seed": 5, "bound": b, "values": [rng_below[i].below(b) for _ in range(20)]}
                  for i, b in enumerate([2, 10, 1000003])],
        "belowHuge": {"seed": 9, "bound": huge, "values": [rng_huge.below(huge) for _ in range(20)]},
        "normal": {"seed": 11, "values": [rng_normal.normal() for _ in range(20)]},
        "shuffled": {"seed": 7, "values": shuffled},
    }
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "generators.json"), "w") as file:
        json.dump(fixture, file, indent=1, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()
