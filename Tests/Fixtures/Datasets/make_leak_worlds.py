"""Writes leak-worlds.json beside this script: exact values of the worlds that leak, by numerical integration.

Positive rates and areas under the ROC curve for a logit that is normal, and expected tenures, headcounts and shares of
explained variance for log-normal tenures with uniform starts.

Made with NumPy 2.4.6 and SciPy 1.17.1: python3 make_leak_worlds.py
"""
import json
import math
import pathlib

import numpy
import scipy
from scipy.integrate import quad
from scipy.special import expit
from scipy.stats import lognorm, norm


def rare(intercept, effects):
    deviation = math.hypot(*effects)
    options = {"epsabs": 1e-13, "epsrel": 1e-12, "limit": 200}

    def integral(f, upper=12):
        return quad(f, -12, upper, **options)[0]

    def positive(z):
        return norm.pdf(z) * expit(intercept + deviation * z)

    def negative(z):
        return norm.pdf(z) * expit(-intercept - deviation * z)

    rate = integral(positive)
    area = integral(lambda z: positive(z) * integral(negative, z))
    return {"intercept": intercept, "effects": effects, "rate": rate, "auc": area / (rate * (1 - rate))}


def at_year(year, start_years, log_mean, deviation, employees):
    """By integration over the start s: who is employed in the year has a tenure above year - s."""
    tenure = lognorm(deviation, scale=math.exp(log_mean))
    last = min(year, start_years)

    def over_starts(f):
        points = [max(0, last - 1)]
        return quad(f, 0, last, epsabs=1e-13, epsrel=1e-11, limit=400, points=points)[0]

    def mean_between(low, high):
        return quad(lambda t: t * tenure.pdf(t), low, high, epsabs=1e-13, epsrel=1e-11, limit=400)[0]

    employed = over_starts(lambda s: tenure.sf(year - s))
    left = over_starts(lambda s: tenure.cdf(year - s))
    return {
        "year": year,
        "headcount": employees / start_years * employed,
        "employed": over_starts(lambda s: mean_between(year - s, numpy.inf)) / employed,
        "left": over_starts(lambda s: mean_between(0, year - s)) / left,
    }


deviation = math.hypot(0.25, 0.5)
tenure = lognorm(deviation, scale=math.exp(0.3))
skill_covariance = quad(lambda s: s * norm.pdf(s) * math.exp(0.3 + 0.25 * s + 0.125), -12, 12, epsabs=1e-13)[0]
fixture = {
    "numpy": numpy.__version__,
    "scipy": scipy.__version__,
    "rarePositives": [rare(-3.6, [0.8, 0.5]), rare(0.0, [1.0, 0.5]), rare(-2.0, [2.5])],
    "tenure": {
        "mean": tenure.mean(),
        "variance": tenure.var(),
        "skillRSquared": skill_covariance**2 / tenure.var(),
        "endRSquared": tenure.var() / (tenure.var() + 40**2 / 12),
        "years": [at_year(year, 40, 0.3, deviation, 2000) for year in (0.5, 1.0, 5.0, 20.0, 40.0, 42.0)],
    },
}
pathlib.Path(__file__).with_name("leak-worlds.json").write_text(json.dumps(fixture, indent=1) + "\n")
