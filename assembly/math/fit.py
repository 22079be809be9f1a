"""Fits the polynomials of this folder and prints them. Run: python3 assembly/math/fit.py (needs numpy and mpmath).

Method: Lawson's iteratively reweighted least squares towards the smallest largest weighted error, on a Chebyshev
grid, functions evaluated to 40 digits. Coefficients are rounded to f32 one after the other, lowest first, and the
rest refitted each time, so that rounding the first costs nothing. `error` is the largest weighted error of the
rounded polynomial in exact arithmetic; the error in f32 arithmetic is measured by tests/core/math.test.ts.
"""
import mpmath as mp
import numpy as np

mp.mp.dps = 40
ROOT_HALF = mp.sqrt(mp.mpf(1) / 2)


def grid(a, b, n=1500):
    return [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * (i + mp.mpf(1) / 2) / n) for i in range(n)]


def lawson(columns, target, iterations=300):
    """Coefficients c with max |columns c - target| nearly smallest."""
    weights = np.ones(len(target)) / len(target)
    best, coefficients = np.inf, None
    for _ in range(iterations):
        root = np.sqrt(weights)[:, None]
        c = np.linalg.lstsq(columns * root, target * root[:, 0], rcond=None)[0]
        error = np.abs(columns @ c - target)
        if error.max() < best:
            best, coefficients = error.max(), c
        weights *= error + 1e-18
        weights /= weights.sum()
    return coefficients


def polynomial(name, f, weight, powers, a, b, fixed=()):
    """Fits sum c_k x^powers[k] to f on [a, b]; `fixed` are leading coefficients that are given."""
    x = grid(a, b)
    w = np.array([float(weight(v)) for v in x])
    values = [f(v) for v in x]
    table = [[v**p for v in x] for p in powers]
    done = [mp.mpf(c) for c in fixed]
    while len(done) < len(powers):
        rest = [values[i] - sum(c * table[k][i] for k, c in enumerate(done)) for i in range(len(x))]
        columns = np.array([[float(v) for v in row] for row in table[len(done):]]).T * w[:, None]
        c = lawson(columns, np.array([float(r) for r in rest]) * w)
        done.append(mp.mpf(float(np.float32(c[0]))))
    errors = [abs(sum(c * table[k][i] for k, c in enumerate(done)) - values[i]) * w[i] for i in range(len(x))]
    print(f'{name}: error {float(max(errors)):.2e}')
    for p, c in zip(powers, done):
        print(f'  x^{p}: {np.float32(float(c))!s}')


def rational(name, f, up, down, a, b, iterations=400):
    """Fits N / D to f on [a, b] in relative error, D(0) = 1, of degrees `up` and `down`."""
    x = np.array([float(v) for v in grid(a, b)])
    values = np.array([float(f(mp.mpf(v))) for v in x])
    cheb = np.polynomial.chebyshev.chebvander((2 * x - a - b) / (b - a), max(up, down))
    top, bottom = cheb[:, : up + 1] / values[:, None], cheb[:, 1 : down + 1]
    weights, den, best = np.ones(len(x)), np.ones(len(x)), (np.inf, None)
    for _ in range(iterations):
        root = np.sqrt(weights)
        columns = np.concatenate([top, -bottom], 1) / den[:, None] * root[:, None]
        s = np.linalg.lstsq(columns, root / den, rcond=None)[0]
        den = 1 + bottom @ s[up + 1:]
        error = np.abs((top @ s[: up + 1]) / den - 1)
        if error.max() < best[0]:
            best = (error.max(), s.copy())
        weights *= error + 1e-15
        weights /= weights.sum()
    s = best[1]
    to_power = lambda c: np.polynomial.chebyshev.Chebyshev(c, domain=[a, b]).convert(kind=np.polynomial.Polynomial).coef
    n, d = to_power(s[: up + 1]), to_power(np.r_[1, s[up + 1:]])
    n, d = np.float32(n / d[0]), np.float32(d / d[0])
    evaluate = lambda c: np.polynomial.polynomial.polyval(x, c.astype(float))
    print(f'{name}: error {np.abs(evaluate(n) / evaluate(d) / values - 1).max():.2e}')
    print('  numerator  ', ' '.join(str(c) for c in n))
    print('  denominator', ' '.join(str(c) for c in d))


def quantile_over_centre(w):
    """z / x, where x = 1 - 2 t, t the tail beyond z, and w = -log2(1 - x^2) = -log2(4 t (1 - t))."""
    if w < mp.mpf(10) ** -12:
        return mp.sqrt(mp.pi / 2)
    x = mp.sqrt(1 - mp.mpf(2) ** -w)
    return mp.sqrt(2) * mp.erfinv(x) / x


def mills(t):
    """Q(a) exp(a^2 / 2), where Q is the upper tail and t = 1 / (1 + 2 a / 5)."""
    a = (1 / t - 1) * 5 / 2
    return mp.erfc(a / mp.sqrt(2)) / 2 * mp.exp(a * a / 2)


if __name__ == '__main__':
    polynomial('exp2: 2^x on [-1/2, 1/2]', lambda x: mp.mpf(2) ** x, lambda x: mp.mpf(2) ** -x,
               range(7), mp.mpf(-1) / 2, mp.mpf(1) / 2, fixed=[1])
    ratio = lambda f: (mp.log1p(f) / mp.log(2) / f) if f != 0 else 1 / mp.log(2)
    polynomial('log2: log2(1 + x) / x on [sqrt(1/2) - 1, sqrt(2) - 1]', ratio, lambda f: 1 / ratio(f),
               range(9), ROOT_HALF - 1, 2 * ROOT_HALF - 1)
    sine = lambda y: (mp.sin(mp.sqrt(y)) / mp.sqrt(y) - 1) / y
    polynomial('sin: (sin(x) / x - 1) / x^2 in x^2, |x| <= pi/2', sine, lambda y: y, range(4), mp.mpf(0), (mp.pi / 2) ** 2)
    hyperbolic = lambda y: (mp.tanh(mp.sqrt(y)) / mp.sqrt(y) - 1) / y
    polynomial('tanh: (tanh(x) / x - 1) / x^2 in x^2, |x| <= 5/8', hyperbolic, lambda y: y, range(5), mp.mpf(0),
               mp.mpf(25) / 64)
    central = lambda y: (mp.ncdf(mp.sqrt(y)) - mp.mpf(1) / 2) / mp.sqrt(y)
    polynomial('cdf: (Phi(z) - 1/2) / z in z^2, |z| <= 1', central, lambda y: 1 / central(y), range(6), mp.mpf(0), mp.mpf(1))
    polynomial('cdf: Q(a) exp(a^2/2) in t = 1 / (1 + 2 a / 5), 1 <= a <= 8', mills, lambda t: 1 / mills(t), range(1, 8),
               1 / (1 + mp.mpf(16) / 5), mp.mpf(5) / 7)
    rational('quantile: z / x in w = -log2(1 - x^2), w <= 31', quantile_over_centre, 6, 5, 0, 31)
