"""Writes twenty-weighted-points.json beside this script: the points of scikit-learn's example "SVM: Weighted samples".

Made with NumPy 2.4.6: python3 make_twenty_weighted_points.py
"""
import json
import pathlib

import numpy

random = numpy.random.RandomState(0)
points = numpy.r_[random.randn(10, 2) + [1, 1], random.randn(10, 2)]
weights = abs(random.randn(20))
weights[15:] *= 5
weights[9] *= 15
fixture = {
    "numpy": numpy.__version__,
    "features": points.tolist(),
    "labels": [1] * 10 + [-1] * 10,
    "weights": weights.tolist(),
}
pathlib.Path(__file__).with_name("twenty-weighted-points.json").write_text(json.dumps(fixture, indent=1) + "\n")
