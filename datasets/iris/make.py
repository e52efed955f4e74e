"""Writes iris.csv beside this script from the table inside scikit-learn's wheel.

    pip download scikit-learn==1.9.1 --no-deps
    python3 make.py scikit_learn-1.9.1-*.whl

The wheel's file starts with a line of counts instead of a header and codes the species as 0, 1 and 2. The numbers are
copied as they are written there; only the header and the species are changed.
"""
import hashlib
import pathlib
import sys
import zipfile

HEADER = ["sepal_length", "sepal_width", "petal_length", "petal_width", "species"]

with zipfile.ZipFile(sys.argv[1]) as wheel:
    source = wheel.read("sklearn/datasets/data/iris.csv").decode().splitlines()

counts, features, *species = source[0].split(",")
assert (counts, features, species) == ("150", "4", ["setosa", "versicolor", "virginica"]), source[0]
lines = [",".join(HEADER)]
for line in source[1:]:
    *values, label = line.split(",")
    assert len(values) == 4, line
    lines.append(",".join(values + [species[int(label)]]))
assert len(lines) == 151

data = ("\n".join(lines) + "\n").encode()
path = pathlib.Path(__file__).with_name("iris.csv")
path.write_bytes(data)
print(hashlib.sha256(data).hexdigest(), path.name)
