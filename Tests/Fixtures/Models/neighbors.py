"""Writes neighbors.json beside this script: nearest neighbors by scikit-learn, for the tests of Models.

Data: random problems of few and of many columns, one with a large common offset, and the diabetes data.
Asked for: the neighbors with their distances, class probabilities and regressions for each way to vote. No two of the
distances are equal, since scikit-learn leaves open which of such rows it takes.
"""
import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.datasets import load_diabetes
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

rng = np.random.default_rng(5100)


def problem(n, m, d, classes, offset=0.0):
    x = rng.normal(size=(n, d)) * rng.uniform(0.5, 3, size=d) + offset
    q = rng.normal(size=(m, d)) * rng.uniform(0.5, 3, size=d) + offset
    q[0] = x[3]
    t = np.round(x[:, 0] - offset + rng.normal(size=n), 3)
    return x, q, np.digitize(t, np.quantile(t, np.arange(1, classes) / classes)), t


def sets():
    yield "plane", *problem(300, 30, 2, 3)
    yield "narrow", *problem(700, 40, 7, 2)
    yield "wide", *problem(90, 20, 37, 4)
    yield "offset", *problem(400, 20, 5, 3, offset=1e8)
    x, t = load_diabetes(return_X_y=True, scaled=False)
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    yield "diabetes", x[40:], x[:40], (t[40:] > 140).astype(int), t[40:]


data, cases = {}, []
for name, x, q, labels, targets in sets():
    data[name] = dict(
        rows=len(x), columns=x.shape[1], values=x.ravel().tolist(), queries=q.ravel().tolist(),
        labels=labels.tolist(), targets=targets.tolist())
    for metric in ["euclidean", "manhattan"]:
        for k, weights in [(1, "uniform"), (4, "distance"), (5, "uniform"), (25, "distance")]:
            settings = dict(n_neighbors=k, weights=weights, metric=metric, algorithm="kd_tree")
            classifier = KNeighborsClassifier(**settings).fit(x, labels)
            regressor = KNeighborsRegressor(**settings).fit(x, targets)
            distances, nearest = classifier.kneighbors(q)
            assert np.diff(classifier.kneighbors(q, k + 1)[0]).min() > 1e-11
            cases.append(dict(
                data=name, k=k, voting=weights, distance=metric, nearest=nearest.tolist(),
                distances=distances.ravel().tolist(), predictions=classifier.predict(q).tolist(),
                probabilities=classifier.predict_proba(q).ravel().tolist(),
                regressions=regressor.predict(q).tolist()))

target = Path(__file__).with_suffix(".json")
target.write_text(json.dumps(dict(
    versions={"numpy": np.__version__, "scikit-learn": sklearn.__version__}, data=data, cases=cases)) + "\n")
