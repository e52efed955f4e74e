"""Writes wine.csv beside this script from the table inside scikit-learn's wheel.

    pip download scikit-learn==1.9.1 --no-deps
    python3 make.py scikit_learn-1.9.1-*.whl

The wheel's file starts with a line of counts instead of a header and codes the cultivar as 0, 1 and 2. The numbers are
copied as they are written there; only the header and the cultivar are changed.
"""
import hashlib
import pathlib
import sys
import zipfile

HEADER = ["alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium", "total_phenols", "flavanoids",
          "nonflavanoid_phenols", "proanthocyanins", "color_intensity", "hue", "od280_od315", "proline", "cultivar"]

with zipfile.ZipFile(sys.argv[1]) as wheel:
    source = wheel.read("sklearn/datasets/data/wine_data.csv").decode().splitlines()

assert source[0] == "178,13,class_0,class_1,class_2", source[0]
lines = [",".join(HEADER)]
for line in source[1:]:
    *values, label = line.split(",")
    assert len(values) == 13, line
    lines.append(",".join(values + [["cultivar_1", "cultivar_2", "cultivar_3"][int(label)]]))
assert len(lines) == 179

data = ("\n".join(lines) + "\n").encode()
path = pathlib.Path(__file__).with_name("wine.csv")
path.write_bytes(data)
print(hashlib.sha256(data).hexdigest(), path.name)
