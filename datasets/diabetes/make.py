"""Writes diabetes.csv beside this script from the two tables inside scikit-learn's wheel.

    pip download scikit-learn==1.9.1 --no-deps
    python3 make.py scikit_learn-1.9.1-*.whl

The wheel holds the measurements, not centered or scaled, and the progression in two compressed files without a header.
The measurements are copied as they are written there; the progression, which has an exponent there, is written as the
whole number that it is.
"""
import gzip
import hashlib
import pathlib
import sys
import zipfile

HEADER = ["age", "sex", "bmi", "blood_pressure", "total_cholesterol", "ldl", "hdl", "cholesterol_ratio",
          "log_triglycerides", "glucose", "progression"]

with zipfile.ZipFile(sys.argv[1]) as wheel:
    measurements, targets = (
        gzip.decompress(wheel.read(f"sklearn/datasets/data/diabetes_{name}.csv.gz")).decode().splitlines()
        for name in ("data_raw", "target"))

assert len(measurements) == len(targets) == 442
lines = [",".join(HEADER)]
for measured, target in zip(measurements, targets):
    values = measured.split()
    assert len(values) == 10 and float(target) == int(float(target)), (measured, target)
    lines.append(",".join(values + [str(int(float(target)))]))

data = ("\n".join(lines) + "\n").encode()
path = pathlib.Path(__file__).with_name("diabetes.csv")
path.write_bytes(data)
print(hashlib.sha256(data).hexdigest(), path.name)
