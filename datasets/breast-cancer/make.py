"""Writes breast-cancer.csv beside this script from the table inside scikit-learn's wheel.

    pip download scikit-learn==1.9.1 --no-deps
    python3 make.py scikit_learn-1.9.1-*.whl

The wheel's file starts with a line of counts instead of a header and codes the class as 0 (malignant) and
1 (benign). The numbers are copied as they are written there; only the header and the class are changed.
"""
import hashlib
import pathlib
import sys
import zipfile

MEASUREMENTS = ["radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity",
                "concave_points", "symmetry", "fractal_dimension"]
HEADER = ([f"mean_{name}" for name in MEASUREMENTS] + [f"{name}_error" for name in MEASUREMENTS]
          + [f"worst_{name}" for name in MEASUREMENTS] + ["diagnosis"])

with zipfile.ZipFile(sys.argv[1]) as wheel:
    source = wheel.read("sklearn/datasets/data/breast_cancer.csv").decode().splitlines()

assert source[0] == "569,30,malignant,benign", source[0]
lines = [",".join(HEADER)]
for line in source[1:]:
    *values, label = line.split(",")
    assert len(values) == 30, line
    lines.append(",".join(values + [["malignant", "benign"][int(label)]]))
assert len(lines) == 570

data = ("\n".join(lines) + "\n").encode()
path = pathlib.Path(__file__).with_name("breast-cancer.csv")
path.write_bytes(data)
print(hashlib.sha256(data).hexdigest(), path.name)
