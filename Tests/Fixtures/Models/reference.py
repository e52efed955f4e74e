"""Writes reference.json beside this script: fits by scikit-learn, for the tests of Models.

Data: the 20 points of scikit-learn's older example "SVM: Weighted samples" (rounded to 4 places), the breast
cancer Wisconsin data (standardised, rounded to 4 places), and random problems.
"""
import json
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

warnings.simplefilter("ignore", FutureWarning)
rng = np.random.default_rng(4100)

FIGURE = """2.7641 1.4002 1.0486  1.9787 3.2409 1.4200  2.8676 .0227 1.7063  1.9501 .8486 1.9508  .8968 1.4106 .5097
1.1440 2.4543 .4381  1.7610 1.1217 1.2528  1.4439 1.3337 .7775  2.4941 .7948 1.6139  1.3131 .1459 3.1911
-2.5530 .6536 .8955  .8644 -.7422 .3869  2.2698 -1.4544 .5108  .0458 -.1872 1.1806  1.5328 1.4694 .0282
.1549 .3782 2.1417  -.8878 -1.9808 .3326  -.3479 .1563 1.5124  1.2303 1.2024 3.1716  -.3873 -.3023 1.8137"""


def random_problem(n, d, classes=2, zero_weights=False):
    x = np.round(rng.normal(size=(n, d)) * rng.uniform(0.5, 3, size=d) + rng.normal(size=d), 3)
    score = x @ rng.normal(size=d) / np.sqrt(d) + rng.normal(size=n)
    y = np.digitize(score, np.quantile(score, np.arange(1, classes) / classes))
    w = np.round(rng.exponential(size=n), 3)
    if zero_weights:
        w[rng.permutation(n)[: n // 4]] = 0
    return x, y, w


def sets():
    points = np.array(FIGURE.split(), dtype=float).reshape(20, 3)
    yield "figure", points[:, :2], np.repeat([1, -1], 10), points[:, 2]
    x, y = load_breast_cancer(return_X_y=True)
    x = np.round((x - x.mean(axis=0)) / x.std(axis=0), 4)
    yield "cancer", x, y, np.round(rng.exponential(size=len(y)), 3)
    yield "narrow", *random_problem(300, 3)
    yield "wide", *random_problem(40, 60)
    yield "zeroWeights", *random_problem(120, 5, zero_weights=True)
    yield "threeClasses", *random_problem(300, 4, classes=3)


def kernel_matrix(k, a, b):
    if k["kernel"] == "rbf":
        return np.exp(-k["gamma"] * ((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=2))
    return a @ b.T if k["kernel"] == "linear" else (k["gamma"] * a @ b.T + 1) ** 3


def exact_machine(k, x, signs, bounds, model):
    """The optimum in double precision, given which rows scikit-learn found free and which at their bound.

    scikit-learn's solver keeps kernel values in single precision, so its own answer is good to 1e-4 at best.
    Returns the signed multipliers and the bias, after checking the conditions of optimality.
    """
    alpha = np.zeros(len(x))
    alpha[model.support_] = np.abs(model.dual_coef_[0])
    bound = alpha >= bounds * (1 - 1e-9)
    free = (alpha > 0) & ~bound
    beta = np.where(bound, signs * bounds, 0.0)
    gram = kernel_matrix(k, x, x)
    count = free.sum()
    system = np.block([[gram[np.ix_(free, free)], np.ones((count, 1))], [np.ones((1, count)), np.zeros((1, 1))]])
    right = np.r_[signs[free] - gram[np.ix_(free, bound)] @ beta[bound], -beta.sum()]
    solution = np.linalg.lstsq(system, right, rcond=1e-14)[0]
    beta[free] = solution[:-1]
    bias = solution[-1]
    margins = signs * (gram @ beta + bias)
    assert np.all((signs * beta)[free] > 0) and np.all((signs * beta)[free] < bounds[free] + 1e-9)
    assert np.all(margins[bound] < 1 + 1e-8) and np.all(margins[alpha == 0] > 1 - 1e-8)
    assert np.abs(margins[free] - 1).max() < 1e-8 and abs(beta.sum()) < 1e-9
    return beta, bias


data = {}
logistic, machines, neighbors = [], [], []
for name, x, y, w in sets():
    x, w = np.ascontiguousarray(x), np.ascontiguousarray(w)
    data[name] = dict(rows=len(y), columns=x.shape[1], values=x.ravel().tolist(), labels=y.tolist(), weights=w.tolist())
    queries = x + 0.3
    if name != "figure" and name != "cancer":
        for k in [1, 5]:
            model = KNeighborsClassifier(k, algorithm="brute").fit(x, y)
            near = model.kneighbors(queries[:50], return_distance=False)
            neighbors.append(dict(data=name, k=k, nearest=near.tolist(), predictions=model.predict(queries[:50]).tolist()))
    if name == "threeClasses":
        continue
    for weighted in [False, True]:
        sample_weight = w if weighted else np.ones(len(y))
        for l2 in [1.0, 0.01] if name in ("figure", "cancer") else [0.3]:
            # The exact optimum: scikit-learn's Newton solver, then further steps of our own until nothing changes.
            model = LogisticRegression(C=1 / l2, solver="newton-cholesky", tol=1e-10, max_iter=1000)
            model.fit(x, y, sample_weight=sample_weight)
            z = np.c_[x, np.ones(len(y))]
            penalty = l2 * np.diag([1.0] * x.shape[1] + [0.0])
            target = (y == max(y)).astype(float)
            beta = np.r_[model.coef_[0], model.intercept_]
            for _ in range(20):
                p = 1 / (1 + np.exp(-z @ beta))
                slope = z.T @ (sample_weight * (p - target)) + penalty @ beta
                beta -= np.linalg.solve(z.T @ (z * (sample_weight * p * (1 - p))[:, None]) + penalty, slope)
            assert np.abs(beta[:-1] - model.coef_[0]).max() < 1e-5, (name, np.abs(beta[:-1] - model.coef_[0]).max())
            signed = (2 * target - 1) * (z @ beta)
            loss = float(np.sum(sample_weight * np.logaddexp(0, -signed)))
            logistic.append(dict(data=name, weighted=weighted, l2=l2, coefficients=beta[:-1].tolist(),
                                 intercept=float(beta[-1]), loss=loss,
                                 probabilities=(1 / (1 + np.exp(-z[:10] @ beta))).tolist()))
        kernels = [dict(kernel="rbf", gamma=1.0 if name == "figure" else 0.1, c=1.0)]
        if name != "figure":
            kernels += [dict(kernel="linear", gamma=1.0, c=0.5), dict(kernel="poly", gamma=0.2, c=0.7)]
        for k in kernels:
            model = SVC(C=k["c"], kernel=k["kernel"], gamma=k["gamma"], degree=3, coef0=1.0, tol=1e-9)
            # Rows of weight 0 are left out by hand: SVC drops them too, but then numbers the rest anew.
            kept = np.flatnonzero(sample_weight > 0)
            model.fit(x[kept], y[kept], sample_weight=sample_weight[kept])
            signs = np.where(y[kept] == max(y), 1.0, -1.0)
            beta, bias = exact_machine(k, x[kept], signs, k["c"] * sample_weight[kept], model)
            decisions = kernel_matrix(k, queries[:60], x[kept]) @ beta + bias
            assert np.abs(decisions - model.decision_function(queries[:60])).max() < 1e-3
            machines.append(dict(k, data=name, weighted=weighted, bias=float(bias),
                                 support=kept[np.sort(model.support_)].tolist(), decisions=decisions.tolist()))

versions = dict(numpy=np.__version__, scikitLearn=sklearn.__version__)
text = json.dumps(dict(versions=versions, data=data, logistic=logistic, machines=machines, neighbors=neighbors))
Path(__file__).with_name("reference.json").write_text(text + "\n")
print({k: len(v) for k, v in dict(logistic=logistic, machines=machines, neighbors=neighbors).items()}, len(text))
