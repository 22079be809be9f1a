// The lead model by hand in CUDA: MODEL's equations as src/model/lead.ts has them, in f32, with what is uniform prepared
// in Step and Scenario. Host and device.
#pragma once
#include "plan.cuh"

constexpr int STEPS = 102;
constexpr int STATES = STEPS + 1;
constexpr int MOST_DATES = 17;
constexpr int OUTCOMES = 5;
constexpr float H = 1.0f / 12.0f;
constexpr float LN10 = 2.302585093f;
constexpr float LOG2_10 = 3.321928095f;
constexpr float LOG2_E = 1.442695041f;
constexpr float LOG10_2 = 0.3010299957f;
constexpr float LN2 = 0.6931471806f;
constexpr float DEPRECIATION = 0.06f;

HD inline float pow10f_(float x) { return exp2f(LOG2_10 * x); }
HD inline float expf_(float x) { return exp2f(LOG2_E * x); }
HD inline float lg(float x) { return LOG10_2 * log2f(x); }
HD inline float limit(float x, float low, float high) { return fminf(fmaxf(x, low), high); }

/** Years until a non-decreasing curve reaches a level, linear between states; +Infinity where it does not. */
HD inline float crossing(const float* curve, float level, float slope) {
  int below = 0, end = STATES;
#pragma unroll 1
  for (int round = 0; round < 7; round++) {
    const int middle = (below + end) >> 1;
    const bool less = middle < end && curve[middle] < level;
    below = less ? middle + 1 : below;
    end = less ? end : middle;
  }
  if (below == STATES) return INFINITY;
  if (below == 0) return (level - curve[0]) / slope;
  const float before = curve[below - 1];
  return (static_cast<float>(below - 1) + (level - before) / fmaxf(curve[below] - before, 1e-9f)) * H;
}

struct Model {
  const float* x;
  float feedbackGrowth, cap;

  HD float researchMultiplier(float capability) const {
    const float raised = x[IN_feedbackToday] * pow10f_(limit(feedbackGrowth * capability, -3.0f, 3.0f));
    return fminf(fmaxf(raised, 1.0f), cap);
  }
  HD float chineseMultiplier(float us, float china, float access, float computeGap) const {
    const float reach = fmaxf(us - 0.08f - china, 0.0f);
    return 1.0f + (researchMultiplier(china + access * reach) - 1.0f) * pow10f_(-0.10f * computeGap);
  }
  HD float rndAccess(float control) const {
    return x[IN_rndAccessShare] * (1.0f - x[IN_accessControlEffect] * control);
  }
  HD float usable(float domestic, float legal, float smuggled, float remote) const {
    return x[IN_domesticUsability] * domestic + legal + 0.8f * smuggled + 0.85f * remote;
  }
};

/** out[(outcome * dates + date) * stride] */
HD inline void simulate(const float* x, const Scenario& s, const Step* steps, const int* dateSteps, int dates, float* out,
                        unsigned stride) {
  const float lagToday = s.lagTodayOverride > 0 ? s.lagTodayOverride : x[IN_lagToday];
  const float domesticStart = x[IN_domesticStock] * (1.0f + 0.5f * (s.domesticOutput - 1.0f));
  const float share = fminf(x[IN_distillationShare] * s.distillationStrength, 0.95f);
  const float imitationRate = x[IN_imitationRate] * s.imitationStrength;
  const float selfReliance = x[IN_selfRelianceResponse] * s.selfReliance;
  const float kept = 1.0f - fminf(x[IN_reallocation] * s.reallocationStrength, 1.0f);
  const float theftHazard = x[IN_theftHazard] * s.weightTheft;
  const float scale = s.followerSavingFades == 0 ? 0.02f : x[IN_followerSavingScale];
  const Model model{x, x[IN_feedbackGrowth] * s.researchFeedback, fmaxf(x[IN_feedbackCap], x[IN_feedbackToday])};
  const float perReach = LOG2_E / x[IN_distillationReach];
  const float reachInverse = 1.0f / x[IN_distillationReach];
  const float scaleInverse = 1.0f / scale;
  auto strengthOf = [&](float computeGap, float control) {
    return share * (1.0f - x[IN_antiDistillationEffect] * control) /
           (1.0f + pow10f_(2.0f * (computeGap - x[IN_distillationThreshold])));
  };

  // Calibration.
  const float stockStart = x[IN_usStock];
  const float logStockStart = lg(stockStart);
  const float gapStart = logStockStart - lg(model.usable(domesticStart, x[IN_legalStock], x[IN_smuggledStock], x[IN_remoteStock]));
  const float slope = s.weight * (0.47f + x[IN_runScaling]) + (1.0f - s.weight) * 0.6f + 0.97f * x[IN_softwareProgress];
  const float capabilityGapStart = lagToday / 12.0f * slope;
  const float multiplierStart =
      model.chineseMultiplier(0.0f, -capabilityGapStart, model.rndAccess(s.rndStart), gapStart);
  const float baseProgress = x[IN_softwareProgress] / x[IN_feedbackToday];
  const float rateStart = imitationRate * (1.0f - x[IN_secrecyEffect] * s.securityStart);
  const float chinaBase = baseProgress * x[IN_chinaResearchFactor];
  const float ownAtParity = chinaBase * multiplierStart * pow10f_(-x[IN_researchComputeElasticity] * gapStart);
  float algorithmGap = 0.25f;
#pragma unroll 1
  for (int i = 0; i < 8; i++) {
    const float own = ownAtParity * pow10f_(x[IN_ideasGettingHarder] * algorithmGap);
    const float excess = rateStart * algorithmGap + own - x[IN_softwareProgress];
    algorithmGap = limit(algorithmGap - excess / (rateStart + LN10 * x[IN_ideasGettingHarder] * own), 0.0f, 1.5f);
  }
  const float strengthStart = strengthOf(gapStart, s.antiDistillationStart);
  float gap = capabilityGapStart;
#pragma unroll 1
  for (int i = 0; i < 8; i++) {
    const float decay = exp2f(-gap * perReach);
    const float excess = gap - capabilityGapStart - strengthStart * gap * decay;
    gap -= excess / (1.0f - strengthStart * (1.0f - gap * reachInverse) * decay);
  }
  const float saving = s.weight * gapStart + algorithmGap - gap;
  const float fixedSaving = fminf(saving, 0.0f);
  const float fading = fmaxf(saving, 0.0f) / (1.0f - exp2f(-capabilityGapStart * scaleInverse * LOG2_E));
  const float additionsStart = stockStart * (LN10 * x[IN_usGrowthNow] + DEPRECIATION);
  const float logAdditionsStart = log2f(additionsStart);
  const float uptakeLogit2 = log2f(x[IN_licensedUptake] / (1.0f - x[IN_licensedUptake]));
  const float theftThreshold = -LN2 * log2f(limit(x[IN_theftTiming], 1e-6f, 1.0f));
  const float usOffset = 0.5f * (0.47f + x[IN_runScaling]);
  const float chinaOffset = 0.5f * (x[IN_chinaGrowthBefore] + x[IN_runScaling]);
  const float smoothing = 1.0f - expf_(-H / 0.5f);
  const float remoteSpeed = 1.0f - expf_(-H / 0.6f);
  const float catchUp = 1.0f - expf_(-4.0f * H);
  const bool shiftInUs = x[IN_shiftSide] < 0.8f;

  // State. Curves that are searched are kept whole, the others at dates.
  float stock = stockStart, growth = 0, domestic = domesticStart, legal = x[IN_legalStock];
  float smuggled = x[IN_smuggledStock], remote = x[IN_remoteStock];
  float logFlow2 = log2f(x[IN_domesticFlow] * s.domesticOutput);
  float runScaling = 0, usTraining = 0, chinaTraining = -gapStart, usAlgorithms = 0, chinaAlgorithms = -algorithmGap;
  float us = 0, usBest = 0, china = -capabilityGapStart, theft = 0;
  float china_[STATES], best_[STATES], us_[MOST_DATES];
  china_[0] = china;
  best_[0] = usBest;
  int date = 0;
  auto note = [&](float effectiveGap) {
    us_[date] = us;
    out[(3 * dates + date) * stride] = stock / (domestic + legal + smuggled + remote);
    out[(4 * dates + date) * stride] = pow10f_(effectiveGap);
    date++;
  };
  if (dates > 0 && dateSteps[0] == 0) note(gapStart);

#pragma unroll 1
  for (int k = 0; k < STEPS; k++) {
    const Step u = steps[k];
    const float rate = x[IN_usGrowthLongRun] + (x[IN_usGrowthNow] - x[IN_usGrowthLongRun]) * u.growthFade +
                       x[IN_buildOutGain] * u.buildOut;
    const float additions = fmaxf(stock * (LN10 * rate + DEPRECIATION), 1e-3f) * u.shock;
    const float exported = u.exportShare / (1.0f + exp2f(-(uptakeLogit2 + LOG2_E * u.uptakeShift)));
    logFlow2 += LOG2_10 * H * (x[IN_domesticGrowth] - x[IN_smeSwing] * 2.0f * u.equipment + selfReliance * u.tightness);
    domestic += H * (exp2f(logFlow2) - DEPRECIATION * domestic);
    legal += H * (additions * exported - DEPRECIATION * legal);
    const float smuggledFlow = x[IN_smugglingShare] * (1.0f - x[IN_enforcementEffect] * u.enforcement) *
                               exp2f(0.8f * log2f(additions) + 0.2f * logAdditionsStart);
    smuggled += H * (smuggledFlow - DEPRECIATION * smuggled);
    const float remoteTarget = x[IN_remoteShare] * (1.0f - x[IN_remoteControlEffect] * u.remoteControl) * stockStart *
                               pow10f_(0.85f * growth);
    remote += remoteSpeed * (remoteTarget - remote);
    stock += H * (additions * (1.0f - x[IN_exportCrowdOut] * exported) - DEPRECIATION * stock);

    const float logStock = lg(stock);
    growth = logStock - logStockStart;
    const float effectiveGap = logStock - lg(model.usable(domestic, legal, smuggled, remote));
    const float computeGap = gapStart + kept * (effectiveGap - gapStart) - x[IN_consolidationGain] * u.consolidation;

    runScaling += H * x[IN_runScaling] * u.runFade;
    const float usRaw = growth + runScaling;
    usTraining += smoothing * (usRaw + usOffset - usTraining);
    chinaTraining += smoothing * (usRaw - computeGap + chinaOffset - chinaTraining);

    const float usMultiplier = model.researchMultiplier(us);
    const float chinaMultiplier = model.chineseMultiplier(us, china, model.rndAccess(u.rndControl), computeGap);
    const float research = growth - x[IN_usGrowthNow] * u.nextTime;
    const float trend = x[IN_softwareProgress] * u.time;
    const float usProgress = baseProgress * usMultiplier *
                             pow10f_(x[IN_researchComputeElasticity] * research -
                                     x[IN_ideasGettingHarder] * (usAlgorithms - trend));
    const float chinaProgress = chinaBase * chinaMultiplier *
                                pow10f_(x[IN_researchComputeElasticity] * (research - computeGap) -
                                        x[IN_ideasGettingHarder] * (chinaAlgorithms - trend));
    const float imitation = imitationRate * (1.0f - x[IN_secrecyEffect] * u.security) *
                            exp2f(x[IN_imitationSpeedUp] * log2f(chinaMultiplier / multiplierStart) -
                                  LOG2_10 * x[IN_absorptionExponent] * (computeGap - gapStart));
    const float ahead = usAlgorithms - chinaAlgorithms;
    usAlgorithms += H * usProgress + catchUp * fmaxf(-ahead, 0.0f);
    chinaAlgorithms += H * chinaProgress + (1.0f - exp2f(-LOG2_E * H * imitation)) * fmaxf(ahead, 0.0f) +
                       H * s.efficiencyUnderScarcity * fmaxf(computeGap - gapStart, 0.0f);
    const bool shift = x[IN_shiftTime] >= u.time && x[IN_shiftTime] < u.nextTime;
    usAlgorithms += shift && shiftInUs ? x[IN_shiftSize] : 0.0f;
    chinaAlgorithms += shift && !shiftInUs ? x[IN_shiftSize] : 0.0f;

    us = s.weight * usTraining + u.outsideCompute + usAlgorithms;
    const float raw =
        us - (s.weight * chinaTraining + u.outsideCompute + chinaAlgorithms + x[IN_unmodelledDrift] * u.nextTime);
    const float strength = strengthOf(computeGap, u.antiDistillation);
    const float target = raw - fixedSaving, most = fmaxf(target, 0.0f);
    gap = fmaxf(gap, 0.0f);
#pragma unroll
    for (int i = 0; i < 2; i++) {
      const float decay = strength * exp2f(-gap * perReach);
      const float unsaved = exp2f(-gap * (1.0f - decay) * scaleInverse * LOG2_E);
      const float excess = gap + fading * (1.0f - unsaved) - target;
      const float steep = 1.0f + fading * unsaved * scaleInverse * (1.0f - decay * (1.0f - gap * reachInverse));
      gap = fminf(fmaxf(gap - excess / steep, 0.0f), most);
    }
    gap = fminf(gap, target);
    const float positive = fmaxf(gap, 0.0f);
    float now = us - gap + strength * positive * exp2f(-positive * perReach);

    const float before = theft;
    theft += H * theftHazard * (1.0f - x[IN_theftSecurityEffect] * u.security);
    if (before < theftThreshold && theft >= theftThreshold) {
      chinaAlgorithms += 0.4f * fmaxf(usAlgorithms - chinaAlgorithms, 0.0f);
      now = fmaxf(now, us - 0.2f);
    }
    china = fmaxf(china, now);
    usBest = fmaxf(usBest, us);
    china_[k + 1] = china;
    best_[k + 1] = usBest;
    if (date < dates && dateSteps[date] == k + 1) note(effectiveGap);
  }

#pragma unroll 1
  for (int d = 0; d < dates; d++) {
    const float time = dateSteps[d] * H, usNow = us_[d], chinaNow = china_[dateSteps[d]];
    const float lead = crossing(china_, usNow, slope) - time;
    out[d * stride] = 12.0f * lead;
    out[(dates + d) * stride] = 12.0f * (chinaNow <= usNow ? time - crossing(best_, chinaNow, slope) : lead);
    out[(2 * dates + d) * stride] = usNow - chinaNow;
  }
}
