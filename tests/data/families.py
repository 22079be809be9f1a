"""Makes families.json: quantiles of families at standard normal scores, from SciPy.

Each case: the distribution, and pairs [z, exact quantile at probability Phi(z)], the upper half through the survival function.
Run: python3 tests/data/families.py > tests/data/families.json  (needs scipy)
"""
import json

import numpy as np
from scipy import stats
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


def main():
    source = "SciPy; made by tests/data/families.py"
    lines = ",\n".join(
        json.dumps({"distribution": distribution, "points": [list(point) for point in zip(Z, values)]})
        for distribution, values in CASES + random_cases()
    )
    print("{\n" + f'"source": "{source}",\n"cases": [\n' + lines + "\n]\n}")


main()
