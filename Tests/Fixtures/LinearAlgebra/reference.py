"""Writes reference.json beside this script: products and solutions by NumPy, for the tests of LinearAlgebra."""
import json
from pathlib import Path

import numpy as np

rng = np.random.default_rng(20240)


def rounded(*shape):
    return np.round(rng.normal(size=shape), 3)


products = []
for n, d, m in [(1, 1, 1), (2, 3, 4), (5, 8, 3), (7, 19, 11), (1, 16, 9), (12, 1, 5)]:
    a, b, v, u = rounded(n, d), rounded(d, m), rounded(d), rounded(n)
    products.append(dict(left=a.tolist(), right=b.tolist(), vector=v.tolist(), tall=u.tolist(),
                         product=(a @ b).tolist(), timesVector=(a @ v).tolist(), transposedTimes=(a.T @ u).tolist()))

systems = []
for n in [1, 2, 5, 9, 24]:
    a = rounded(n + 3, n)
    matrix = np.round(a.T @ a + 0.5 * np.eye(n), 4)
    right = rounded(n)
    systems.append(dict(matrix=matrix.tolist(), right=right.tolist(), lower=np.linalg.cholesky(matrix).tolist(),
                        solution=np.linalg.solve(matrix, right).tolist()))

text = json.dumps(dict(versions=dict(numpy=np.__version__), products=products, systems=systems))
Path(__file__).with_name("reference.json").write_text(text + "\n")
