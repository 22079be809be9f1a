"""Makes portable.json: function values in 60-digit arithmetic (mpmath), rounded to the nearest double.

Run: python3 tests/data/portable.py > tests/data/portable.json  (needs mpmath; seeded, so the file is reproducible)
"""
import json
import random

from mpmath import (
    acos, asin, atan, atan2, cos, cosh, erf, erfc, erfinv, exp, expm1, findroot, gamma, hypot, log, log1p, loggamma, mp, mpf,
    power, sin, sinh, sqrt,
)

mp.dps = 60
rng = random.Random(20260514)
COUNT = 200


def uniform(low, high):
    return [rng.uniform(low, high) for _ in range(COUNT)]


def magnitudes(low, high):
    return [2.0 ** rng.uniform(low, high) for _ in range(COUNT)]


def normal_cdf(z):
    return erfc(-z / sqrt(2)) / 2


def normal_quantile(p):
    start = sqrt(mpf(2)) * erfinv(2 * p - 1) if p > mpf("1e-8") else -sqrt(-2 * log(p))
    return findroot(lambda z: log(normal_cdf(z)) - log(p), start)


def table(function, points):
    return [[x, float(function(mpf(x)))] for x in points]


def main():
    vectors = {
        "exp": table(exp, uniform(-708, 709) + uniform(-1, 1) + [5e-324, -745.0, 709.78, 1e-20]),
        "ln": table(log, magnitudes(-1074, 1023) + uniform(0.5, 2) + [5e-324, 1.0000000000000002, 0.9999999999999999]),
        "log2": table(lambda x: log(x) / log(2), magnitudes(-1074, 1023) + uniform(0.5, 2) + [0.125, 8.0]),
        "log10": table(lambda x: log(x) / log(10), magnitudes(-1074, 1023) + uniform(0.5, 2) + [1000.0, 0.1]),
        "pow10": table(lambda x: power(10, x), uniform(-307, 308) + uniform(-3, 3) + [2.0, 22.0, -3.0]),
        "sin": table(sin, uniform(-100, 100) + uniform(-100000, 100000) + [1e-9]),
        "cos": table(cos, uniform(-100, 100) + uniform(-100000, 100000) + [1e-9]),
        "normalCdf": table(normal_cdf, uniform(-6, 6) + uniform(-37, -5) + [0.0, 1e-10, -1e-10]),
        "normalQuantile": table(normal_quantile, uniform(0.001, 0.999) + magnitudes(-1000, -10)),
        "pow": [
            [x, y, float(power(mpf(x), mpf(y)))]
            for x, y in zip(
                magnitudes(-20, 20) + uniform(0.9, 1.1) + [1.0000001, 5e-324, 0.9999999999],
                uniform(-45, 45) + uniform(-6000, 6000) + [3e9, 0.3, -3e9],
            )
        ],
        "log1p": table(log1p, uniform(-0.999, 2) + magnitudes(-60, 1000)),
        "expm1": table(expm1, uniform(-40, 700) + uniform(-1, 1) + magnitudes(-60, -1)),
        "sinh": table(sinh, uniform(-700, 700) + uniform(-1, 1)),
        "cosh": table(cosh, uniform(-700, 700) + uniform(-1, 1)),
        "atan": table(atan, uniform(-5, 5) + magnitudes(-30, 60)),
        "asin": table(asin, uniform(-1, 1)),
        "acos": table(acos, uniform(-1, 1)),
        "erf": table(erf, uniform(-6, 6) + uniform(-1, 1)),
        "lnGamma": table(loggamma, uniform(3, 50) + magnitudes(-60, -1) + magnitudes(6, 100)),
        "gamma": table(gamma, uniform(0.1, 5) + uniform(0.1, 171) + [5.0, 20.0, 171.0]),
        "atan2": [[y, x, float(atan2(mpf(y), mpf(x)))] for y, x in zip(uniform(-2, 2), uniform(-2, 2))],
        "hypot": [[y, x, float(hypot(mpf(y), mpf(x)))] for y, x in zip(magnitudes(-900, 900), magnitudes(-900, 900))],
    }
    source = "mpmath, 60 digits, rounded to the nearest double; made by tests/data/portable.py"
    lines = ",\n".join(
        f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]" for name, rows in vectors.items()
    )
    print("{\n" + f'"source": "{source}",\n' + lines + "\n}")


main()
