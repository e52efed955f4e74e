"""Writes recommendation.json beside this script: best factorizations of small tables of ratings, for the tests of Models.

With biases alone the best one is the solution of a linear system. With factors it is the best that SciPy's
minimizer finds from 60 starts.
"""
import json
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import minimize

rng = np.random.default_rng(63)
problems = []
for n_users, n_items, n, factors, l2 in [(6, 5, 20, 0, 0.1), (12, 9, 60, 0, 0.02), (6, 5, 20, 1, 0.05), (9, 7, 40, 2, 0.1)]:
    pairs = rng.permutation(n_users * n_items)[:n]
    users, items = pairs // n_items, pairs % n_items
    ratings = np.round(rng.normal(size=n) + rng.normal(size=n_users)[users] + rng.normal(size=n_items)[items] + 3, 1)
    for weighted in [False, True]:
        w = rng.integers(1, 4, size=n).astype(float) if weighted else np.ones(n)
        mean = (w * ratings).sum() / w.sum()
        count = (n_users + n_items) * (1 + factors)

        def value(theta):
            bu, bi = theta[:n_users], theta[n_users:n_users + n_items]
            p = theta[n_users + n_items:n_users + n_items + n_users * factors].reshape(n_users, factors)
            q = theta[n_users + n_items + n_users * factors:].reshape(n_items, factors)
            error = ratings - mean - bu[users] - bi[items] - (p[users] * q[items]).sum(axis=1)
            size = bu[users] ** 2 + bi[items] ** 2 + (p[users] ** 2).sum(axis=1) + (q[items] ** 2).sum(axis=1)
            gradient = np.zeros(count)
            gu, gi = np.zeros(n_users), np.zeros(n_items)
            gp, gq = np.zeros((n_users, factors)), np.zeros((n_items, factors))
            np.add.at(gu, users, w * (l2 * bu[users] - error))
            np.add.at(gi, items, w * (l2 * bi[items] - error))
            np.add.at(gp, users, w[:, None] * (l2 * p[users] - error[:, None] * q[items]))
            np.add.at(gq, items, w[:, None] * (l2 * q[items] - error[:, None] * p[users]))
            gradient = np.concatenate([gu, gi, gp.ravel(), gq.ravel()]) / w.sum()
            return (w * (error ** 2 + l2 * size)).sum() / 2 / w.sum(), gradient

        if factors == 0:
            design = np.zeros((n, n_users + n_items))
            design[np.arange(n), users] = 1
            design[np.arange(n), n_users + items] = 1
            total = design.T @ w
            theta = np.linalg.solve(design.T @ (w[:, None] * design) + l2 * np.diag(total), design.T @ (w * (ratings - mean)))
            best = value(theta)[0]
            biases = theta.tolist()
        else:
            best = min(
                minimize(value, rng.normal(size=count) * 0.5, jac=True, method="L-BFGS-B",
                         options=dict(maxiter=5000, ftol=1e-15, gtol=1e-10)).fun for _ in range(60))
            biases = None
        problems.append(dict(
            users=(users * 10 - 5).tolist(), items=(items * 3 + 1).tolist(), ratings=ratings.tolist(),
            weights=w.tolist() if weighted else None, factors=factors, l2=l2, objective=float(best), biases=biases))
Path(__file__).with_suffix(".json").write_text(
    json.dumps(dict(versions=dict(scipy=scipy.__version__, numpy=np.__version__), problems=problems)))
