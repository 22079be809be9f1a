"""Makes known-answers.json: means and standard deviations of the outcomes of examples/, from the models written in NumPy.

Inputs come from SciPy's distributions at 2^18 scrambled Sobol' points; what has a closed form is taken from that.
Run: python3 tests/data/known-answers.py > tests/data/known-answers.json  (needs scipy)
"""
import json

import numpy as np
from scipy import stats
from scipy.stats import qmc

POINTS = 18


def uniforms(count):
    u = qmc.Sobol(count, scramble=True, seed=20261127).random_base2(POINTS)
    return list(np.clip(u, 1e-12, 1 - 1e-12).T)


def clip(u):
    """Families given by quantiles hold their tails at 3.2 standard deviations."""
    return np.clip(stats.norm.ppf(u), -3.2, 3.2)


def normal(u, p10, p90):
    return (p10 + p90) / 2 + (p90 - p10) / 2 / stats.norm.ppf(0.9) * clip(u)


def lognormal(u, low, high, p=0.9):
    return np.exp((np.log(low) + np.log(high)) / 2 + np.log(high / low) / 2 / stats.norm.ppf(p) * clip(u))


def split(u, low, middle, high, p):
    z, c = clip(u), stats.norm.ppf(p)
    return middle * np.exp(np.where(z < 0, np.log(middle / low), np.log(high / middle)) / c * z)


def by_moments(u, mean, sd):
    spread = np.sqrt(np.log1p((sd / mean) ** 2))
    return mean * np.exp(spread * stats.norm.ppf(u) - spread**2 / 2)


def within(u, frozen, low, high):
    return frozen.ppf(frozen.cdf(low) + u * (frozen.cdf(high) - frozen.cdf(low)))


def triangular(u, low, mode, high):
    return stats.triang((mode - low) / (high - low), low, high - low).ppf(u)


def between(u, low, high):
    return low + u * (high - low)


def of(values):
    return [float(np.mean(values)), float(np.std(values))]


def sobol_g():
    a = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])
    return {"y": [1.0, float(np.sqrt(np.prod(1 + 1 / (3 * (1 + a) ** 2)) - 1))]}


def borehole():
    u = uniforms(8)
    rw = within(u[0], stats.norm(0.1, 0.0161812), 0.05, 0.15)
    r = np.exp(7.71 + 1.0056 * stats.norm.ppf(u[1]))
    tu, hu, tl = between(u[2], 63070, 115600), between(u[3], 990, 1110), between(u[4], 63.1, 116)
    hl, length, kw = between(u[5], 700, 820), between(u[6], 1120, 1680), between(u[7], 9855, 12045)
    spread = np.log(r / rw)
    return {"flow": of(2 * np.pi * tu * (hu - hl) / (spread * (1 + 2 * length * tu / (spread * rw**2 * kw) + tu / tl)))}


def otl_circuit():
    u = uniforms(6)
    ranges = [(50, 150), (25, 70), (0.5, 3), (1.2, 2.5), (0.25, 1.2), (50, 300)]
    rb1, rb2, rf, rc1, rc2, beta = [between(x, *ends) for x, ends in zip(u, ranges)]
    vb1 = 12 * rb2 / (rb1 + rb2)
    bottom = beta * (rc2 + 9) + rf
    return {"voltage": of((vb1 + 0.74) * (bottom - rf) / bottom + 11.35 * rf / bottom + 0.74 * rf * (bottom - rf) / (bottom * rc1))}


def flood():
    u = uniforms(8)
    q = within(u[0], stats.gumbel_r(1013, 558), 500, 3000)
    ks = within(u[1], stats.norm(30, 8), 15, 90)
    zv, zm, hd = triangular(u[2], 49, 50, 51), triangular(u[3], 54, 55, 56), between(u[4], 7, 9)
    cb, length, width = triangular(u[5], 55, 55.5, 56), triangular(u[6], 4990, 5000, 5010), triangular(u[7], 295, 300, 305)
    s = zv + (q / (width * ks * np.sqrt((zm - zv) / length))) ** 0.6 - hd - cb
    cost = np.where(s > 0, 1.0, 0.2 + 0.8 * (1 - np.exp(-1000 / s**4))) + np.maximum(hd, 8) / 20
    return {"overflow": of(s), "cost": of(cost)}


def cost_estimate():
    u = uniforms(7)
    z = stats.norm.ppf(np.array(u[1:4]))
    factor = np.linalg.cholesky([[1, 0.6, 0.4], [0.6, 1, 0.4], [0.4, 0.4, 1]])
    structure, services, fittings = stats.norm.cdf(factor @ z)
    place = (22 - 18) / 20
    works = stats.beta(1 + 4 * place, 5 - 4 * place, 18, 20).ppf(structure) + by_moments(services, 12, 3) + between(fittings, 5, 9)
    fees = stats.norm(6, 0.5).ppf(u[4])
    return {"cost": of(triangular(u[0], 8, 10, 14) + works + fees + (u[5] > 0.85) * lognormal(u[6], 2, 8))}


def system_reliability():
    """P(T > t) of the structure in closed form; its mean and spread by integration."""
    t = np.linspace(0, 400, 2_000_001)
    pump, valve, control = np.exp(-t / 6), np.exp(-((t / 20) ** 2)), np.exp(-t / 12)
    alive = (1 - (1 - pump) ** 2) * valve * (3 * control**2 - 2 * control**3)
    mean, second = np.trapezoid(alive, t), np.trapezoid(2 * t * alive, t)
    p = float(np.interp(5, t, alive))
    return {"life": [float(mean), float(np.sqrt(second - mean**2))], "survives": [p, float(np.sqrt(p * (1 - p)))]}


def seir():
    u = uniforms(4)
    r0 = split(u[0], 1.6, 2.5, 3.8, 0.95)
    latent, infectious_time = stats.gamma(9, scale=0.5).ppf(u[1]), stats.gamma(16, scale=0.4).ppf(u[2])
    seeds = stats.poisson(20).ppf(u[3])
    turn, recover = 1 / np.maximum(latent, 1), 1 / np.maximum(infectious_time, 1)
    e = (seeds + 1) / 1e6
    s, i, peak = 1 - e, 0 * e, 0 * e
    for _ in range(365):
        new = r0 * recover * s * i
        s, e, i = s - new, e + new - turn * e, i + turn * e - recover * i
        peak = np.maximum(peak, i)
    return {"peak": of(peak), "infected": of(1 - s)}


def climate_economy():
    u = uniforms(5)
    sensitivity = split(u[0], 2, 3, 5, 0.95)
    growth, fall = normal(u[1], 0.008, 0.022), normal(u[2], 0.01, 0.03)
    damage, airborne = stats.gamma(4, scale=0.0008).ppf(u[3]), stats.beta(40, 45).ppf(u[4])
    capital, carbon, surface, ocean = 320 + 0 * growth, 900 + 0 * growth, 1.25 + 0 * growth, 0.4 + 0 * growth
    abated = 0.1
    for k in range(76):
        labour = 8 * (1.25 - 0.25 * np.exp(-k / 40))
        gross = 2.4 * np.exp(growth * k) * capital**0.3 * labour**0.7
        net = gross * (1 - 0.06 * abated**2.6) / (1 + damage * surface**2)
        last = surface
        carbon = carbon + airborne * 0.083 * np.exp(-fall * k) * (1 - abated) * gross
        forcing = 3.7 * np.log2(carbon / 590) + 0.3
        surface = surface + (forcing - 3.7 / sensitivity * surface - 0.7 * (surface - ocean)) / 8
        ocean = ocean + 0.7 * (surface - ocean) / 100
        capital = 0.92 * capital + 0.24 * net
    return {"warming": of(last), "output": of(net)}


def time_horizons():
    u = uniforms(7)
    today, doubling = split(u[0], 0.5, 0.98, 2, 0.9), split(u[1], 4.5, 7, 10, 0.9)
    when = between(u[3], 2026, 2030)
    later = np.where(u[6] < 0.6, lognormal(u[4], 2.5, 5), lognormal(u[4], 10, 30))
    doublings = np.maximum(np.log2(167 / today) + stats.gamma(4, scale=0.75).ppf(u[5]), 0)
    first = np.where(u[2] > 0.6, np.minimum(doublings, 12 * (when - 2025.2) / doubling), doublings)
    return {"year": of(2025.2 + (first * doubling + (doublings - first) * later) / 12)}


def fermi():
    u = uniforms(6)
    people, household = lognormal(u[0], 2.5, 3, 0.95), lognormal(u[1], 2, 3)
    pianos, tunings = lognormal(u[2], 0.02, 0.1), lognormal(u[3], 0.3, 1)
    return {"tuners": of(1e6 * people * pianos / household * tunings / (lognormal(u[4], 2, 5) * lognormal(u[5], 200, 250)))}


def retirement():
    rng = np.random.default_rng(20261127)
    count = 1 << POINTS

    def bounded(z, low, high):
        return np.clip(z, -3.2, 3.2) * np.where(z < 0, low, high) / stats.norm.ppf(0.95)

    spending = 35 + bounded(rng.standard_normal(count), 5, 7)
    money, chain = np.full(count, 1000.0), rng.standard_normal(count)
    for _ in range(30):
        earned = 6 + bounded(rng.standard_normal(count), 19, 19)
        inflation = 2.2 * np.exp(bounded(chain, np.log(2.2 / 0.8), np.log(6 / 2.2)))
        chain = 0.6 * chain + 0.8 * rng.standard_normal(count)
        money = np.maximum(0, (money - spending) * (1 + earned / 100) / (1 + inflation / 100))
    return {"wealth": of(money), "ruin": of(money <= 0)}


def asian_option():
    """The geometric average in closed form (Kemna and Vorst 1990); spreads, and the arithmetic one, from random numbers."""
    rng = np.random.default_rng(20261128)
    n, spot, strike, rate, volatility = 64, 100, 100, 0.05, 0.3
    drift, scale = (rate - volatility**2 / 2) / n, volatility / np.sqrt(n)
    paths = np.cumsum(drift + scale * rng.standard_normal((1 << POINTS, n)), axis=1)
    arithmetic = np.exp(-rate) * np.maximum(spot * np.mean(np.exp(paths), axis=1) - strike, 0)
    geometric = np.exp(-rate) * np.maximum(spot * np.exp(np.mean(paths, axis=1)) - strike, 0)
    mean, spread = np.log(spot) + drift * (n + 1) / 2, scale * np.sqrt((n + 1) * (2 * n + 1) / (6 * n))
    d = (mean - np.log(strike)) / spread
    price = np.exp(-rate) * (np.exp(mean + spread**2 / 2) * stats.norm.cdf(d + spread) - strike * stats.norm.cdf(d))
    return {"arithmetic": of(arithmetic), "geometric": [float(price), of(geometric)[1]]}


MODELS = [sobol_g, borehole, otl_circuit, flood, cost_estimate, system_reliability, seir, climate_economy, time_horizons, fermi, retirement, asian_option]

print('{\n"source": "NumPy and SciPy; made by tests/data/known-answers.py: mean and standard deviation of each outcome at its last date",\n"models": {')
print(",\n".join(f'"{model.__name__.replace("_", "-")}": {json.dumps(model())}' for model in MODELS))
print("}\n}")
