"""Writes naive-bayes.json beside this script: naive Bayes by scikit-learn, for the tests of Models.

Data: wine and iris, random measurements with a large offset, and random counts. Where sample weights are given they are
whole numbers and scikit-learn is given that many copies of each row, because its Gaussian smoothing ignores weights.
The text of the last case is the worked example of Manning, Raghavan and Schuetze (2008), table 13.1: the words Chinese,
Beijing, Shanghai, Macao, Tokyo, Japan in four training documents and a test document.
"""
import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.datasets import load_iris, load_wine
from sklearn.naive_bayes import BernoulliNB, GaussianNB, MultinomialNB

rng = np.random.default_rng(5200)


def sets():
    for name, loader in [("wine", load_wine), ("iris", load_iris)]:
        x, y = loader(return_X_y=True)
        order = rng.permutation(len(x))
        yield name, x[order], y[order] * 3 - 2
    x = np.round(rng.normal(size=(80, 4)), 3) + 1e5
    yield "offset", x, (x[:, 0] + np.round(rng.normal(size=80), 3) > 1e5).astype(int)
    x = rng.poisson(rng.uniform(0.1, 2, size=(3, 12))[np.arange(120) % 3]).astype(float)
    yield "counts", x, np.arange(120) % 3
    x = np.array([[2, 1, 0, 0, 0, 0], [2, 0, 1, 0, 0, 0], [1, 0, 0, 1, 0, 0], [1, 0, 0, 0, 1, 1.0]])
    yield "book", x, np.array([1, 1, 1, 0])


data, cases = {}, []
for name, x, y in sets():
    w = rng.integers(0, 4, size=len(x))
    queries = np.array([[3, 0, 0, 0, 1, 1.0]]) if name == "book" else np.concatenate([x[:15], x[15:30] + 0.25])
    data[name] = dict(
        rows=len(x), columns=x.shape[1], values=x.ravel().tolist(), queries=queries.ravel().tolist(),
        labels=y.tolist(), weights=w.tolist())
    classes = len(np.unique(y))
    given = (np.arange(classes) + 1) / (np.arange(classes) + 1).sum()
    kinds = [("gaussian", s) for s in (1e-9, 0.01)] if name != "book" else []
    if name != "offset" and (x >= 0).all():
        kinds += [("multinomial", s) for s in (1.0, 0.1)]
    kinds += [("bernoulli", s) for s in (1.0, 0.1)]
    for kind, smoothing in kinds:
        for weighted in [False, True] if name != "book" else [False]:
            xs, ys = (np.repeat(x, w, axis=0), np.repeat(y, w)) if weighted else (x, y)
            for priors in ["fitted", "uniform", "given"]:
                threshold = 0.0 if name in ("counts", "book") else round(float(np.median(x)), 3)
                prior = given if priors == "given" else np.full(classes, 1 / classes)
                if kind == "gaussian":
                    model = GaussianNB(var_smoothing=smoothing, priors=None if priors == "fitted" else prior)
                else:
                    rest = dict(alpha=smoothing, fit_prior=priors == "fitted",
                                class_prior=given if priors == "given" else None)
                    model = MultinomialNB(**rest) if kind == "multinomial" else BernoulliNB(binarize=threshold, **rest)
                model.fit(xs, ys)
                cases.append(dict(
                    data=name, kind=kind, smoothing=smoothing, threshold=threshold, weighted=weighted, priors=priors,
                    given=given.tolist(), logProbabilities=model.predict_log_proba(queries).ravel().tolist(),
                    predictions=model.predict(queries).tolist(),
                    parameters=(model.var_ if kind == "gaussian" else model.feature_log_prob_).ravel().tolist()))

target = Path(__file__).with_suffix(".json")
target.write_text(json.dumps(dict(
    versions={"numpy": np.__version__, "scikit-learn": sklearn.__version__}, data=data, cases=cases)) + "\n")
