"""Writes digits.csv beside this script from the table inside scikit-learn's wheel.

    pip download scikit-learn==1.9.1 --no-deps
    python3 make.py scikit_learn-1.9.1-*.whl

The wheel's file is compressed and has no header. The numbers are copied as they are written there; only the header is
added.
"""
import gzip
import hashlib
import pathlib
import sys
import zipfile

HEADER = [f"pixel_{row}_{column}" for row in range(8) for column in range(8)] + ["digit"]

with zipfile.ZipFile(sys.argv[1]) as wheel:
    source = gzip.decompress(wheel.read("sklearn/datasets/data/digits.csv.gz")).decode().splitlines()

lines = [",".join(HEADER)]
for line in source:
    values = [int(value) for value in line.split(",")]
    assert len(values) == 65 and 0 <= min(values) and max(values) <= 16 and values[64] <= 9, line
    lines.append(line)
assert len(lines) == 1798

data = ("\n".join(lines) + "\n").encode()
path = pathlib.Path(__file__).with_name("digits.csv")
path.write_bytes(data)
print(hashlib.sha256(data).hexdigest(), path.name)
