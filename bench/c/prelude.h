/* The functions of assembly/math and assembly/crossing.ts in C, operation for operation. */
#include <immintrin.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define INLINE static inline __attribute__((always_inline)) __m128
#define K(x) _mm_set1_ps(x)
#define ADD _mm_add_ps
#define SUB _mm_sub_ps
#define MUL _mm_mul_ps

INLINE pmin(__m128 a, __m128 b) { return _mm_min_ps(b, a); }
INLINE pmax(__m128 a, __m128 b) { return _mm_max_ps(b, a); }
INLINE negate(__m128 a) { return _mm_xor_ps(a, K(-0.0f)); }
INLINE choose(__m128 x, __m128 y, __m128 mask) { return _mm_or_ps(_mm_and_ps(mask, x), _mm_andnot_ps(mask, y)); }
INLINE and_not(__m128 a, __m128 b) { return _mm_andnot_ps(b, a); }
INLINE invert(__m128 a) { return _mm_xor_ps(a, _mm_castsi128_ps(_mm_set1_epi32(-1))); }

INLINE power2(__m128 x) {
  __m128 c = pmax(pmin(x, K(128)), K(-127));
  __m128 shifted = ADD(c, K(12582912));
  __m128 f = SUB(c, SUB(shifted, K(12582912))), f2 = MUL(f, f), f4 = MUL(f2, f2);
  __m128 c01 = ADD(K(1), MUL(f, K(0.6931472f))), c23 = ADD(K(0.24022648f), MUL(f, K(0.0555036f)));
  __m128 c456 = ADD(ADD(K(0.009618506f), MUL(f, K(0.0013390806f))), MUL(f2, K(0.00015326463f)));
  __m128 p = ADD(ADD(c01, MUL(f2, c23)), MUL(f4, c456));
  __m128i bits = _mm_add_epi32(_mm_castps_si128(p), _mm_slli_epi32(_mm_castps_si128(shifted), 23));
  return pmax(x, _mm_castsi128_ps(bits));
}

INLINE logarithm2_positive(__m128 x) {
  __m128i bits = _mm_castps_si128(x), exponent = _mm_srai_epi32(_mm_sub_epi32(bits, _mm_set1_epi32(0x3f3504f3)), 23);
  __m128 f = SUB(_mm_castsi128_ps(_mm_sub_epi32(bits, _mm_slli_epi32(exponent, 23))), K(1));
  __m128 f2 = MUL(f, f), f4 = MUL(f2, f2);
  __m128 c12 = ADD(K(-0.7213474f), MUL(f, K(0.48090896f))), c34 = ADD(K(-0.36070058f), MUL(f, K(0.2879535f)));
  __m128 c56 = ADD(K(-0.23901485f), MUL(f, K(0.21548076f))), c78 = ADD(K(-0.20678747f), MUL(f, K(0.12584342f)));
  __m128 q = ADD(ADD(c12, MUL(f2, c34)), MUL(f4, ADD(c56, MUL(f2, c78))));
  return ADD(_mm_cvtepi32_ps(exponent), ADD(f, ADD(MUL(f, K(0.44269504f)), MUL(f2, q))));
}

static __attribute__((noinline)) __m128 logarithm2_general(__m128 x) {
  float lanes[4];
  _mm_storeu_ps(lanes, x);
  for (int i = 0; i < 4; i++) lanes[i] = log2f(lanes[i]);
  return _mm_loadu_ps(lanes);
}

INLINE logarithm2(__m128 x) {
  __m128i moved = _mm_sub_epi32(_mm_castps_si128(x), _mm_set1_epi32(0x00800000));
  __m128i odd = _mm_cmpeq_epi32(_mm_max_epu32(moved, _mm_set1_epi32(0x7f000000)), moved);
  return __builtin_expect(_mm_movemask_epi8(odd), 0) ? logarithm2_general(x) : logarithm2_positive(x);
}

static inline size_t advance(char *lane, size_t offset, size_t bytes, size_t stride, float level) {
  return offset + (bytes & -(size_t)(*(float *)(lane + offset + bytes - stride) < level));
}

static __attribute__((noinline)) __m128 crossing(char *series, size_t stride, int length, __m128 level, __m128 slope, __m128 step) {
  float q[4], reached[4], before[4], below[4];
  size_t offset[4] = {0, 0, 0, 0}, end = length * stride;
  _mm_storeu_ps(q, level);
  for (int left = length; left > 0; left = left > 1 ? left - (left >> 1) : 0) {
    size_t bytes = (left > 1 ? left >> 1 : 1) * stride;
    for (int i = 0; i < 4; i++) offset[i] = advance(series + 4 * i, offset[i], bytes, stride, q[i]);
  }
  for (int i = 0; i < 4; i++) {
    size_t at = offset[i] < end - stride ? offset[i] : end - stride;
    reached[i] = *(float *)(series + 4 * i + at);
    before[i] = *(float *)(series + 4 * i + offset[i] - stride);
    below[i] = (float)(offset[i] / stride);
  }
  __m128 v = _mm_loadu_ps(reached), b = _mm_loadu_ps(before), k = _mm_loadu_ps(below);
  __m128 rise = pmax(SUB(v, b), K(1e-9f));
  __m128 inside = MUL(ADD(SUB(k, K(1)), _mm_div_ps(SUB(level, b), rise)), step);
  __m128 found = choose(_mm_div_ps(SUB(level, v), slope), inside, _mm_cmpeq_ps(k, K(0)));
  return choose(K(INFINITY), found, _mm_cmpeq_ps(k, K((float)length)));
}
