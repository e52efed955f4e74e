"""Writes tables.json beside this script: iris, wine, digits and diabetes as scikit-learn and NumPy see them.

Made with scikit-learn 1.9.1 and NumPy 2.4.6: python3 make_tables.py

The checksums are sums of value times row times column, counted from 1: they change if two values change places.
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.datasets import load_diabetes, load_digits, load_iris, load_wine


def summary(data, outcomes):
    places = numpy.outer(numpy.arange(1, len(data) + 1), numpy.arange(1, data.shape[1] + 1))
    return {
        "rows": len(data),
        "means": data.mean(axis=0).tolist(),
        "standardDeviations": data.std(axis=0, ddof=1).tolist(),
        "minima": data.min(axis=0).tolist(),
        "maxima": data.max(axis=0).tolist(),
        "firstRow": data[0].tolist(),
        "lastRow": data[-1].tolist(),
        "checksum": float((data * places).sum()),
        "outcomeChecksum": float((outcomes * numpy.arange(1, len(data) + 1)).sum()),
    }


def classes(table):
    return summary(table.data, table.target) | {
        "classCounts": numpy.bincount(table.target).tolist(),
        "classMeans": [table.data[table.target == label].mean(axis=0).tolist() for label in numpy.unique(table.target)],
    }


diabetes = load_diabetes(scaled=False)
fixture = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "iris": classes(load_iris()),
    "wine": classes(load_wine()),
    "digits": classes(load_digits()),
    "diabetes": summary(diabetes.data, diabetes.target) | {
        "targetCorrelations": [float(numpy.corrcoef(column, diabetes.target)[0, 1]) for column in diabetes.data.T],
    },
}
pathlib.Path(__file__).with_name("tables.json").write_text(json.dumps(fixture, indent=1) + "\n")
