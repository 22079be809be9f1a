"""Makes families.json: quantiles of families at standard normal scores, from SciPy.

Each case: the distribution, and pairs [z, exact quantile at probability Phi(z)], the upper half through the survival function.
Run: python3 tests/data/families.py > tests/data/families.json  (needs scipy)
"""
import json

import numpy as np
from scipy import optimize, special, stats
from scipy.interpolate import PchipInterpolator

Z = [-5.9, -4.0, -3.0, -2.25, -1.6448536, -1.0, -0.5, -0.1, 0.0, 0.3, 0.8, 1.3, 1.6448536, 2.5, 3.5, 5.0, 5.9]


def at(distribution):
    return [float(distribution.ppf(stats.norm.cdf(z)) if z <= 0 else distribution.isf(stats.norm.sf(z))) for z in Z]


def triangular(low, mode, high):
    frozen = stats.triang((mode - low) / (high - low), low, high - low)
    return {"family": "triangular", "min": low, "mode": mode, "max": high}, at(frozen)


def pert(low, mode, high):
    place = (mode - low) / (high - low)
    frozen = stats.beta(1 + 4 * place, 5 - 4 * place, low, high - low)
    return {"family": "pert", "min": low, "mode": mode, "max": high}, at(frozen)


def beta(a, b, low=0.0, high=1.0):
    return {"family": "beta", "alpha": a, "beta": b, "min": low, "max": high}, at(stats.beta(a, b, low, high - low))


def quantiles(pairs):
    inner = [pair for pair in pairs if 0 < pair[0] < 1]
    knots = stats.norm.ppf([p for p, _ in inner])
    values = np.array([v for _, v in inner])
    cubic = PchipInterpolator(knots, values)
    slope = cubic.derivative()
    bounds = dict(pair for pair in pairs if pair[0] in (0, 1))
    result = []
    for z in Z:
        if z < knots[0]:
            if 0 in bounds:
                result.append(bounds[0] + (values[0] - bounds[0]) * stats.norm.cdf(z) / inner[0][0])
            else:
                result.append(values[0] + slope(knots[0]) * (z - knots[0]))
        elif z > knots[-1]:
            if 1 in bounds:
                result.append(bounds[1] - (bounds[1] - values[-1]) * stats.norm.sf(z) / (1 - inner[-1][0]))
            else:
                result.append(values[-1] + slope(knots[-1]) * (z - knots[-1]))
        else:
            result.append(cubic(z))
    return {"family": "quantiles", "quantiles": pairs}, [float(value) for value in result]


def frozen_case(distribution, frozen):
    return distribution, at(frozen)


def random_cases():
    """Twenty parameter sets of each family, seeded."""
    rng = np.random.default_rng(20261127)

    def log(low, high):
        return float(np.exp(rng.uniform(np.log(low), np.log(high))))

    cases = []
    for _ in range(20):
        mean = log(1e-3, 1e4)
        cases.append(frozen_case({"family": "exponential", "mean": mean}, stats.expon(scale=mean)))
        shape, scale = log(0.3, 30), log(1e-2, 1e3)
        cases.append(frozen_case({"family": "weibull", "shape": shape, "scale": scale}, stats.weibull_min(shape, scale=scale)))
        shape, scale = log(0.1, 1e4), log(1e-2, 1e3)
        cases.append(frozen_case({"family": "gamma", "shape": shape, "scale": scale}, stats.gamma(shape, scale=scale)))
        minimum, shape = log(1e-2, 1e3), log(0.5, 20)
        cases.append(frozen_case({"family": "pareto", "minimum": minimum, "shape": shape}, stats.pareto(shape, scale=minimum)))
        scale, shape = log(1e-2, 1e3), log(0.5, 20)
        cases.append(frozen_case({"family": "loglogistic", "scale": scale, "shape": shape}, stats.fisk(shape, scale=scale)))
        location, scale = float(rng.uniform(-50, 50)), log(1e-2, 1e2)
        cases.append(frozen_case({"family": "gumbel", "location": location, "scale": scale}, stats.gumbel_r(location, scale)))
        df, location, scale = log(1, 100), float(rng.uniform(-50, 50)), log(1e-2, 1e2)
        parameters = {"family": "student", "df": df, "location": location, "scale": scale}
        cases.append(frozen_case(parameters, stats.t(df, location, scale)))
        p = float(rng.uniform(0, 1))
        cases.append(frozen_case({"family": "event", "p": p}, stats.bernoulli(p)))
        mean = log(1e-2, 5e3)
        cases.append(frozen_case({"family": "poisson", "mean": mean}, stats.poisson(mean)))
        n, p = int(log(1, 5e3)), float(rng.uniform(0.01, 0.99))
        cases.append(frozen_case({"family": "binomial", "n": n, "p": p}, stats.binom(n, p)))
        p = log(0.01, 0.95)
        cases.append(frozen_case({"family": "geometric", "p": p}, stats.geom(p)))
        low = int(rng.integers(-50, 50))
        high = low + int(rng.integers(1, 500))
        cases.append(frozen_case({"family": "integers", "min": low, "max": high}, stats.randint(low, high + 1)))
    return sorted(cases, key=lambda case: case[0]["family"])


def at_limits(frozen, low, high, z):
    """Quantile of a distribution cut to [low, high], from the smaller tail; of whole numbers with both ends in."""
    if hasattr(frozen.dist, "pmf"):
        low = np.ceil(low) - 1
    below, upper = frozen.cdf(low), frozen.sf(high)
    left = frozen.cdf(high) - below if below < 0.5 else frozen.sf(low) - upper
    lower, higher = below + left * stats.norm.cdf(z), upper + left * stats.norm.sf(z)
    return float(frozen.ppf(lower) if lower < higher else frozen.isf(higher))


def limited(distribution, frozen, low, high):
    values = [at_limits(frozen, low, high, z) for z in Z]
    return {**distribution, "within": [low, high]}, values


def by_moments(family, mean, sd):
    if family == "normal":
        return {"family": family, "mean": mean, "sd": sd}, stats.norm(mean, sd)
    spread = np.sqrt(np.log1p((sd / mean) ** 2))
    return {"family": family, "mean": mean, "sd": sd}, stats.lognorm(spread, scale=mean * np.exp(-spread**2 / 2))


def metalog(low, given, lower=None, upper=None):
    """Keelin (2016), by a linear solver."""
    ps = np.array([low, 0.5, 1 - low])

    def to(x):
        if lower is None and upper is None:
            return x
        if upper is None:
            return np.log(x - lower)
        return np.log((x - lower) / (upper - x))

    def back(y):
        if lower is None and upper is None:
            return y
        if upper is None:
            return lower + np.exp(y)
        return lower + (upper - lower) * special.expit(y)

    def basis(p, q):
        odds = np.log(p / q)
        return np.array([np.ones_like(p), odds, (p - 0.5) * odds]).T

    a = np.linalg.solve(basis(ps, 1 - ps), to(np.array(given)))
    z = np.array(Z)
    return [float(x) for x in back(basis(stats.norm.cdf(z), stats.norm.sf(z)) @ a)]


def jqpd(low, given, lower, upper=None):
    """Hadlock and Bickel (2017), equations of J-QPD-S and J-QPD-B."""
    z, c = np.array(Z), stats.norm.isf(low)
    if upper is None:
        lo, mid, hi = np.log(np.array(given) - lower)
    else:
        lo, mid, hi = stats.norm.ppf((np.array(given) - lower) / (upper - lower))
    n = np.sign(lo + hi - 2 * mid)
    start = {1: lo, 0: mid, -1: hi}[int(n)]
    shorter = min(mid - lo, hi - mid)
    if upper is None:
        delta = np.sinh(np.arccosh((hi - lo) / (2 * shorter))) / c
        lam = shorter / (delta * c)
        values = lower + np.exp(start + lam * np.sinh(np.arcsinh(delta * z) + np.arcsinh(n * c * delta)))
    else:
        delta = np.arccosh((hi - lo) / (2 * shorter)) / c
        lam = (hi - lo) / np.sinh(2 * delta * c)
        score = start + lam * np.sinh(delta * (z + n * c))
        values = lower + (upper - lower) * special.ndtr(score)
    return [float(x) for x in values]


def named(low, given):
    percent = round(100 * low)
    return {f"p{percent}": given[0], "p50": given[1], f"p{100 - percent}": given[2]}


def mixture(parts):
    total = sum(weight for weight, _, _ in parts)

    def quantile(z):
        ends = [frozen.ppf(stats.norm.cdf(z)) if z <= 0 else frozen.isf(stats.norm.sf(z)) for _, _, frozen in parts]
        low, high = min(ends), max(ends)
        if low == high:
            return float(low)

        def off(x):
            if z <= 0:
                return sum(w * f.cdf(x) for w, _, f in parts) / total - stats.norm.cdf(z)
            return stats.norm.sf(z) - sum(w * f.sf(x) for w, _, f in parts) / total

        return float(optimize.brentq(off, low, high, xtol=1e-13 * max(1, abs(low), abs(high)), rtol=1e-13))

    return {"family": "mixture", "parts": [[w, d] for w, d, _ in parts]}, [quantile(z) for z in Z]


def more_cases():
    """Twenty sets each of moments, limits, metalog, J-QPD and mixtures."""
    rng = np.random.default_rng(20261128)

    def log(low, high):
        return float(np.exp(rng.uniform(np.log(low), np.log(high))))

    cases = []

    def put(kind, case):
        cases.append((kind, *case))

    def three():
        low = float(rng.choice([0.01, 0.05, 0.1, 0.25]))
        start, width, place = log(0.1, 10), log(0.5, 50), float(rng.uniform(0.35, 0.65))
        return low, [start, start + place * width, start + width]

    for _ in range(20):
        put("normal", frozen_case(*by_moments("normal", float(rng.uniform(-50, 50)), log(1e-2, 1e2))))
        mean = log(1e-2, 1e3)
        put("lognormal", frozen_case(*by_moments("lognormal", mean, mean * log(0.02, 3))))
        low, given = three()
        kind, parameters = int(rng.integers(0, 3)), {"family": "metalog", **named(low, given)}
        bounds = [(None, None), (0.0, None), (0.0, given[2] * float(rng.uniform(1.5, 4)))][kind]
        parameters |= {name: b for name, b in zip(("min", "max"), bounds) if b is not None}
        values = metalog(low, given, *bounds)
        if np.all(np.diff(values) > 0):
            put("metalog", (parameters, values))
        low, given = three()
        upper = [None, given[2] * float(rng.uniform(1.5, 4))][int(rng.integers(0, 2))]
        parameters = {"family": "jqpd", **named(low, given), "min": 0.0} | ({} if upper is None else {"max": upper})
        put("jqpd", (parameters, jqpd(low, given, 0.0, upper)))
        m, s = float(rng.uniform(-5, 5)), log(0.5, 3)
        bases = [
            by_moments("normal", m, s),
            by_moments("lognormal", log(1, 10), log(1, 10)),
            ({"family": "gamma", "shape": (k := log(0.5, 20)), "scale": 2.0}, stats.gamma(k, scale=2.0)),
            ({"family": "gumbel", "location": m, "scale": s}, stats.gumbel_r(m, s)),
            ({"family": "poisson", "mean": (k := log(1, 200))}, stats.poisson(k)),
        ]
        for distribution, frozen in bases:
            # From cuts of the middle to cuts of a thousandth in a tail.
            low, high = sorted(frozen.isf([log(1e-4, 1), log(1e-4, 1)]).tolist())
            if high - low < 1e-3 or rng.uniform() < 0.3:
                high = low + log(0.5, 50)
            put("within " + distribution["family"], limited(distribution, frozen, low, high))
        g, e = by_moments("lognormal", log(1, 5), log(0.5, 3)), by_moments("normal", float(rng.uniform(0, 20)), log(0.5, 3))
        third = ({"family": "gumbel", "location": m, "scale": s}, stats.gumbel_r(m, s))
        weights = rng.uniform(0.1, 1, 3)
        put("mixture", mixture([(float(w), *part) for w, part in zip(weights, [g, e, third])]))
    return sorted(cases, key=lambda case: case[0])


CASES = [
    triangular(0.0, 0.2, 1.0),
    triangular(-3.0, -3.0, 5.0),
    triangular(10.0, 20.0, 20.0),
    pert(0.0, 0.2, 1.0),
    pert(-10.0, 35.0, 40.0),
    beta(2.0, 5.0),
    beta(0.5, 0.5),
    beta(0.1, 3.0),
    beta(30.0, 1.5, -2.0, 6.0),
    beta(400.0, 900.0),
    beta(10000.0, 10000.0),
    quantiles([[0.05, 0.4], [0.5, 0.7], [0.95, 1.6]]),
    quantiles([[0, 0.0], [0.05, 0.4], [0.25, 0.4], [0.5, 0.7], [0.95, 1.6], [1, 3.0]]),
    quantiles([[0.1, -1.0], [0.9, 1.0], [1, 1.5]]),
]


def lines(cases):
    return ",\n".join(
        json.dumps({**head, "distribution": distribution, "points": [list(point) for point in zip(Z, values)]})
        for head, distribution, values in cases
    )


def main():
    source = "SciPy; made by tests/data/families.py"
    cases = lines(({}, *case) for case in CASES + random_cases())
    more = lines(({"kind": kind}, *case) for kind, *case in more_cases())
    print("{\n" + f'"source": "{source}",\n"cases": [\n{cases}\n],\n"more": [\n{more}\n]' + "\n}")


main()
