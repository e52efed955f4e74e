"""Writes clustering.json beside this script: k-means and Gaussian mixtures by scikit-learn, for the tests of Models.

Data: iris from scikit-learn, three blobs far from the origin, and two blobs of many columns. All start from given
centers; a mixture from the components that the nearest centers make.
"""
import json
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.mixture import GaussianMixture

warnings.simplefilter("ignore")
rng = np.random.default_rng(61)

x = load_iris().data
blobs = np.vstack([rng.normal(size=(120, 2)) * [1, 2] + c for c in ([1000, -500], [1005, -498], [1002, -490])])
wide = np.vstack([rng.normal(size=(300, 20)), rng.normal(size=(340, 20)) * 1.5 + 1])
sets = {"iris": x, "blobs": np.round(blobs, 6), "wide": np.round(wide, 6)}
starts = {"iris": x[[3, 60, 61]], "blobs": sets["blobs"][[0, 1, 130, 131]], "wide": sets["wide"][[5, 400]]}
weights = {name: rng.integers(0, 4, size=len(x)).astype(float) for name, x in sets.items()}

kmeans = []
for name, x in sets.items():
    for weighted in [False, True]:
        w = weights[name] if weighted else None
        used = x if w is None else x[w > 0]
        m = KMeans(len(starts[name]), init=starts[name], n_init=1, tol=0, max_iter=1000, algorithm="lloyd")
        m.fit(used, sample_weight=None if w is None else w[w > 0])
        kmeans.append(dict(
            data=name, weighted=weighted, centers=m.cluster_centers_.ravel().tolist(), inertia=float(m.inertia_),
            labels=m.predict(x).tolist(), distances=m.transform(x[:20]).ravel().tolist()))


def start(x, centers, shape, regularization):
    """Weights, means and precisions of the components that the nearest centers make."""
    k, d = centers.shape
    labels = ((x[:, None] - centers[None]) ** 2).sum(axis=2).argmin(axis=1)
    groups = [x[labels == j] for j in range(k)]
    eye = regularization * np.eye(d)
    covariances = [np.cov(g.T, bias=True).reshape(d, d) for g in groups]
    share = np.array([len(g) for g in groups]) / len(x)
    means = np.array([g.mean(axis=0) for g in groups])
    if shape == "full":
        precisions = np.array([np.linalg.inv(c + eye) for c in covariances])
    elif shape == "tied":
        precisions = np.linalg.inv(sum(s * c for s, c in zip(share, covariances)) + eye)
    elif shape == "diag":
        precisions = np.array([1 / (np.diag(c) + regularization) for c in covariances])
    else:
        precisions = np.array([1 / (np.diag(c).mean() + regularization) for c in covariances])
    return dict(weights_init=share, means_init=means, precisions_init=precisions)


mixtures = []
names = dict(full="full", tied="tied", diag="diagonal", spherical="spherical")
for name, x in sets.items():
    # scikit-learn subtracts squares, which costs digits far from the origin: it gets rows near it.
    shift = np.round(x.mean(axis=0))
    x = x - shift
    for shape in names:
        steps = 12
        m = GaussianMixture(
            len(starts[name]), covariance_type=shape, tol=0, max_iter=steps, reg_covar=1e-6,
            **start(x, starts[name] - shift, shape, 1e-6)).fit(x)
        assert m.n_iter_ == steps
        k, d = m.means_.shape
        full = {
            "full": lambda: m.covariances_,
            "tied": lambda: np.array([m.covariances_] * k),
            "diag": lambda: np.array([np.diag(c) for c in m.covariances_]),
            "spherical": lambda: np.array([c * np.eye(d) for c in m.covariances_]),
        }[shape]()
        queries = x[::7] + 0.1
        mixtures.append(dict(
            data=name, shape=names[shape], steps=steps,
            # The mean log density before each step, and after the last.
            likelihoods=[float(v) for v in m.lower_bounds_] + [float(m.score(x))],
            weights=m.weights_.tolist(), means=(m.means_ + shift).ravel().tolist(), covariances=full.ravel().tolist(),
            densities=m.score_samples(queries).tolist(), shares=m.predict_proba(queries).ravel().tolist(),
            aic=float(m.aic(x)), bic=float(m.bic(x))))

result = dict(
    versions=dict(sklearn=sklearn.__version__, numpy=np.__version__),
    data={
        name: dict(
            rows=x.shape[0], columns=x.shape[1], values=x.ravel().tolist(), weights=weights[name].tolist(),
            start=starts[name].ravel().tolist())
        for name, x in sets.items()
    },
    kmeans=kmeans, mixtures=mixtures)
Path(__file__).with_suffix(".json").write_text(json.dumps(result))
