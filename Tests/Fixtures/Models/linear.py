"""Writes linear.json beside this script: fits of linear models by scikit-learn and NumPy, for the tests of Models.

Data: the tables of datasets/. "standard" features are less their mean and over their standard deviation (that of the
population). Row i has the weight (7 i mod 5) / 2 where a fit is weighted, so that a fifth of the rows counts nothing.
"""
import json
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Ridge
from sklearn.svm import SVC, LinearSVC

warnings.simplefilter("ignore", FutureWarning)
FOLDER = Path(__file__).resolve().parents[3] / "datasets"


def table(name, standard, rows=None):
    lines = (FOLDER / name / f"{name}.csv").read_text().splitlines()[1:]
    cells = [line.split(",") for line in lines][:rows]
    x = np.array([[float(cell) for cell in row[:-1]] for row in cells])
    last = [row[-1] for row in cells]
    try:
        y = np.array([float(cell) for cell in last])
    except ValueError:
        names = sorted(set(last))
        y = np.array([float(names.index(cell)) for cell in last])
    if standard:
        spread = x.std(axis=0)
        x = (x - x.mean(axis=0)) / np.where(spread > 0, spread, 1)
    return x, y, (7 * np.arange(len(y)) % 5) / 2


def regressions():
    for name, rows, standard, weighted in [
        ("diabetes", None, False, False), ("diabetes", None, True, True), ("digits", 40, False, False),
    ]:
        x, y, w = table(name, standard, rows)
        weights = w if weighted else np.ones(len(y))
        total = weights.sum()
        common = {"data": name, "rows": len(y), "standard": standard, "weighted": weighted}

        def result(kind, l1, l2, coefficients, intercept):
            return common | {"kind": kind, "l1": l1, "l2": l2, "coefficients": list(map(float, coefficients)),
                             "intercept": float(intercept)}

        centers, center = weights @ x / total, weights @ y / total
        roots = np.sqrt(weights)
        beta = np.linalg.lstsq((x - centers) * roots[:, None], (y - center) * roots, rcond=None)[0]
        yield result("least squares", 0, 0, beta, center - centers @ beta)
        for alpha in (0.1, 50.0):
            model = Ridge(alpha=alpha, solver="svd").fit(x, y, sample_weight=weights)
            yield result("ridge", 0, alpha, model.coef_, model.intercept_)
        if name == "digits":
            continue
        for alpha in (0.3, 5.0):
            model = Lasso(alpha=alpha, tol=1e-15, max_iter=10**6).fit(x, y, sample_weight=weights)
            yield result("lasso", total * alpha, 0, model.coef_, model.intercept_)
        model = ElasticNet(alpha=0.5, l1_ratio=0.7, tol=1e-15, max_iter=10**6).fit(x, y, sample_weight=weights)
        yield result("elastic net", total * 0.35, total * 0.15, model.coef_, model.intercept_)


def classifications():
    for name, rows, standard, weighted, l1, l2, balanced in [
        ("breast-cancer", None, True, False, 0, 1, False),
        ("breast-cancer", None, True, True, 0, 0.2, True),
        ("breast-cancer", None, True, False, 2, 0, False),
        ("breast-cancer", None, True, True, 1, 1, True),
        ("iris", None, False, False, 0, 1, False),
        ("wine", None, True, True, 0, 0.5, True),
        ("digits", 400, False, False, 0, 2, False),
        ("iris", None, True, False, 1, 0, False),
        ("wine", None, True, True, 0.5, 0.5, True),
    ]:
        x, y, w = table(name, standard, rows)
        kind = {"penalty": "elasticnet", "l1_ratio": l1 / (l1 + l2), "solver": "saga", "tol": 1e-13} if l1 else {
            "solver": "newton-cholesky", "tol": 1e-12}
        model = LogisticRegression(
            C=1 / (l1 + l2), max_iter=10**6, class_weight="balanced" if balanced else None, **kind)
        model.fit(x, y, sample_weight=w if weighted else None)
        yield {"data": name, "rows": len(y), "standard": standard, "weighted": weighted, "l1": l1, "l2": l2,
               "balanced": balanced, "coefficients": model.coef_.ravel().tolist(),
               "intercepts": model.intercept_.tolist(),
               "probabilities": model.predict_proba(x[::7])[:20].ravel().tolist()}


def linear_machines():
    for loss in ("hinge", "squared_hinge"):
        for c, weighted, balanced in ((1, False, False), (0.05, True, True)):
            x, y, w = table("breast-cancer", True)
            model = LinearSVC(loss=loss, C=c, dual=True, tol=1e-9, max_iter=10**6,
                              class_weight="balanced" if balanced else None)
            model.fit(x, y, sample_weight=w if weighted else None)
            yield {"data": "breast-cancer", "rows": len(y), "standard": True, "weighted": weighted,
                   "balanced": balanced, "loss": loss, "c": c, "coefficients": model.coef_[0].tolist(),
                   "intercept": float(model.intercept_[0])}


def pairs():
    for name, rows, standard, c, gamma, balanced in [
        ("wine", None, True, 1, 0.1, False), ("iris", None, True, 10, 0.5, True), ("digits", 400, False, 2, 0.001, False),
    ]:
        x, y, _ = table(name, standard, rows)
        model = SVC(C=c, gamma=gamma, tol=1e-8, decision_function_shape="ovo",
                    class_weight="balanced" if balanced else None).fit(x, y)
        queries = x + 0.3
        yield {"data": name, "rows": len(y), "standard": standard, "c": c, "gamma": gamma, "balanced": balanced,
               "decisions": model.decision_function(queries)[::10].ravel().tolist(),
               "predictions": model.predict(queries).astype(int).tolist()}


result = {
    "versions": {"numpy": np.__version__, "scikit-learn": sklearn.__version__},
    "regressions": list(regressions()),
    "classifications": list(classifications()),
    "linearMachines": list(linear_machines()),
    "pairs": list(pairs()),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
