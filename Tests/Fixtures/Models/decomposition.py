"""Writes decomposition.json beside this script: principal components by scikit-learn, for the tests of Models.

Data: wine and iris from scikit-learn, random rows with fewer rows than columns, and some with few rows per column. With
weights, scikit-learn gets each row as many times as its weight says.
"""
import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.datasets import load_iris, load_wine
from sklearn.decomposition import PCA

rng = np.random.default_rng(62)
sets = {
    "wine": load_wine().data,
    "iris": load_iris().data,
    "wide": np.round(rng.normal(size=(8, 15)) + 3, 6),
    "few": np.round(rng.normal(size=(40, 6)) @ rng.normal(size=(6, 6)) + 100, 6),
}
fits = []
data = {}
for name, x in sets.items():
    w = rng.integers(0, 4, size=len(x))
    data[name] = dict(
        rows=x.shape[0], columns=x.shape[1], values=x.ravel().tolist(), weights=w.astype(float).tolist())
    for weighted in [False, True]:
        for whiten in [False, True]:
            rows = np.repeat(x, w, axis=0) if weighted else x
            most = min((w > 0).sum() if weighted else len(x), x.shape[1])
            kept = min(most - 1, 4)
            m = PCA(kept, whiten=whiten, svd_solver="full").fit(rows)
            queries = x[:5] + 0.2
            everything = PCA(most, svd_solver="full").fit(rows)
            fits.append(dict(
                data=name, weighted=weighted, whiten=whiten, kept=kept,
                components=m.components_.ravel().tolist(), variance=m.explained_variance_.tolist(),
                ratio=m.explained_variance_ratio_.tolist(), mean=m.mean_.tolist(),
                coordinates=m.transform(queries).ravel().tolist(),
                restored=m.inverse_transform(m.transform(queries)).ravel().tolist(),
                # The number of components that explain 90 % of the variance.
                needed=int(np.argmax(np.cumsum(everything.explained_variance_ratio_) >= 0.9) + 1)))
Path(__file__).with_suffix(".json").write_text(json.dumps(
    dict(versions=dict(sklearn=sklearn.__version__, numpy=np.__version__), data=data, fits=fits)))
