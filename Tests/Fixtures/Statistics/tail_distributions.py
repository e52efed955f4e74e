"""Reference values of the t, F, Zipf, zeta and Dirichlet distributions, and of extreme shapes of the others.

Run: python3 tail_distributions.py   (writes tail_distributions.json beside itself; needs mpmath, numpy and scipy, and is
ten times faster with gmpy2)

380-digit arithmetic, as in distributions.py, whose defining series it uses. For each distribution the file also
states SciPy's largest relative difference from these values, over the points where the value is a normal double.
"""

import json
import os

import mpmath as mp
import numpy as np
import scipy
from scipy import stats

from distributions import Beta, Binomial, ChiSquare, Gamma, Hypergeometric, Normal, Poisson, beta_lower, difference, number

TAILS = [1e-290, 1e-100, 1e-30, 1e-12, 1e-5, 1e-3, 0.025, 0.1, 0.3, 0.5]
ASKED = [1e-200, 1e-20, 1e-12, 1e-6, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1 - 1e-12]


class StudentT:
    def __init__(self, df):
        self.df = mp.mpf(df)
        self.scipy = stats.t(df)

    def lower(self, t):
        t = mp.mpf(t)
        if t > 0:
            return 1 - self.lower(-t)
        return beta_lower(self.df / 2, mp.mpf(1) / 2, self.df / (self.df + t * t)) / 2

    def log_density(self, t):
        v = self.df
        log = mp.loggamma((v + 1) / 2) - mp.loggamma(v / 2) - mp.log(v * mp.pi) / 2
        return log - (v + 1) / 2 * mp.log(1 + mp.mpf(t) ** 2 / v)

    def moments(self):
        v = self.df
        return mp.mpf(0) if v > 1 else mp.inf, v / (v - 2) if v > 2 else mp.inf


class FisherF:
    def __init__(self, d1, d2):
        self.a, self.b = mp.mpf(d1), mp.mpf(d2)
        self.scipy = stats.f(d1, d2)

    def lower(self, x):
        x = mp.mpf(x)
        return beta_lower(self.a / 2, self.b / 2, self.a * x / (self.a * x + self.b))

    def log_density(self, x):
        a, b, x = self.a / 2, self.b / 2, mp.mpf(x)
        log_beta = mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)
        return a * mp.log(a / b) + (a - 1) * mp.log(x) - (a + b) * mp.log(1 + a / b * x) - log_beta

    def moments(self):
        a, b = self.a, self.b
        if b <= 4:
            return b / (b - 2) if b > 2 else mp.inf, mp.inf
        return b / (b - 2), 2 * b**2 * (a + b - 2) / (a * (b - 2) ** 2 * (b - 4))


def power_sum(s, first, last):
    """The sum of k**-s: term by term, and from 2000 terms on by Euler's and Maclaurin's formula in 60 digits."""
    with mp.workdps(60):
        s, end = mp.mpf(s), min(last, first + 2000)
        total = sum((mp.mpf(k) ** -s for k in range(first, end + 1)), mp.mpf(0))
        if end == last:
            return total
        a, b = mp.mpf(end + 1), mp.mpf(last)
        total += mp.log(b / a) if s == 1 else (b ** (1 - s) - a ** (1 - s)) / (1 - s)
        total += (a**-s + b**-s) / 2
        for j in range(1, 16):
            rising = mp.rf(s, 2 * j - 1) * mp.bernoulli(2 * j) / mp.factorial(2 * j)
            total += rising * (a ** (-s - 2 * j + 1) - b ** (-s - 2 * j + 1))
        return total


class Zipf:
    def __init__(self, count, s):
        self.n, self.s = count, mp.mpf(s)
        self.scipy = stats.zipfian(s, count)
        self.total = power_sum(self.s, 1, count)

    def lower(self, k):
        return power_sum(self.s, 1, k) / self.total

    def upper(self, k):
        return power_sum(self.s, k + 1, self.n) / self.total if k < self.n else mp.mpf(0)

    def log_density(self, k):
        return -self.s * mp.log(k) - mp.log(self.total)

    def moments(self):
        mean = power_sum(self.s - 1, 1, self.n) / self.total
        return mean, power_sum(self.s - 2, 1, self.n) / self.total - mean**2


class Zeta:
    def __init__(self, s):
        self.s = mp.mpf(s)
        self.scipy = stats.zipf(s)
        with mp.workdps(80):
            self.total = mp.zeta(self.s)

    def lower(self, k):
        return 1 - self.upper(k)

    def upper(self, k):
        with mp.workdps(300):  # its error is an absolute one
            return mp.zeta(self.s, k + 1) / self.total

    def log_density(self, k):
        return -self.s * mp.log(k) - mp.log(self.total)

    def moments(self):
        s = self.s
        with mp.workdps(80):
            mean = mp.zeta(s - 1) / self.total if s > 2 else mp.inf
            return mean, mp.zeta(s - 2) / self.total - mean**2 if s > 3 else mp.inf


CONTINUOUS = [
    (StudentT, [(0.1,), (0.5,), (1,), (2,), (2.5,), (3,), (5,), (10,), (29.7,), (100,), (1e4,), (1e8,), (1e12,)]),
    (FisherF, [(0.01, 3), (0.5, 0.5), (1, 1), (1, 10), (2, 2), (2, 7), (3.5, 12.25), (10, 1), (5, 100), (100, 5), (80, 120),
               (1e4, 2e4), (1, 1e8), (1e6, 3), (1e-3, 50)]),
    (Beta, [(1e-5, 3), (1e-8, 1e-8), (1e-5, 1e4), (3, 1e-6), (1e-3, 0.4), (0.2, 1e6), (1e-10, 1), (1e6, 2e6),
            (1e8, 5), (3e5, 3e5)]),
    (Gamma, [(1e-5, 1), (1e-8, 3), (1e-3, 1), (2e5, 1)]),
    (ChiSquare, [(1e-4,), (1,), (2,), (1e5,)]),
    (Normal, [(0, 1), (-3, 1e-6)]),
]
DISCRETE = [
    (Zipf, [(1, 1), (2, 0), (10, 0), (10, 1), (1000, 1), (100000, 1), (100000, 1.2), (2000, 1.1), (10**9, 0.8), (10**9, 1),
            (500, 3.5), (50, 30), (10**12, 1.0000001)]),
    (Zeta, [(1.05,), (1.5,), (2,), (2.5,), (3.5,), (6,), (40,)]),
    (Binomial, [(10**9, 1e-9), (10**6, 0.5), (50, 1e-12), (10**6, 1 - 1e-6)]),
    (Poisson, [(1e-8,), (1e-3,), (1e6,)]),
    (Hypergeometric, [(10**9, 5, 10**8), (10**6, 10**6 - 3, 5000)]),
]


def continuous_points(d):
    points = set()
    for p in TAILS:
        for x in (d.scipy.ppf(p), d.scipy.isf(p)):
            points.add(float(f"{x:.12g}"))
    if isinstance(d, StudentT):
        points |= {0.0, 1e-9, -1e-3, 0.1, 3.0, 30.0}
        if d.df < 1e5:  # beyond, the tail is zero and its series endless
            points |= {40.0, -1e5, 1e30, -1e140, 1e200}
    low, high = d.scipy.support()
    return sorted(x for x in points if np.isfinite(x) and low < x < high and (x == 0 or 1e-290 < abs(x) < 1e290))


def discrete_points(d):
    low, high = d.scipy.support()
    points = {1, 2, 3, 10, 1000, 10**6, 10**15, int(low), int(low) + 1}
    if isinstance(d, (Zipf, Zeta)):
        points |= {20, 21, 59, 60, 99999}
        if isinstance(d, Zipf):
            points |= {d.n, d.n - 1, d.n // 2}
    else:
        mean, sd = d.scipy.mean(), d.scipy.std()
        points |= {int(mean + z * sd) for z in (-30, -6, -1, 0, 1, 6, 30)}
        points = {k for k in points if abs(k - mean) < 40 * sd + 50}
    if np.isfinite(high):
        points = {k for k in points if k <= high}
    return sorted(k for k in points if k >= low)


def entry(d, parameters, points, discrete):
    rows, worst = [], {"density": 0.0, "cumulative": 0.0, "survival": 0.0}
    for x in points:
        lower = d.lower(x)
        upper = d.upper(x) if hasattr(d, "upper") else 1 - lower
        if abs(upper) < mp.mpf(10) ** -370:
            upper = mp.mpf(0)
        log_density = d.log_density(x)
        rows.append({"x": x, "logDensity": number(log_density), "density": number(mp.exp(log_density)),
                     "cumulative": number(lower), "survival": number(upper)})
        if isinstance(d, (Zipf, Zeta)) and max(x, getattr(d, "n", x)) > 10**6:
            continue  # SciPy would add up every term
        theirs = d.scipy.pmf(x) if discrete else d.scipy.pdf(x)
        for key, value, truth in (("density", theirs, mp.exp(log_density)),
                                  ("cumulative", d.scipy.cdf(x), lower), ("survival", d.scipy.sf(x), upper)):
            error = difference(value, truth)
            worst[key] = max(worst[key], error if np.isfinite(error) else 1e300)
    mean, variance = (number(m) for m in d.moments())
    return {"distribution": type(d).__name__, "parameters": parameters,
            "mean": mean if np.isfinite(mean) else None, "variance": variance if np.isfinite(variance) else None,
            "points": rows, "scipyDifference": worst}


def root(d, p, upper):
    """The quantile for p by bisection on a logarithmic scale and then Newton's method; None where it is not a double."""
    start = d.scipy.isf(p) if upper else d.scipy.ppf(p)
    low, high = d.scipy.support()
    if not np.isfinite(start) or start == 0 or not 1e-290 < abs(start) < 1e290 or not low < start < high:
        return None
    x, target = mp.mpf(float(start)), mp.log(mp.mpf(p))
    for _ in range(80):
        lower = d.lower(x)
        tail = 1 - lower if upper else lower
        if tail <= 0:
            return None
        slope = mp.exp(d.log_density(x)) / tail * (-1 if upper else 1)
        step = (mp.log(tail) - target) / slope
        x -= step
        if not low < x < high or abs(x) > mp.mpf("1e290"):
            return None
        if abs(step) < abs(x) * mp.mpf(10) ** -22:
            return x
        if x != 0 and abs(step) < mp.mpf(10) ** -40:
            return None  # the median, zero
    return None


def quantiles(d):
    result = {"lower": [], "upper": []}
    for p in ASKED:
        for key in ("lower", "upper"):
            x = root(d, p, key == "upper")
            if x is not None and abs(x) > mp.mpf("1e-290"):
                result[key].append({"p": p, "x": number(x)})
    return result


def dirichlet():
    entries = []
    for alpha, shares in [([1, 1, 1], [0.2, 0.3, 0.5]), ([0.5, 2, 7.25], [0.125, 0.25, 0.625]),
                          ([1e-4, 1e-4, 3], [1e-30, 0.25, 0.75]), ([1e5, 2e5, 3e5, 4e5], [0.1, 0.2, 0.3, 0.4]),
                          ([1e9, 3e9], [0.25001, 0.74999]), ([2, 1], [1, 0]), ([3, 1, 4], [0.375, 0, 0.625])]:
        a = [mp.mpf(v) for v in alpha]
        x = [mp.mpf(v) for v in shares]
        log = mp.loggamma(sum(a)) - sum(map(mp.loggamma, a))
        log += sum(((ai - 1) * mp.log(xi) for ai, xi in zip(a, x) if ai != 1), mp.mpf(0))
        d = stats.dirichlet(alpha)
        entries.append({"concentrations": alpha, "shares": shares, "logDensity": number(log), "mean": d.mean().tolist(),
                        "variance": d.var().tolist(), "covariance": d.cov()[0][1]})
    return entries


def main():
    parts = {"continuous": [], "discrete": []}
    for kind, parameter_sets in CONTINUOUS:
        for parameters in parameter_sets:
            d = kind(*parameters)
            made = entry(d, list(parameters), continuous_points(d), False)
            made["quantiles"] = quantiles(d)
            parts["continuous"].append(made)
            print(kind.__name__, parameters, made["scipyDifference"], flush=True)
    for kind, parameter_sets in DISCRETE:
        for parameters in parameter_sets:
            d = kind(*parameters)
            parts["discrete"].append(entry(d, list(parameters), discrete_points(d), True))
            print(kind.__name__, parameters, parts["discrete"][-1]["scipyDifference"], flush=True)
    made_by = f"mpmath {mp.__version__} at {mp.mp.dps} digits; compared with SciPy {scipy.__version__}"
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "tail_distributions.json"), "w") as file:
        file.write('{"madeBy": %s' % json.dumps(made_by))
        for key, entries in (*parts.items(), ("dirichlet", dirichlet())):
            file.write(',\n"%s": [\n' % key + ",\n".join(json.dumps(e, allow_nan=False) for e in entries) + "\n]")
        file.write("}\n")


if __name__ == "__main__":
    main()
