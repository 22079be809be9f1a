// Draws by hand in CUDA: Philox4x32-10 and Owen-scrambled Sobol' points to correlated inputs, as assembly/random and
// assembly/inputs.ts, from the same packed plan (src/engine/webgpu/pack.ts). Host and device.
#pragma once
#include "plan.cuh"

HD inline unsigned multiplyHigh(unsigned a, unsigned b) {
#ifdef __CUDA_ARCH__
  return __umulhi(a, b);
#else
  return static_cast<unsigned>((static_cast<unsigned long long>(a) * b) >> 32);
#endif
}

HD inline unsigned reverseBits(unsigned x) {
#ifdef __CUDA_ARCH__
  return __brev(x);
#else
  x = ((x >> 1) & 0x55555555u) | ((x & 0x55555555u) << 1);
  x = ((x >> 2) & 0x33333333u) | ((x & 0x33333333u) << 2);
  x = ((x >> 4) & 0x0f0f0f0fu) | ((x & 0x0f0f0f0fu) << 4);
  x = ((x >> 8) & 0x00ff00ffu) | ((x & 0x00ff00ffu) << 8);
  return (x >> 16) | (x << 16);
#endif
}

HD inline float bitsAsFloat(unsigned x) {
#ifdef __CUDA_ARCH__
  return __uint_as_float(x);
#else
  float y;
  __builtin_memcpy(&y, &x, 4);
  return y;
#endif
}

HD inline unsigned floatAsBits(float x) {
#ifdef __CUDA_ARCH__
  return __float_as_uint(x);
#else
  unsigned y;
  __builtin_memcpy(&y, &x, 4);
  return y;
#endif
}

HD inline void philox(unsigned c[4], unsigned k0, unsigned k1) {
#pragma unroll
  for (int round = 0; round < 10; round++) {
    const unsigned high0 = multiplyHigh(0xd2511f53u, c[0]), low0 = 0xd2511f53u * c[0];
    const unsigned high1 = multiplyHigh(0xcd9e8d57u, c[2]), low1 = 0xcd9e8d57u * c[2];
    c[0] = high1 ^ c[1] ^ k0;
    c[1] = low1;
    c[2] = high0 ^ c[3] ^ k1;
    c[3] = low0;
    k0 += 0x9e3779b9u;
    k1 += 0xbb67ae85u;
  }
}

HD inline unsigned sobolDigits(const unsigned* directions, unsigned point) {
  unsigned digits = 0;
  for (int bit = 0; point != 0; bit++, point >>= 1) digits ^= (point & 1) ? directions[bit] : 0u;
  return digits;
}

HD inline unsigned scramble(unsigned x, unsigned seed) {
  x ^= x * 0x3d20adeau;
  x += seed;
  x *= (seed >> 16) | 1u;
  x ^= x * 0x05526c56u;
  return x ^ (x * 0x53a22864u);
}

HD inline float log2Positive(float x) {
  const int bits = static_cast<int>(floatAsBits(x));
  const int exponent = (bits - 0x3f3504f3) >> 23;
  const float f = bitsAsFloat(static_cast<unsigned>(bits - exponent * (1 << 23))) - 1.0f;
  const float f2 = f * f, f4 = f2 * f2;
  const float c12 = -0.7213474f + f * 0.48090896f, c34 = -0.36070058f + f * 0.2879535f;
  const float c56 = -0.23901485f + f * 0.21548076f, c78 = -0.20678747f + f * 0.12584342f;
  const float q = (c12 + f2 * c34) + f4 * (c56 + f2 * c78);
  return static_cast<float>(exponent) + (f + (f * 0.44269504f + f2 * q));
}

HD inline float standardNormal(unsigned x) {
  const bool negative = x < 0x80000000u;
  const unsigned m = negative ? x : ~x;
  const float twoTails = (static_cast<float>(m) + 0.5f) * 4.656613e-10f;
  const float centre = (static_cast<float>(m ^ 0x7fffffffu) + 0.5f) * 4.656613e-10f;
  const float l = log2Positive(twoTails * (2.0f - twoTails));
  const float l2 = l * l, l4 = l2 * l2;
  const float n01 = 1.2533141f + l * -0.3101317f, n23 = 0.04371728f + l * -0.00416955f;
  const float n456 = (0.00026259152f + l * -9.483634e-6f) + l2 * 2.1170646e-8f;
  const float d01 = 1.0f + l * -0.06598359f, d23 = 0.016646931f + l * -0.0007695805f;
  const float d45 = 5.7316334e-5f + l * -5.974763e-7f;
  const float size = centre * (n01 + (l2 * n23 + l4 * n456)) / (d01 + (l2 * d23 + l4 * d45));
  return negative ? -size : size;
}

HD inline float clampTo(float x, float low, float high) { return fminf(fmaxf(x, low), high); }

/** An input from its normal; kinds as in docs/architecture.md, "Transforms". Tables are not in the lead model. */
HD inline float transformed(const float* t, float z) {
  const int kind = static_cast<int>(t[0]);
  if (kind == 3) return t[1] + t[2] * normcdff(z);
  const float y = t[1] + (z < 0 ? t[2] : t[3]) * clampTo(z, -3.2f, 3.2f);
  if (kind == 1) return exp2f(y);
  if (kind == 2) return 1.0f / (1.0f + exp2f(-y));
  return y;
}

/**
 * The inputs of one sample. `shared` holds the digits of a point that differs from this one in the bits of `low` only
 * (Sobol'), or null.
 */
HD inline void drawInputs(const Plan& plan, unsigned replicate, unsigned point, const unsigned* shared, unsigned low,
                          float* x) {
  if (plan.sampler == 1) {
    for (int i = 0; i < INPUTS; i++) {
      const unsigned* directions = plan.integers + plan.directions + 32 * i;
      const unsigned digits =
          shared ? shared[i] ^ sobolDigits(directions, point & low) : sobolDigits(directions, point);
      x[i] = standardNormal(reverseBits(scramble(digits, plan.integers[plan.seeds + replicate * INPUTS + i])));
    }
  } else {
    for (int i = 0; i < INPUTS; i += 4) {
      unsigned c[4] = {point, static_cast<unsigned>(i) >> 2, replicate, 0};
      philox(c, plan.seedLow, plan.seedHigh);
#pragma unroll
      for (int j = 0; j < 4; j++)
        if (i + j < INPUTS) x[i + j] = standardNormal(c[j]);
    }
  }
  if (plan.reflected) {
    const float* v = plan.reals + plan.reflection;
    float dot = 0;
    for (int i = 0; i < INPUTS; i++) dot += v[i] * x[i];
    for (int i = 0; i < INPUTS; i++) x[i] -= v[i] * (dot + dot);
  }
  for (int row = INPUTS - 1; row >= 0; row--) {
    const unsigned end = plan.integers[plan.rowStarts + row + 1];
    float sum = 0;
    for (unsigned entry = plan.integers[plan.rowStarts + row]; entry < end; entry++)
      sum += plan.reals[plan.coefficients + entry] * x[plan.integers[plan.columns + entry]];
    x[row] = sum;
  }
  for (int i = 0; i < INPUTS; i++) x[i] = transformed(plan.reals + plan.transforms + 8 * i, x[i]);
}
