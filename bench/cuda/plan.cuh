// The plan of a run as bench/webgpu/cuda.ts writes it: a header of words, then arrays. names.h, written with it, has the
// order of the model's inputs, levers and switches, so that this program cannot fall behind the model text unnoticed.
#pragma once
#include <cmath>
#include "names.h"

#ifdef __CUDACC__
#define HD __host__ __device__
#else
#define HD
inline float normcdff(float x) { return 0.5f * erfcf(-x * 0.70710678f); }
#endif

constexpr unsigned MAGIC = 0x48574355;  // "HWCU"

/** Words in the file, in this order. */
struct Header {
  unsigned magic, inputs, levers, switches, steps, dates, scenarios, replicates, sampler, seedLow, seedHigh;
  unsigned seeds, directions, rowStarts, columns, coefficients, transforms, reflected, reflection;
  unsigned integers, reals, histograms, histogramWords, stride, paired;
};

/** What a kernel is given: pointers to where the arrays lie, on the host or on the device. */
struct Plan {
  unsigned sampler, seedLow, seedHigh;
  unsigned seeds, directions, rowStarts, columns, coefficients, transforms, reflected, reflection;
  const unsigned* integers;
  const float* reals;
  /** i32[dates] */
  const int* dateSteps;
  int dates;
};

/** What is the same for all samples in a step of a scenario. */
struct Step {
  float time, nextTime, buildOut, growthFade, shock, uptakeShift, exportShare, equipment, tightness, enforcement;
  float remoteControl, consolidation, runFade, rndControl, security, outsideCompute, antiDistillation;
};

/** What is the same for all samples of a scenario. */
struct Scenario {
  float weight, lagTodayOverride, domesticOutput, researchFeedback, distillationStrength, imitationStrength;
  float selfReliance, reallocationStrength, weightTheft, followerSavingFades, efficiencyUnderScarcity;
  float rndStart, securityStart, antiDistillationStart;
};
