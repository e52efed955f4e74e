"""Reference values of the distributions: 380-digit arithmetic (mpmath), set beside SciPy.

Run: python3 distributions.py   (writes distributions.json beside itself; needs mpmath, numpy, scipy)

The values written are the 380-digit ones, from the defining series and sums, rounded once to a double: SciPy's own
functions lose digits in some far tails. For each distribution the file also states SciPy's largest relative
difference from them, over the points where the value is a normal double.
"""

import json
import os

import mpmath as mp
import numpy as np
import scipy
from scipy import stats

mp.mp.dps = 380
SMALLEST = mp.mpf("1e-300")
TAILS = [1e-290, 1e-100, 1e-30, 1e-10, 1e-5, 1e-3, 0.025, 0.1, 0.3, 0.5]


def number(value):
    return float(value)


def summed(first, ratio):
    """first + first*ratio(1) + first*ratio(1)*ratio(2) + ..., positive terms."""
    term = total = mp.mpf(first)
    n = 0
    while True:
        n += 1
        r = ratio(n)
        term *= r
        total += term
        if term == 0 or (r < 0.999999 and term < total * mp.mpf(10) ** -375):
            return total


def gamma_lower(a, x):
    a, x = mp.mpf(a), mp.mpf(x)
    first = mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))
    return summed(first, lambda n: x / (a + n))


def beta_lower(a, b, x):
    a, b, x = mp.mpf(a), mp.mpf(b), mp.mpf(x)
    if x > mp.mpf(1) / 2:
        return 1 - beta_lower(b, a, 1 - x)
    log_beta = mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)
    first = mp.exp(a * mp.log(x) + b * mp.log(1 - x) - log_beta) / a
    return summed(first, lambda n: (a + b + n - 1) / (a + n) * x)


class Gamma:
    def __init__(self, shape, scale):
        self.a, self.s = mp.mpf(shape), mp.mpf(scale)
        self.scipy = stats.gamma(shape, scale=scale)

    def lower(self, x):
        return gamma_lower(self.a, mp.mpf(x) / self.s)

    def log_density(self, x):
        y = mp.mpf(x) / self.s
        return (self.a - 1) * mp.log(y) - y - mp.loggamma(self.a) - mp.log(self.s)

    def moments(self):
        return self.a * self.s, self.a * self.s**2


class ChiSquare(Gamma):
    def __init__(self, degrees):
        super().__init__(mp.mpf(degrees) / 2, 2)
        self.scipy = stats.chi2(degrees)


class Exponential(Gamma):
    def __init__(self, rate):
        super().__init__(1, 1 / mp.mpf(rate))
        self.scipy = stats.expon(scale=1 / rate)


class Beta:
    def __init__(self, a, b):
        self.a, self.b = mp.mpf(a), mp.mpf(b)
        self.scipy = stats.beta(a, b)

    def lower(self, x):
        return beta_lower(self.a, self.b, x)

    def log_density(self, x):
        x = mp.mpf(x)
        log_beta = mp.loggamma(self.a) + mp.loggamma(self.b) - mp.loggamma(self.a + self.b)
        return (self.a - 1) * mp.log(x) + (self.b - 1) * mp.log(1 - x) - log_beta

    def moments(self):
        n = self.a + self.b
        return self.a / n, self.a * self.b / n**2 / (n + 1)


class Normal:
    def __init__(self, mean, sd):
        self.m, self.s = mp.mpf(mean), mp.mpf(sd)
        self.scipy = stats.norm(mean, sd)

    def lower(self, x):
        return mp.erfc((self.m - mp.mpf(x)) / self.s / mp.sqrt(2)) / 2

    def log_density(self, x):
        z = (mp.mpf(x) - self.m) / self.s
        return -z * z / 2 - mp.log(2 * mp.pi) / 2 - mp.log(self.s)

    def moments(self):
        return self.m, self.s**2


class LogNormal:
    def __init__(self, mean, sd):
        self.m, self.s = mp.mpf(mean), mp.mpf(sd)
        self.scipy = stats.lognorm(sd, scale=float(mp.exp(mp.mpf(mean))))

    def lower(self, x):
        return mp.erfc((self.m - mp.log(mp.mpf(x))) / self.s / mp.sqrt(2)) / 2

    def log_density(self, x):
        log = mp.log(mp.mpf(x))
        z = (log - self.m) / self.s
        return -z * z / 2 - mp.log(2 * mp.pi) / 2 - mp.log(self.s) - log

    def moments(self):
        v = self.s**2
        return mp.exp(self.m + v / 2), (mp.exp(v) - 1) * mp.exp(2 * self.m + v)


class Uniform:
    def __init__(self, lower, upper):
        self.l, self.u = mp.mpf(lower), mp.mpf(upper)
        self.scipy = stats.uniform(lower, upper - lower)

    def lower(self, x):
        return (mp.mpf(x) - self.l) / (self.u - self.l)

    def log_density(self, x):
        return -mp.log(self.u - self.l)

    def moments(self):
        return (self.l + self.u) / 2, (self.u - self.l) ** 2 / 12


class Binomial:
    def __init__(self, n, p):
        self.n, self.p = n, mp.mpf(p)
        self.scipy = stats.binom(n, p)

    def lower(self, k):
        if k >= self.n:
            return mp.mpf(1)
        return beta_lower(self.n - k, k + 1, 1 - self.p)

    def log_density(self, k):
        n = self.n
        choose = mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)
        return choose + k * mp.log(self.p) + (n - k) * mp.log(1 - self.p)

    def moments(self):
        return self.n * self.p, self.n * self.p * (1 - self.p)


class Poisson:
    def __init__(self, mean):
        self.m = mp.mpf(mean)
        self.scipy = stats.poisson(mean)

    def lower(self, k):
        return 1 - gamma_lower(k + 1, self.m)

    def log_density(self, k):
        return k * mp.log(self.m) - self.m - mp.loggamma(k + 1)

    def moments(self):
        return self.m, self.m


class Hypergeometric:
    def __init__(self, population, marked, sample):
        self.N, self.K, self.n = population, marked, sample
        self.scipy = stats.hypergeom(population, marked, sample)

    def lower(self, k):
        lowest = max(0, self.n - (self.N - self.K))
        if k < lowest:
            return mp.mpf(0)
        term = total = mp.exp(self.log_density(k))
        for j in range(k, lowest, -1):
            term *= mp.mpf(j * (self.N - self.K - self.n + j)) / ((self.K - j + 1) * (self.n - j + 1))
            total += term
            if term < total * mp.mpf(10) ** -375:
                break
        return total

    def log_density(self, k):
        def log_choose(n, k):
            return mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)
        return (log_choose(self.K, k) + log_choose(self.N - self.K, self.n - k)
                - log_choose(self.N, self.n))

    def moments(self):
        share = mp.mpf(self.K) / self.N
        mean = self.n * share
        return mean, mean * (1 - share) * (self.N - self.n) / (self.N - 1)


CONTINUOUS = [
    (Normal, [(0.0, 1.0), (-3.5, 0.25), (1e6, 1e3)]),
    (Uniform, [(0.0, 1.0), (-2.0, 5.5)]),
    (Exponential, [(1.0,), (1e-4,), (250.0,)]),
    (LogNormal, [(0.0, 1.0), (2.0, 0.1), (-1.0, 3.0)]),
    (ChiSquare, [(1.0,), (2.0,), (3.0,), (9.0,), (99.0,), (1000.0,)]),
    (Gamma, [(s, 1.0) for s in (0.001, 0.05, 0.3, 0.5, 0.9, 1.0, 1.5, 3.0, 17.25, 100.0, 2500.0, 1e5, 1e6)]
     + [(2.5, 40.0), (0.7, 1e-3)]),
    (Beta, [(0.001, 0.002), (0.05, 0.05), (0.2, 3.0), (0.4, 0.4), (1.0, 1.0), (1.0, 4.0), (2.0, 5.0), (30.0, 0.5),
            (8.0, 1000.0), (150.0, 150.0), (2500.0, 60.0), (3e4, 7e4), (5e5, 5e5)]),
]
DISCRETE = [
    (Binomial, [(1, 0.3), (12, 0.5), (40, 0.05), (100, 0.99), (1000, 0.01), (1000, 0.5), (20000, 0.3), (10**6, 1e-4),
                (10**6, 0.37), (10**9, 2e-7)]),
    (Poisson, [(0.01,), (0.7,), (3.0,), (9.99,), (10.0,), (65.5,), (1000.0,), (1e6,)]),
    (Hypergeometric, [(20, 7, 12), (50, 25, 25), (10**4, 1, 100), (10**5, 10, 1000), (10**6, 100, 10**4),
                      (10**7, 1000, 10**5), (10**6, 4 * 10**5, 3000), (300, 280, 290), (10**9, 10**6, 10**6)]),
]


def continuous_points(d):
    frozen = d.scipy
    points = set()
    for p in TAILS:
        for x in (frozen.ppf(p), frozen.isf(p)):
            points.add(float(f"{x:.12g}"))
    lower, upper = frozen.support()
    return sorted(x for x in points if np.isfinite(x) and lower < x < upper and (x == 0 or abs(x) > 1e-290))


def discrete_points(d):
    frozen = d.scipy
    lower, upper = frozen.support()
    points = set()
    for p in [1e-200, 1e-30] + TAILS[3:]:
        for x in (frozen.ppf(p), frozen.isf(p)):
            if np.isfinite(x):
                points.update((int(x), int(x) + 1))
    mean, sd = frozen.mean(), frozen.std()
    for z in (-30, -12, -6, 6, 12, 30):
        points.add(int(mean + z * sd))
    points.update((int(lower), int(lower) + 1))
    if np.isfinite(upper):
        points.update((int(upper), int(upper) - 1))
    return sorted(k for k in points if lower <= k <= upper)


def difference(theirs, ours):
    if not SMALLEST < abs(ours) < mp.mpf("1e300"):
        return 0.0
    return float(abs(mp.mpf(float(theirs)) - ours) / abs(ours))


def cell(d, parameters, points, discrete):
    rows, worst = [], {"density": 0.0, "cumulative": 0.0, "survival": 0.0}
    for x in points:
        lower = d.lower(x)
        upper = 1 - lower
        if abs(upper) < mp.mpf(10) ** -370:
            upper = mp.mpf(0)
        log_density = d.log_density(x)
        rows.append({"x": x, "logDensity": number(log_density),
                     "density": number(mp.exp(log_density)),
                     "cumulative": number(lower), "survival": number(upper)})
        theirs = d.scipy.pmf(x) if discrete else d.scipy.pdf(x)
        for key, value, truth in (("density", theirs, mp.exp(log_density)),
                                  ("cumulative", d.scipy.cdf(x), lower), ("survival", d.scipy.sf(x), upper)):
            worst[key] = max(worst[key], difference(value, truth))
    mean, variance = d.moments()
    return {"distribution": type(d).__name__, "parameters": parameters, "mean": number(mean),
            "variance": number(variance), "points": rows, "scipyDifference": worst}


def root(d, p, upper):
    """The quantile for p, from SciPy's answer by Newton's method on the logarithm of the tail; None at an end."""
    start = d.scipy.isf(p) if upper else d.scipy.ppf(p)
    if not np.isfinite(start) or start == 0 or abs(start) < 1e-290:
        return None
    x, target = mp.mpf(float(start)), mp.log(mp.mpf(p))
    for _ in range(60):
        lower = d.lower(x)
        tail = 1 - lower if upper else lower
        if tail <= 0:
            return None  # the quantile rounds to the end of the support
        slope = mp.exp(d.log_density(x)) / tail * (-1 if upper else 1)
        step = (mp.log(tail) - target) / slope
        x -= step
        low, high = d.scipy.support()
        if not low < x < high:
            return None  # likewise
        if abs(step) < abs(x) * mp.mpf(10) ** -25:
            return x
    raise ArithmeticError(f"no quantile of {type(d).__name__} for {p}")


def quantiles(d):
    result = {"lower": [], "upper": []}
    for p in [1e-200, 1e-20, 1e-6, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95]:
        for key in ("lower", "upper"):
            x = root(d, p, key == "upper")
            if x is not None:
                result[key].append({"p": p, "x": number(x)})
    return result


def main():
    continuous, discrete = [], []
    for kind, parameter_sets in CONTINUOUS:
        for parameters in parameter_sets:
            d = kind(*parameters)
            entry = cell(d, list(parameters), continuous_points(d), False)
            entry["quantiles"] = quantiles(d)
            continuous.append(entry)
            print(kind.__name__, parameters, entry["scipyDifference"], flush=True)
    for kind, parameter_sets in DISCRETE:
        for parameters in parameter_sets:
            d = kind(*parameters)
            entry = cell(d, list(parameters), discrete_points(d), True)
            discrete.append(entry)
            print(kind.__name__, parameters, entry["scipyDifference"], flush=True)
    made_by = f"mpmath {mp.__version__} at {mp.mp.dps} digits; compared with SciPy {scipy.__version__}"
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "distributions.json"), "w") as file:
        file.write('{"madeBy": %s,\n"continuous": [\n' % json.dumps(made_by))
        file.write(",\n".join(json.dumps(e, allow_nan=False) for e in continuous))
        file.write('\n],\n"discrete": [\n')
        file.write(",\n".join(json.dumps(e, allow_nan=False) for e in discrete))
        file.write("\n]}\n")


if __name__ == "__main__":
    main()
