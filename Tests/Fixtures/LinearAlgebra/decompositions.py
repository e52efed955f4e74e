"""Writes decompositions.json beside this script: eigenvalues, singular values, solutions, determinants and products
by NumPy, SciPy and (50 digits) mpmath, for the tests of LinearAlgebra.

Large matrices are not stored: the tests form them by the same formula, see `formula` here and in the tests."""
import json
from pathlib import Path

import mpmath
import numpy as np
import scipy
import scipy.linalg

mpmath.mp.dps = 50
rng = np.random.default_rng(20264)


def formula(m, n, seed):
    """Entries in [-1, 1] that look random and are the same doubles everywhere."""
    i = np.arange(m, dtype=np.int64)[:, None]
    j = np.arange(n, dtype=np.int64)[None, :]
    return ((i * i * 7919 + j * j * i * 104729 + seed * 1299709 + i * j * 5011) % 2003 - 1001) / 1001


def hilbert(n):
    i = np.arange(n)
    return 1 / (i[:, None] + i[None, :] + 1)


def exact_singular_values(a):
    return [float(s) for s in mpmath.svd_r(mpmath.matrix(a.tolist()), compute_uv=False)]


def rounded(*shape):
    return np.round(rng.normal(size=shape), 3)


general = {
    "one entry": np.array([[-2.5]]),
    "one row": rounded(1, 6),
    "one column": rounded(7, 1),
    "square": rounded(8, 8),
    "tall": rounded(13, 5),
    "wide": rounded(4, 9),
    "Hilbert 8": hilbert(8),
    "Hilbert 12": hilbert(12),
    "rank 3 of 7": rounded(10, 3) @ rounded(3, 7),
    "two equal columns": rounded(6, 3)[:, [0, 1, 0, 2]],
    "a column of zeros": np.insert(rounded(6, 3), 1, 0, axis=1),
    "all zeros": np.zeros((4, 3)),
    "all ones": np.ones((5, 5)),
    "tiny": rounded(6, 4) * 1e-250,
    "huge": rounded(6, 4) * 1e250,
    "columns of very different size": rounded(7, 5) * 10.0 ** np.array([8, -8, 0, -120, 120]),
    "columns of falling size": rounded(8, 5) * 10.0 ** np.array([-9, 0, -3, -15, -12]),
    "rows of very different size": rounded(6, 4) * 10.0 ** np.array([0, 12, -12, 5, -5, 0])[:, None],
    "orthogonal": np.linalg.qr(rounded(6, 6))[0],
}
decompositions = []
for name, a in general.items():
    m, n = a.shape
    right = np.round(rng.normal(size=m), 3)
    exact = exact_singular_values(a)
    tolerance = max(m, n) * np.finfo(float).eps
    rank = int(sum(s > tolerance * exact[0] for s in exact)) if exact[0] > 0 else 0
    # The shortest least-squares solution by 50-digit singular values, cut at the rank.
    u, s, v = mpmath.svd_r(mpmath.matrix(a.tolist()))
    b = mpmath.matrix(right.tolist())
    x = mpmath.matrix(n, 1)
    for k in range(rank):
        c = sum(u[i, k] * b[i] for i in range(m)) / s[k]
        for j in range(n):
            x[j] += c * v[k, j]
    decompositions.append(dict(
        name=name, rows=m, columns=n, values=a.ravel().tolist(), singularValues=exact, rank=rank, right=right.tolist(),
        shortest=[float(v) for v in x],
        determinant=float(mpmath.det(mpmath.matrix(a.tolist()))) if m == n else None))

symmetric = {
    "one entry": np.array([[3.0]]),
    "two by two": np.array([[2.0, 1.0], [1.0, 2.0]]),
    "random": (lambda a: a + a.T)(rounded(9, 9)),
    "identity": np.eye(6),
    "one and repeated": np.eye(7) + np.ones((7, 7)),
    "zeros": np.zeros((3, 3)),
    "Hilbert 8": hilbert(8),
    "tridiagonal": np.diag([2.0] * 10) - np.diag([1.0] * 9, 1) - np.diag([1.0] * 9, -1),
    "nearly equal pairs": np.diag([10.0, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    + np.diag([1.0] * 20, 1) + np.diag([1.0] * 20, -1),
    "tiny": (lambda a: a + a.T)(rounded(5, 5)) * 1e-200,
    "huge": (lambda a: a + a.T)(rounded(5, 5)) * 1e200,
    "rank one": np.outer(np.arange(1.0, 7), np.arange(1.0, 7)),
    "indefinite blocks": scipy.linalg.block_diag([[0.0, 1.0], [1.0, 0.0]], [[0.0, 3.0], [3.0, 0.0]], [[5.0]]),
}
eigen = [dict(name=name, size=len(a), values=a.ravel().tolist(),
              eigenvalues=sorted(float(v) for v in mpmath.eigsy(mpmath.matrix(a.tolist()), eigvals_only=True)))
         for name, a in symmetric.items()]

large = []
for m, n, seed in [(70, 70, 1), (130, 130, 2), (150, 90, 3), (45, 120, 4), (201, 65, 5)]:
    a = formula(m, n, seed)
    right = formula(m, 1, seed + 100).ravel()
    entry = dict(rows=m, columns=n, seed=seed, singularValues=np.linalg.svd(a, compute_uv=False).tolist(),
                 leastSquares=np.linalg.lstsq(a, right, rcond=None)[0].tolist(),
                 columnNorms=np.linalg.norm(a, axis=0).tolist(), frobenius=float(np.linalg.norm(a)),
                 oneNorm=float(np.linalg.norm(a, 1)), infinityNorm=float(np.linalg.norm(a, np.inf)),
                 sum=float(a.sum()), minimum=float(a.min()), maximum=float(a.max()),
                 columnMeans=a.mean(axis=0).tolist(), rowSums=a.sum(axis=1).tolist())
    gram = a.T @ a + np.eye(n)
    entry["gramEigenvalues"] = np.linalg.eigvalsh(gram).tolist()
    entry["gramLogDeterminant"] = float(np.linalg.slogdet(gram)[1])
    entry["gramSolution"] = np.linalg.solve(gram, a.T @ right).tolist()
    entry["gramDiagonal"] = np.diag(gram).tolist()
    if m == n:
        sign, logarithm = np.linalg.slogdet(a)
        entry["determinantSign"], entry["determinantLogarithm"] = int(sign), float(logarithm)
        entry["solution"] = np.linalg.solve(a, right).tolist()
        entry["conditionNumber"] = float(np.linalg.cond(a))
    large.append(entry)

products = []
for m, k, n, alpha, beta in [(7, 300, 5, 1.0, 0.0), (33, 17, 65, -0.5, 1.0), (100, 260, 70, 2.0, -3.0),
                             (1, 513, 40, 1.0, 1.0), (64, 1, 64, 0.25, 0.5)]:
    a, b, c = formula(m, k, 11), formula(k, n, 12), formula(m, n, 13)
    result = alpha * (a @ b) + beta * c
    products.append(dict(rows=m, depth=k, columns=n, alpha=alpha, beta=beta, rowSums=result.sum(axis=1).tolist(),
                         firstRow=result[0].tolist(), lastColumn=result[:, -1].tolist(), diagonal=np.diag(result).tolist()))

text = json.dumps(dict(
    versions=dict(numpy=np.__version__, scipy=scipy.__version__, mpmath=mpmath.__version__),
    decompositions=decompositions, eigen=eigen, large=large, products=products))
Path(__file__).with_name("decompositions.json").write_text(text + "\n")
