/**
 * The lead model: how many months China is behind the US frontier in AI, and how sure one can be.
 *
 * Capability is measured in OOM (orders of magnitude: log10 of effective training compute, that is physical compute
 * times software efficiency). Each bloc has a curve, and a lead in months is the horizontal distance between the two.
 *
 * This one file is the document, the reference and the source of the fast kernels: it runs as it stands on ordinary
 * numbers, and it is parsed and emitted as AssemblyScript. So it may use only what docs/model-language.md allows.
 *
 * Units: time in years, state 0 at 2026.5; chip stocks in million H100-equivalents (M H100e), flows in M H100e per year;
 * rates in OOM per year; leads in months.
 */
import {
  clamp,
  crossingTime,
  exp,
  input,
  lever,
  ln,
  log10,
  logistic,
  max,
  min,
  model,
  outcome,
  pow,
  pow10,
  preset,
  quarters,
  toggle,
  worldview,
} from 'headway';

const LN10 = ln(10);

// Fixed constants of the specification: everything numerical that is neither an input, a lever nor a switch.
const DEPRECIATION = 0.06; // per year, retirement of chips, both blocs
const SMUGGLED_USABILITY = 0.8; // frontier use per smuggled H100e
const REMOTE_USABILITY = 0.85; // frontier use per remotely accessed H100e
const PAST_US_GROWTH = 0.47; // OOM per year, US-bloc stock growth before 2026.5
const NON_COMPUTE_GROWTH = 0.6; // OOM per year, stands in for compute when computeWeight < 1
const PAST_SOFTWARE_FACTOR = 0.97; // software progress just before 2026.5, relative to softwareProgress
const TRAINING_LAG_YEARS = 0.5; // stock of chips to compute of a finished training run
const GROWTH_FADE_YEARS = 2.5; // US growth moves from usGrowthNow to usGrowthLongRun
const RUN_SCALING_FADE_YEARS = 1.5; // fading of the extra scaling of single runs
const REMOTE_ADJUSTMENT_YEARS = 0.6; // time for remote use to reach its target
const SMUGGLING_SCALE_EXPONENT = 0.8; // smuggled flow grows less than in proportion to additions
const REMOTE_SCALE_EXPONENT = 0.85; // remote use grows less than in proportion to the stock
const TOOL_COMPUTE_EXPONENT = 0.1; // Chinese use of AI R&D tools falls with the compute gap
const PUBLIC_RELEASE_GAP = 0.08; // OOM, internal US frontier ahead of what outsiders can use
const GATE_STEEPNESS = 2; // per OOM, steepness of the compute gate on distillation
const MAX_DISTILLATION_SHARE = 0.95;
const MAX_ALGORITHM_GAP = 1.5; // OOM, bound in the calibration
const US_CATCH_UP_RATE = 4; // per year, US adoption of Chinese algorithms if China is ahead
const SHIFT_US_PROBABILITY = 0.8; // chance that a paradigm shift happens in the US first
const THEFT_ALGORITHM_SHARE = 0.4; // share of the algorithm gap closed by stolen weights
const THEFT_LEVEL_GAP = 0.2; // OOM, stolen weights put China this far below the US
const SHOCK_FIRST_STEP = 12; // US supply shock: first step (2027.5) …
const SHOCK_END_STEP = 30; // … and first step after it (2029.0)
const NEVER_FADE_SCALE = 0.02; // OOM, replaces followerSavingScale if the saving never fades
const NEWTON_STEPS = 8; // both root findings of the calibration
const GAP_NEWTON_STEPS = 2; // capability gap, in every step
const FOREIGN_SHARE_FLOOR = 0.05; // of Chinese compute, so that the logarithm of what it can spare stays finite
const RECORDED_UNTIL = 2030.5; // the last date of the outcomes

export default model({
  id: 'lead',
  title: 'The US-China frontier AI lead',
  version: '1.1.0',
  summary:
    'Months by which the United States is ahead of China in frontier AI, from chips, algorithms, distillation, feedback of AI on its own research, and shocks, under a chosen policy.',

  versions: [
    {
      version: '1.1.0',
      changes:
        'Two more fronts are read off the trajectories of the lead: months ahead in regular use, and the US share of global distribution, with nine inputs and three levers of their own. Nothing in them acts on what was there before.',
      adds: [
        'usDiffusionLag',
        'chinaDiffusionRatio',
        'adoptionPolicyEffect',
        'aiPlusEffect',
        'usStackShareToday',
        'leadPull',
        'pricePull',
        'exportPromotionEffect',
        'stackInertia',
        'usAdoptionPush',
        'chineseAdoptionPush',
        'exportPromotion',
        'deploymentLead',
        'usStackShare',
      ],
    },
    {
      version: '1.0.0',
      changes: 'Capability: how many months China is behind the US frontier.',
      texts: [
        'a0449c800e8f1cf18fc18e354158c20fa882031c367d29766c0d2b9b42589e55',
        '4e2def82312fe253533328dfd97d565f80a62a1906800f881d12e3d8e9cf1bf9',
        '8abb34267874bfcc136ed3b2b00a5ca87a7f52c4f972c14eb50a02ee74fd70f9',
      ],
    },
  ],

  // Monthly steps, 102 of them.
  clock: { start: 2026.5, end: 2035, step: 1 / 12 },
  policyStart: 'policyStart',

  inputs: {
    // Today
    lagToday: input({
      label: 'Chinese lag behind the US frontier, mid-2026',
      unit: 'months',
      symbol: 'L0',
      group: 'Today',
      family: 'lognormal',
      p5: 4.5,
      p50: 7.5,
      p95: 11,
      grade: 'measured',
      rationale:
        'How long ago the US had the capability that the best Chinese model has at mid-2026. Published estimates cluster at seven to eight months; the range covers differences between releases and indices.',
      sources: [
        {
          cite: 'Epoch AI, January 2026: mean lag 7 months, range 4-14',
          retrieved: 'secondary',
          note: 'copies at thebeat.tech and trendingtopics.eu',
        },
        {
          cite: 'CAISI evaluation of DeepSeek V4 Pro, May 2026: about 8 months',
          retrieved: 'secondary',
          note: 'copy at letsdatascience',
        },
        {
          cite: 'Grunewald, the-substrate.net: GLM-5.2 about 7 months behind on the Epoch capability index',
          retrieved: 'primary',
        },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: "US systems 'at least several months ahead'; the essay says such estimates are uncertain",
        },
      ],
      dissent:
        "DeepSeek claims about 2 months (secondary copy at completeaitraining) and Epoch's open-weights series shows 3-4; Zhang Chi (Business Insider, 14 May 2026) sees China falling further behind.",
    }),
    usStock: input({
      label: 'US-bloc chip stock, mid-2026',
      unit: 'million H100e',
      symbol: 'KU0',
      group: 'Today',
      family: 'lognormal',
      p5: 22,
      p50: 30,
      p95: 41,
      grade: 'estimated',
      rationale:
        'All advanced AI chips owned outside China and its channels. Extrapolated from a count at the end of 2025.',
      sources: [
        {
          cite: 'businessengineer.ai: 21.3 million H100e at Q4 2025',
          retrieved: 'secondary',
          note: 'extrapolated here to mid-2026',
        },
      ],
      dissent: 'Epoch attaches an uncertainty of about a factor of two to its counts.',
    }),
    domesticStock: input({
      label: 'Chinese-made chips installed, mid-2026',
      unit: 'million H100e',
      symbol: 'Kd0',
      group: 'Today',
      family: 'lognormal',
      p5: 0.35,
      p50: 0.65,
      p95: 1.2,
      grade: 'judgement',
      rationale:
        'Installed chips of Chinese design. The Chinese total is anchored on owner counts; the split between channels is judgement.',
      sources: [
        {
          cite: "Epoch AI, chip owners: China 'just over 5%', excluding smuggled chips, and falling",
          retrieved: 'secondary',
          note: 'copy at threadreaderapp',
        },
      ],
      dissent: 'Older Epoch cluster data gave China 15% of world compute rather than 5%.',
    }),
    legalStock: input({
      label: 'Legally imported chips in China, mid-2026',
      unit: 'million H100e',
      symbol: 'Kl0',
      group: 'Today',
      family: 'lognormal',
      p5: 0.35,
      p50: 0.5,
      p95: 0.75,
      grade: 'judgement',
      rationale:
        'A800, H800, H20 and H200 bought under licence or before controls. The split between channels is judgement.',
      sources: [
        {
          cite: "Epoch AI, chip owners: China 'just over 5%', excluding smuggled chips, and falling",
          retrieved: 'secondary',
          note: 'copy at threadreaderapp',
        },
      ],
      dissent: 'Older Epoch cluster data gave China 15% of world compute rather than 5%.',
    }),
    smuggledStock: input({
      label: 'Smuggled chips in China, mid-2026',
      unit: 'million H100e',
      symbol: 'Ks0',
      group: 'Today',
      family: 'lognormal',
      p5: 0.12,
      p50: 0.4,
      p95: 1.1,
      grade: 'judgement',
      rationale:
        'Cumulative diverted chips still in use. Owner counts exclude them, so this is the least certain channel.',
      sources: [
        {
          cite: "Epoch AI, chip owners: China 'just over 5%', excluding smuggled chips, and falling",
          retrieved: 'secondary',
          note: 'copy at threadreaderapp',
        },
        {
          cite: "CNAS 2025, 'Countering AI Chip Smuggling': 10k to several 100k chips, median 140k",
          title: 'Countering AI Chip Smuggling Has Become a National Security Priority',
          publisher: 'CNAS',
          date: '2025-06-11',
          url: 'https://www.cnas.org/press/press-release/new-paper-warns-ai-chip-smuggling-to-china-may-undermine-u-s-national-security-interests',
          retrieved: 'primary',
          note: 'cnas.org',
        },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: 'Supermicro case: servers worth $2.5 billion',
        },
        {
          cite: 'Business Insider, 14 May 2026',
          publisher: 'Business Insider',
          date: '2026-05-14',
          retrieved: 'primary',
          note: "chips relabelled 'SANDKYAN'",
        },
      ],
    }),
    remoteStock: input({
      label: 'Chips abroad used by Chinese labs, mid-2026',
      unit: 'million H100e',
      symbol: 'Kr0',
      group: 'Today',
      family: 'lognormal',
      p5: 0.4,
      p50: 0.9,
      p95: 2,
      grade: 'judgement',
      rationale:
        'US-made chips in overseas data centres rented by Chinese firms. One contract alone is reported at about a quarter of a million B300-equivalents.',
      sources: [
        { cite: 'Grunewald, LessWrong: ByteDance-Oracle, about 250k B300e', retrieved: 'primary' },
        { cite: 'morningoverview: ByteDance, 36k B200 in Malaysia', retrieved: 'primary' },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: 'Alibaba and ByteDance train in Southeast Asia; export law covers sales, not remote access',
        },
      ],
    }),
    // US compute
    usGrowthNow: input({
      label: 'US-bloc stock growth now',
      unit: 'OOM/yr',
      symbol: 'g0',
      group: 'US compute',
      family: 'normal',
      p5: 0.3,
      p50: 0.4,
      p95: 0.51,
      grade: 'estimated',
      rationale:
        'Growth of the US-bloc stock at mid-2026; the median is 2.5x a year. Set below the published 3.3x because recent shipments are slower.',
      sources: [{ cite: 'Epoch AI: 3.3x a year, range 2.7-4.1', retrieved: 'secondary', note: 'copy at aigazine' }],
      dissent: 'Shipments in Q4 2025 imply only about 2.3x a year.',
    }),
    usGrowthLongRun: input({
      label: 'US-bloc stock growth in the long run',
      unit: 'OOM/yr',
      symbol: 'gInf',
      group: 'US compute',
      family: 'normal',
      p5: 0.13,
      p50: 0.25,
      p95: 0.37,
      grade: 'judgement',
      rationale: 'Growth towards which the stock slides over about 2.5 years; the median is 1.8x a year.',
      sources: [
        { cite: 'AI 2027 compute forecast: 2.25x a year', retrieved: 'secondary', note: 'copy at ainews247' },
        { cite: 'coeli.se: 2027 capital expenditure forecast of $1.1tn', retrieved: 'primary' },
      ],
      dissent: 'Opinion is split between an investment bust and a continued boom; both lie in the tails of this range.',
    }),
    runScaling: input({
      label: 'Extra scaling of single training runs',
      unit: 'OOM/yr',
      symbol: 'gRun',
      group: 'US compute',
      family: 'normal',
      p5: 0.05,
      p50: 0.14,
      p95: 0.23,
      grade: 'estimated',
      rationale:
        'Frontier runs grow faster than the stock because they run longer and take a larger share. The effect fades over 1.5 years and applies to both blocs.',
      sources: [
        {
          cite: 'Epoch AI: training compute 4-5x a year; run length 1.4x a year, capping about 2027',
          retrieved: 'secondary',
          note: 'copy at threadreaderapp',
        },
      ],
    }),
    exportCrowdOut: input({
      label: 'US supply lost per unit exported to China',
      unit: 'share',
      symbol: 'chi',
      group: 'US compute',
      family: 'logitnormal',
      p5: 0.15,
      p50: 0.4,
      p95: 0.75,
      grade: 'judgement',
      rationale:
        'If chip output is limited, part of what is exported would have gone to US-bloc buyers. No published estimate was found.',
    }),
    buildOutGain: input({
      label: 'Extra US growth from a full build-out',
      unit: 'OOM/yr',
      symbol: 'bAdd',
      group: 'US compute',
      family: 'normal',
      p5: 0.01,
      p50: 0.05,
      p95: 0.1,
      grade: 'judgement',
      rationale:
        'What faster permitting and power for data centres could add to US-bloc growth if pushed to the limit.',
    }),
    // Chinese compute
    chinaGrowthBefore: input({
      label: 'Chinese compute growth before mid-2026',
      unit: 'OOM/yr',
      symbol: 'gCN',
      group: 'Chinese compute',
      family: 'normal',
      p5: 0.2,
      p50: 0.32,
      p95: 0.45,
      grade: 'judgement',
      rationale:
        'Only sets how far Chinese training compute trails the stock at the start; it does not drive later growth.',
      sources: [
        {
          cite: 'Epoch AI, January 2025: Chinese language models 3x a year against 5x',
          retrieved: 'primary',
          note: 'epoch.ai',
        },
      ],
    }),
    domesticFlow: input({
      label: 'Chinese chip output, mid-2026',
      unit: 'million H100e/yr',
      symbol: 'Fd0',
      group: 'Chinese compute',
      family: 'lognormal',
      p5: 0.3,
      p50: 0.6,
      p95: 1.15,
      grade: 'estimated',
      rationale:
        'Yearly output of Chinese accelerators in H100-equivalents. High-bandwidth memory is the binding limit in the low case.',
      sources: [
        {
          cite: 'SemiAnalysis: 805k units in 2025, about 300k in 2026 if starved of HBM',
          retrieved: 'secondary',
          note: 'digest',
        },
        {
          cite: 'Bloomberg: 600k Ascend 910C, 1.6 million dies',
          retrieved: 'secondary',
          note: 'carried by the Japan Times',
        },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: "Huawei's output equals 4% of NVIDIA's in 2026",
        },
      ],
      dissent: 'Lutnick: at most 200k.',
    }),
    domesticGrowth: input({
      label: 'Growth of Chinese chip output, present controls',
      unit: 'OOM/yr',
      symbol: 'gd',
      group: 'Chinese compute',
      family: 'normal',
      p5: 0.05,
      p50: 0.2,
      p95: 0.38,
      grade: 'estimated',
      rationale:
        'Trend growth of domestic output while equipment controls stay as they are; the median is 1.6x a year, below US-bloc growth.',
      sources: [
        {
          cite: 'CFR, McGuire: gap from 5x to 17x by 2027',
          retrieved: 'secondary',
          note: "copy at vuink; CFR's own page was not retrieved",
        },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: 'Huawei 4% of NVIDIA in 2026, 2% in 2027; no EUV, HBM not mass-produced',
        },
        { cite: 'Manifold: CXMT HBM3 slipping', retrieved: 'primary' },
      ],
      dissent: 'Optimists about Chinese industry cite a ramp of high-bandwidth memory in 2026-27.',
    }),
    smeSwing: input({
      label: 'Effect of equipment controls on that growth',
      unit: 'OOM/yr',
      symbol: 'etaM',
      group: 'Chinese compute',
      family: 'lognormal',
      p5: 0.06,
      p50: 0.13,
      p95: 0.27,
      grade: 'judgement',
      rationale:
        'How much growth of domestic output falls if equipment controls go from the status quo to full, or rises if they are dropped.',
      sources: [
        {
          cite: 'Reuters: Chinese EUV prototype, 2028 target, 2030 realistic',
          retrieved: 'secondary',
          note: 'copy at threatintel.cc',
        },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: 'DUV and servicing loopholes',
        },
      ],
    }),
    selfRelianceResponse: input({
      label: 'Extra domestic growth spurred by tight controls',
      unit: 'OOM/yr',
      symbol: 'psi',
      group: 'Chinese compute',
      family: 'lognormal',
      p5: 0.01,
      p50: 0.035,
      p95: 0.12,
      grade: 'judgement',
      rationale:
        'Tighter chip and equipment controls raise the incentive to build a domestic supply chain. Kept small in the base case.',
      sources: [
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: "'little evidence' that self-reliance can challenge the lead",
        },
      ],
      dissent:
        "ITIF argues that controls hasten China's self-reliance; the switch selfReliance multiplies this by four.",
    }),
    domesticUsability: input({
      label: 'Frontier use of a Chinese chip per H100e',
      unit: 'share',
      symbol: 'ud',
      group: 'Chinese compute',
      family: 'logitnormal',
      p5: 0.35,
      p50: 0.6,
      p95: 0.85,
      grade: 'judgement',
      rationale:
        'Software, interconnect and reliability reduce what a nominal H100-equivalent delivers in frontier work.',
      sources: [{ cite: "Tom's Hardware: DeepSeek reverted to NVIDIA", retrieved: 'secondary' }],
      dissent: 'GLM-5.1 was reportedly trained entirely on Ascend chips.',
    }),
    licensedUptake: input({
      label: 'Share of permitted exports China takes up',
      unit: 'share',
      symbol: 'accB',
      group: 'Chinese compute',
      family: 'logitnormal',
      p5: 0.1,
      p50: 0.35,
      p95: 0.75,
      grade: 'judgement',
      rationale:
        'Beijing and firms may refuse licensed chips. Orders exist, but customs blocked them and no deliveries were seen by May 2026.',
      sources: [
        { cite: 'techloy: over 2 million ordered, customs blocked', retrieved: 'primary' },
        { cite: 'ai2027-tracker: no deliveries by May 2026', retrieved: 'secondary' },
      ],
      dissent: 'Grunewald had expected the full cap (about 230k B300e) to be taken up.',
    }),
    smugglingShare: input({
      label: 'Smuggled share of US-bloc additions, no enforcement',
      unit: 'share',
      symbol: 'sMax',
      group: 'Chinese compute',
      family: 'lognormal',
      p5: 0.003,
      p50: 0.01,
      p95: 0.033,
      grade: 'estimated',
      rationale:
        'Diverted share of new chips if nobody enforced. Calibrated with smuggledStock to past diversion under weak enforcement.',
      sources: [
        {
          cite: "CNAS 2025, 'Countering AI Chip Smuggling': 10k to several 100k chips, median 140k",
          title: 'Countering AI Chip Smuggling Has Become a National Security Priority',
          publisher: 'CNAS',
          date: '2025-06-11',
          url: 'https://www.cnas.org/press/press-release/new-paper-warns-ai-chip-smuggling-to-china-may-undermine-u-s-national-security-interests',
          retrieved: 'primary',
          note: 'cnas.org',
        },
        {
          cite: 'Grunewald 2026: remainder of about 15%',
          retrieved: 'secondary',
          note: 'share not explained by other channels; page not recorded',
        },
      ],
    }),
    enforcementEffect: input({
      label: 'Smuggling stopped by full enforcement',
      unit: 'share',
      symbol: 'epsE',
      group: 'Chinese compute',
      family: 'logitnormal',
      p5: 0.4,
      p50: 0.7,
      p95: 0.9,
      grade: 'judgement',
      rationale: 'Even full enforcement leaves some diversion. Budgets and bills show intent, not effectiveness.',
      sources: [
        { cite: 'exportcompliancedaily: BIS FY26 budget $235M (+23%) against $303M asked', retrieved: 'primary' },
        {
          cite: 'Chip Security Act, 42-0 in committee',
          title: 'Chip Security Act, H.R. 3447',
          publisher: 'US House of Representatives',
          date: '2025-05-15',
          url: 'https://www.govinfo.gov/bulkdata/BILLS/119/1/hr/BILLS-119hr3447ih.xml',
          retrieved: 'secondary',
          note: 'page not recorded',
        },
      ],
    }),
    remoteShare: input({
      label: 'Remote use as share of US-bloc stock, no control',
      unit: 'share',
      symbol: 'rMax',
      group: 'Chinese compute',
      family: 'lognormal',
      p5: 0.014,
      p50: 0.032,
      p95: 0.07,
      grade: 'estimated',
      rationale: 'Level towards which Chinese rental abroad moves when nothing restricts it.',
      sources: [
        { cite: 'Financial Times reports on Chinese use of overseas data centres', retrieved: 'secondary' },
        { cite: 'morningoverview: ByteDance, 36k B200 in Malaysia', retrieved: 'primary' },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: 'Financial Times report on training in Southeast Asia',
        },
      ],
    }),
    remoteControlEffect: input({
      label: 'Remote use stopped by full control',
      unit: 'share',
      symbol: 'epsR',
      group: 'Chinese compute',
      family: 'logitnormal',
      p5: 0.45,
      p50: 0.75,
      p95: 0.93,
      grade: 'judgement',
      rationale:
        'Know-your-customer rules for cloud providers can close most but not all of the channel. A bill passed the House.',
      sources: [
        {
          cite: 'Remote Access Security Act, passed the House 369-22',
          title: 'Remote Access Security Act, H.R. 2683',
          publisher: 'Congressional Record',
          date: '2026-01-12',
          url: 'https://www.govinfo.gov/content/pkg/CREC-2026-01-12/html/CREC-2026-01-12-pt1-PgH621-5.htm',
          retrieved: 'secondary',
          note: 'page not recorded',
        },
      ],
    }),
    reallocation: input({
      label: 'Share of a gap change offset by reallocation',
      unit: 'share',
      symbol: 'zeta',
      group: 'Chinese compute',
      family: 'logitnormal',
      p5: 0.1,
      p50: 0.28,
      p95: 0.5,
      grade: 'judgement',
      rationale:
        'When compute gets scarcer China concentrates it on frontier work, and spreads it again when it becomes plentiful.',
    }),
    consolidationGain: input({
      label: 'Gain from full national consolidation',
      unit: 'OOM',
      symbol: 'cons',
      group: 'Chinese compute',
      family: 'normal',
      p5: 0.05,
      p50: 0.2,
      p95: 0.4,
      grade: 'judgement',
      rationale:
        'Pooling all Chinese frontier compute in one programme would raise the effective size of its largest runs.',
    }),
    // Algorithms
    softwareProgress: input({
      label: 'Software progress observed today',
      unit: 'OOM/yr',
      symbol: 'gAobs',
      group: 'Algorithms',
      family: 'lognormal',
      p5: 0.38,
      p50: 0.62,
      p95: 1,
      grade: 'estimated',
      rationale:
        'How fast less compute suffices for the same result; the median is 4.2x a year. Two-sided uncertainty is wide in the sources.',
      sources: [
        {
          cite: "Ho et al. 2024, 'Algorithmic progress in language models': compute halving time 8 months, 95% CI 5-14",
          title: 'Algorithmic progress in language models',
          publisher: 'arXiv',
          date: '2024-03-09',
          url: 'https://arxiv.org/abs/2403.05812',
          retrieved: 'primary',
          note: 'arXiv; the NeurIPS text gives a 90% CI of 2-22 months',
        },
        { cite: "Ho / Epoch AI, March 2026: 'several times ... possibly ten times' a year", retrieved: 'primary' },
      ],
      dissent: 'Gundlach 2025 finds progress to be mostly dependent on scale.',
    }),
    researchComputeElasticity: input({
      label: 'Elasticity of software progress to research compute',
      unit: 'number',
      symbol: 'lam',
      group: 'Algorithms',
      family: 'logitnormal',
      p5: 0.3,
      p50: 0.5,
      p95: 0.75,
      grade: 'estimated',
      rationale: 'By what percentage software progress rises per per cent more research compute.',
      sources: [
        {
          cite: 'AI Futures Model: research compute exponent 0.65, rho -0.155',
          retrieved: 'primary',
          note: 'read at greaterwrong',
        },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: "algorithms are 'both a function of and a multiplier for' compute",
        },
      ],
      dissent: 'Whitfill and Wu find sigma of 2.58 or -0.10 depending on the specification.',
    }),
    ideasGettingHarder: input({
      label: 'Slow-down per OOM of software above trend',
      unit: 'per OOM',
      symbol: 'b',
      group: 'Algorithms',
      family: 'lognormal',
      p5: 0.25,
      p50: 0.55,
      p95: 1.2,
      grade: 'judgement',
      rationale: 'Each step beyond the software trend costs more; a bloc below the trend finds ideas easier.',
      sources: [{ cite: 'r of about 1.2 (Davidson; Erdil et al.)', retrieved: 'memory' }],
    }),
    chinaResearchFactor: input({
      label: 'Chinese research productivity relative to US',
      unit: 'x',
      symbol: 'q',
      group: 'Algorithms',
      family: 'lognormal',
      p5: 0.75,
      p50: 0.95,
      p95: 1.2,
      grade: 'judgement',
      rationale: 'Talent and organisation at equal compute. Strong talent and weaker data roughly cancel.',
      sources: [
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: "'world-class innovative talent', cheap energy, data",
        },
        {
          cite: 'Business Insider, 14 May 2026',
          publisher: 'Business Insider',
          date: '2026-05-14',
          retrieved: 'primary',
          note: 'Zhang Chi: Chinese AI lacks high-quality data',
        },
      ],
    }),
    imitationRate: input({
      label: 'Closing rate of the algorithm gap by imitation',
      unit: 'per year',
      symbol: 'sig',
      group: 'Algorithms',
      family: 'lognormal',
      p5: 1,
      p50: 2,
      p95: 4,
      grade: 'judgement',
      rationale: 'Publications, hiring and reverse engineering; a rate of 2 closes half a gap in about four months.',
      sources: [{ cite: 'o1 to R1: about 4-5 months', retrieved: 'memory', note: 'page not recorded' }],
    }),
    absorptionExponent: input({
      label: 'How a wider compute gap slows imitation',
      unit: 'per OOM',
      symbol: 'nu',
      group: 'Algorithms',
      family: 'logitnormal',
      p5: 0.08,
      p50: 0.2,
      p95: 0.4,
      grade: 'judgement',
      rationale: 'Imitating needs experiments, so less compute means slower absorption.',
    }),
    secrecyEffect: input({
      label: 'Imitation stopped by full lab security',
      unit: 'share',
      symbol: 'epsS',
      group: 'Algorithms',
      family: 'logitnormal',
      p5: 0.15,
      p50: 0.35,
      p95: 0.6,
      grade: 'judgement',
      rationale: 'Secrecy slows the spread of ideas but cannot stop it.',
    }),
    followerSavingScale: input({
      label: 'Gap over which the follower saving fades',
      unit: 'OOM',
      symbol: 'zB',
      group: 'Algorithms',
      family: 'lognormal',
      p5: 0.2,
      p50: 0.4,
      p95: 0.8,
      grade: 'judgement',
      rationale:
        'A follower saves effort because it knows what works; the saving must vanish at parity, and this sets how soon.',
      sources: [
        {
          cite: 'Epoch AI, March 2026: final runs are 10-30% of R&D compute',
          retrieved: 'primary',
          note: 'so a follower could save up to 0.5-1.0 OOM',
        },
      ],
      dissent:
        'Exponential View puts Chinese compute two to three years behind but models only six to eight months, a larger saving than assumed here.',
    }),
    // Distillation
    distillationShare: input({
      label: 'Share of a small gap closed by distillation',
      unit: 'share',
      symbol: 'dlt',
      group: 'Distillation',
      family: 'logitnormal',
      p5: 0.1,
      p50: 0.28,
      p95: 0.55,
      grade: 'judgement',
      rationale: 'Training on outputs of US models closes part of the gap; only this part responds to curbs.',
      sources: [
        {
          cite: 'Anthropic, February 2026: about 24,000 accounts, 16 million exchanges',
          retrieved: 'primary',
          note: 'scale of distillation; Business Insider, 14 May 2026, also reports the statement',
        },
        {
          cite: 'Business Insider, 14 May 2026',
          publisher: 'Business Insider',
          date: '2026-05-14',
          retrieved: 'primary',
          note: 'DeepSeek, MiniMax and Moonshot AI named in February',
        },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: "near-frontier capability 'at extremely low cost'",
        },
      ],
      dissent: 'Lambert: not crucial; CSET: a slight boost.',
    }),
    distillationReach: input({
      label: 'Distance at which distillation loses force',
      unit: 'OOM',
      symbol: 'zD',
      group: 'Distillation',
      family: 'lognormal',
      p5: 1.2,
      p50: 2.2,
      p95: 4,
      grade: 'judgement',
      rationale: 'A student far behind its teacher gains less per unit of gap.',
    }),
    distillationThreshold: input({
      label: 'Compute gap at which distillation half-fails',
      unit: 'OOM',
      symbol: 'cThr',
      group: 'Distillation',
      family: 'normal',
      p5: 1.5,
      p50: 2,
      p95: 2.5,
      grade: 'judgement',
      rationale: 'Distillation needs compute of its own, so it weakens as the compute gap widens.',
      sources: [
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: "'a certain computing power threshold'",
        },
      ],
    }),
    antiDistillationEffect: input({
      label: 'Distillation stopped by full curbs',
      unit: 'share',
      symbol: 'epsD',
      group: 'Distillation',
      family: 'logitnormal',
      p5: 0.3,
      p50: 0.6,
      p95: 0.85,
      grade: 'judgement',
      rationale: 'Detection, account checks and law can stop much but not all of it.',
      sources: [
        {
          cite: 'Anthropic, February 2026: about 24,000 accounts, 16 million exchanges',
          retrieved: 'primary',
          note: 'scale of distillation; Business Insider, 14 May 2026, also reports the statement',
        },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: 'OSTP memorandum; bill passed a House committee unanimously',
        },
      ],
    }),
    // AI R&D feedback
    feedbackToday: input({
      label: 'Speed-up of software research by AI tools today',
      unit: 'x',
      symbol: 'M0',
      group: 'AI R&D feedback',
      family: 'lognormal',
      p5: 1.08,
      p50: 1.25,
      p95: 1.65,
      grade: 'estimated',
      rationale:
        "AI already helps to build its successors. Today's factor is part of observed progress, so it only matters how it grows.",
      sources: [{ cite: 'ai2027-tracker: multiplier 1.1-1.3 now', retrieved: 'secondary' }],
      dissent: "One reading of the Mythos release is '4x', against about 1.55x.",
    }),
    feedbackGrowth: input({
      label: 'Growth of that speed-up per OOM of capability',
      unit: 'OOM per OOM',
      symbol: 'mu',
      group: 'AI R&D feedback',
      family: 'lognormal',
      p5: 0.03,
      p50: 0.09,
      p95: 0.22,
      grade: 'judgement',
      rationale:
        'How much the speed-up rises as models improve. Consistent with automated coding arriving between 2028 and 2030.',
      sources: [
        { cite: 'singularity.kiwi: Automated Coder medians mid-2028 and mid-2030', retrieved: 'secondary' },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: "'frontier models helping to build their next generation'",
        },
      ],
    }),
    feedbackCap: input({
      label: 'Upper limit of the speed-up',
      unit: 'x',
      symbol: 'Mmax',
      group: 'AI R&D feedback',
      family: 'lognormal',
      p5: 2.5,
      p50: 6,
      p95: 20,
      grade: 'judgement',
      rationale: 'Experiments and compute bound the speed-up even with very capable tools.',
    }),
    rndAccessShare: input({
      label: 'Public US frontier usable by Chinese R&D',
      unit: 'share',
      symbol: 'acc0',
      group: 'AI R&D feedback',
      family: 'logitnormal',
      p5: 0.35,
      p50: 0.65,
      p95: 0.88,
      grade: 'judgement',
      rationale: 'Chinese labs can use US models as research tools to the extent that access is open.',
      sources: [
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: "'Continued access to US frontier AI for AI R&D'",
        },
      ],
    }),
    accessControlEffect: input({
      label: 'R&D use stopped by full access controls',
      unit: 'share',
      symbol: 'epsA',
      group: 'AI R&D feedback',
      family: 'logitnormal',
      p5: 0.3,
      p50: 0.6,
      p95: 0.85,
      grade: 'judgement',
      rationale: 'Account and regional blocks leak.',
    }),
    imitationSpeedUp: input({
      label: 'How much AI tools also speed up imitation',
      unit: 'number',
      symbol: 'etaI',
      group: 'AI R&D feedback',
      family: 'logitnormal',
      p5: 0.3,
      p50: 0.6,
      p95: 0.85,
      grade: 'judgement',
      rationale: 'Exponent with which the Chinese research speed-up carries over to imitation.',
    }),
    // Shocks
    unmodelledDrift: input({
      label: 'Drift between the blocs not in the model',
      unit: 'OOM/yr',
      symbol: 'xi',
      group: 'Shocks',
      family: 'normal',
      p5: -0.17,
      p50: 0,
      p95: 0.17,
      grade: 'judgement',
      rationale:
        'Everything the accounting leaves out, as a steady relative drift; positive favours China. One of the two inputs that dominate the spread.',
      dissent:
        "Justin Lin puts the chance that a Chinese firm leads in five years at 20% or less; the model's chance by mid-2030 is far below that.",
    }),
    shiftTime: input({
      label: 'Years until the next paradigm shift',
      unit: 'years',
      symbol: 'tJ',
      group: 'Shocks',
      family: 'lognormal',
      p5: 0.4,
      p50: 2.8,
      p95: 19,
      grade: 'judgement',
      rationale: 'A change of method on the scale of reasoning models. Timing is highly uncertain.',
    }),
    shiftSize: input({
      label: 'Size of the paradigm shift',
      unit: 'OOM',
      symbol: 'J',
      group: 'Shocks',
      family: 'lognormal',
      p5: 0.12,
      p50: 0.3,
      p95: 0.75,
      grade: 'judgement',
      rationale: 'Jump in algorithmic efficiency for whoever finds it; the other side then imitates.',
    }),
    shiftSide: input({
      label: 'Which side finds the shift (US if below 0.8)',
      unit: 'number',
      symbol: 'uJ',
      group: 'Shocks',
      family: 'uniform',
      min: 0,
      max: 1,
      grade: 'judgement',
      rationale: 'A uniform number; below 0.8 the shift happens in the US first, otherwise in China.',
    }),
    theftHazard: input({
      label: 'Yearly chance that frontier weights are stolen',
      unit: 'per year',
      symbol: 'hW',
      group: 'Shocks',
      family: 'lognormal',
      p5: 0.01,
      p50: 0.035,
      p95: 0.12,
      grade: 'judgement',
      rationale: 'Hazard of theft and effective use of current US frontier weights with no extra security.',
    }),
    theftSecurityEffect: input({
      label: 'Theft hazard removed by full lab security',
      unit: 'share',
      symbol: 'epsW',
      group: 'Shocks',
      family: 'logitnormal',
      p5: 0.3,
      p50: 0.6,
      p95: 0.85,
      grade: 'judgement',
      rationale: 'Security lowers but does not remove the hazard.',
    }),
    theftTiming: input({
      label: 'Random number that times the theft',
      unit: 'number',
      symbol: 'uW',
      group: 'Shocks',
      family: 'uniform',
      min: 0,
      max: 1,
      grade: 'judgement',
      rationale: 'A uniform number; the theft happens when the cumulative hazard passes minus its logarithm.',
    }),
    // Deployment
    usDiffusionLag: input({
      label: 'US lag from frontier to regular use',
      unit: 'months',
      symbol: 'tauU',
      group: 'Deployment',
      family: 'lognormal',
      p5: 12,
      p50: 26,
      p95: 54,
      grade: 'judgement',
      rationale:
        'Months from a capability standing at the US frontier until US firms and agencies that employ a third of the workforce use it regularly. The class of model of March 2023 reached 32% of employment about 33 months later; later classes find the complements in place.',
      sources: [
        {
          cite: 'US Census Bureau, CES working paper 26-25: 18% of firms, 32% weighted by employment, used AI in a business function in November 2025 to January 2026',
          retrieved: 'primary',
          note: 'abstract read',
        },
        { cite: 'US Census BTOS, May 2026: 19.8% of firms', retrieved: 'secondary', note: 'copy at launchready.ai' },
      ],
      dissent:
        'Surveys of workers and of executives give two to four times these rates; historians of technology give decades.',
    }),
    chinaDiffusionRatio: input({
      label: 'Chinese diffusion lag over the US one',
      unit: 'x',
      symbol: 'rho',
      group: 'Deployment',
      family: 'lognormal',
      p5: 0.6,
      p50: 0.92,
      p95: 1.4,
      grade: 'judgement',
      rationale:
        "The essay expects Beijing's push to put near-frontier models to use faster than the US does; Chinese firms lag in enterprise software and in compute for inference. No comparable survey was found.",
      sources: [
        { cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay", retrieved: 'primary' },
        {
          cite: "State Council, 'AI Plus' opinions, August 2025: 70% penetration of agents and terminals by 2027, 90% by 2030",
          retrieved: 'memory',
          note: 'targets, not measurements',
        },
      ],
      dissent:
        'Targets of this kind are met on paper; scarce inference compute may slow use more than policy speeds it.',
    }),
    adoptionPolicyEffect: input({
      label: 'Share of the US diffusion lag that full adoption policy removes',
      unit: 'share',
      symbol: 'epsU',
      group: 'Deployment',
      family: 'logitnormal',
      p5: 0.1,
      p50: 0.25,
      p95: 0.45,
      grade: 'judgement',
      rationale:
        'Procurement, standards, training and data access at the scale of the AI Action Plan. No evaluation was found.',
      sources: [{ cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay", retrieved: 'primary' }],
      dissent: 'Diffusion is driven by firms; policy may do next to nothing.',
    }),
    aiPlusEffect: input({
      label: 'Share of the Chinese diffusion lag that full mobilisation removes',
      unit: 'share',
      symbol: 'epsC',
      group: 'Deployment',
      family: 'logitnormal',
      p5: 0.05,
      p50: 0.15,
      p95: 0.35,
      grade: 'judgement',
      rationale: "Beyond today's 'AI Plus' campaign, which is in the status quo at half strength.",
      sources: [{ cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay", retrieved: 'primary' }],
      dissent: 'Campaigns distort as much as they speed up.',
    }),
    // Distribution
    usStackShareToday: input({
      label: "Third countries' AI use on the US stack, mid-2026",
      unit: 'share',
      symbol: 'w0',
      group: 'Distribution',
      family: 'logitnormal',
      p5: 0.7,
      p50: 0.85,
      p95: 0.94,
      grade: 'judgement',
      rationale:
        'Share, weighted by compute, of AI use outside the US and China that runs on US-bloc chips and models. Chinese providers hold about a tenth of world cloud spending, nearly all of it at home.',
      sources: [
        {
          cite: 'Omdia and Synergy, Q4 2025: mainland China 14.7 of 129 billion dollars of cloud infrastructure spending',
          retrieved: 'secondary',
          note: 'copies at techreaderdaily and CRN',
        },
        {
          cite: 'Fierce Network, 2025: regions of Alibaba Cloud and Huawei Cloud',
          retrieved: 'secondary',
          note: 'copy at newsbeep',
        },
      ],
      dissent: 'Counted by downloads of open weights instead of compute, Chinese models may already lead.',
    }),
    leadPull: input({
      label: 'Pull of the capability gap on the share',
      unit: 'logit per OOM',
      symbol: 'bL',
      group: 'Distribution',
      family: 'lognormal',
      p5: 0.3,
      p50: 0.8,
      p95: 2,
      grade: 'judgement',
      rationale:
        'How much more third countries choose the better stack: one order of magnitude turns 85% into 93% at the median.',
      sources: [{ cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay", retrieved: 'primary' }],
      dissent: "'Cheap and good enough' may win whatever the gap, as with telecom equipment.",
    }),
    pricePull: input({
      label: 'Pull of Chinese supply on the share',
      unit: 'logit per ln unit',
      symbol: 'bP',
      group: 'Distribution',
      family: 'lognormal',
      p5: 0.1,
      p50: 0.3,
      p95: 0.8,
      grade: 'judgement',
      rationale:
        "Older chips go abroad when imports meet demand at home: supply is the domestic stock times the foreign share of China's compute, against the growth of the US-bloc stock.",
      sources: [{ cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay", retrieved: 'primary' }],
      dissent: 'Chinese chips may be needed at home for long under any policy.',
    }),
    exportPromotionEffect: input({
      label: 'Effect of full promotion of US AI exports',
      unit: 'logit',
      symbol: 'bE',
      group: 'Distribution',
      family: 'normal',
      p5: 0.1,
      p50: 0.4,
      p95: 0.9,
      grade: 'judgement',
      rationale: "Full-stack export packages and finance, beyond today's programme.",
      sources: [{ cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay", retrieved: 'primary' }],
      dissent: 'Buyers hedge between stacks; promotion may meet resistance.',
    }),
    stackInertia: input({
      label: 'Time for shares to adjust',
      unit: 'years',
      symbol: 'tauS',
      group: 'Distribution',
      family: 'lognormal',
      p5: 1,
      p50: 2.5,
      p95: 6,
      grade: 'judgement',
      rationale: 'Data centres last five years, contracts two to three; models can be swapped in weeks.',
      dissent: 'Where models are swapped over an interface the share moves much faster.',
    }),
  },

  levers: {
    // Close the loopholes
    legalExportShare: lever({
      label: 'Legal chip exports to China',
      unit: 'share of US-bloc additions',
      symbol: 'xleg',
      group: 'Close the loopholes',
      min: 0,
      max: 0.3,
      step: 0.005,
      statusQuo: 0.015,
      deadTime: 0.1,
      timeConstant: 0.3,
      lowWord: 'no exports',
      highWord: 'open exports',
      bands: [
        ['none', 0],
        ['status quo', 0.015],
        ['low', 0.05],
        ['medium', 0.15],
        ['high', 0.3],
      ],
      rationale:
        "Upper limit on licensed exports as a share of new US-bloc chips; what is taken up also depends on licensedUptake. The inaction value was tuned so that the resulting ratio matches IFP's 'below 4x' for additions.",
      sources: [
        {
          cite: 'IFP: compute ratio 31x falls below 4x if B30A is sold',
          retrieved: 'secondary',
          note: 'copy at techinformed; the H200 ratios were not retrieved',
        },
        { cite: "Khan's thread: 10-30x with no exports", retrieved: 'secondary', note: 'page not recorded' },
        {
          cite: 'Business Insider, 14 May 2026',
          publisher: 'Business Insider',
          date: '2026-05-14',
          retrieved: 'primary',
          note: 'H200 sales with a 25% levy; the article dates this to last August, but August 2025 was H20',
        },
        { cite: 'ITIF: H200 permission announced 8 December 2025', retrieved: 'primary' },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: "'relaxation of US semiconductor export controls' in scenario two",
        },
      ],
    }),
    smugglingEnforcement: lever({
      label: 'Enforcement against smuggling',
      unit: '0-1',
      symbol: 'enf',
      group: 'Close the loopholes',
      min: 0,
      max: 1,
      step: 0.05,
      statusQuo: 0.3,
      deadTime: 0.4,
      timeConstant: 0.8,
      lowWord: 'no enforcement',
      highWord: 'full enforcement',
      bands: [
        ['none', 0],
        ['low', 0.1],
        ['status quo', 0.3],
        ['medium', 0.6],
        ['high', 0.9],
      ],
      rationale:
        'Inspection, chip tracking and prosecution. Inspectors must be hired and trained, hence a dead time of 0.4 years and a slow ramp.',
      sources: [
        { cite: 'exportcompliancedaily: BIS FY26 budget $235M (+23%) against $303M asked', retrieved: 'primary' },
        {
          cite: 'Chip Security Act, 42-0 in committee',
          title: 'Chip Security Act, H.R. 3447',
          publisher: 'US House of Representatives',
          date: '2025-05-15',
          url: 'https://www.govinfo.gov/bulkdata/BILLS/119/1/hr/BILLS-119hr3447ih.xml',
          retrieved: 'secondary',
          note: 'page not recorded',
        },
        {
          cite: "CNAS 2025, 'Countering AI Chip Smuggling': 10k to several 100k chips, median 140k",
          title: 'Countering AI Chip Smuggling Has Become a National Security Priority',
          publisher: 'CNAS',
          date: '2025-06-11',
          url: 'https://www.cnas.org/press/press-release/new-paper-warns-ai-chip-smuggling-to-china-may-undermine-u-s-national-security-interests',
          retrieved: 'primary',
          note: 'cnas.org',
        },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: 'Supermicro case; increasing enforcement budgets',
        },
        {
          cite: 'Business Insider, 14 May 2026',
          publisher: 'Business Insider',
          date: '2026-05-14',
          retrieved: 'primary',
          note: "'SANDKYAN' relabelling; ramp up enforcement budgets",
        },
      ],
    }),
    remoteAccessControl: lever({
      label: 'Control of remote access to chips abroad',
      unit: '0-1',
      symbol: 'rem',
      group: 'Close the loopholes',
      min: 0,
      max: 1,
      step: 0.05,
      statusQuo: 0.1,
      deadTime: 0.4,
      timeConstant: 0.5,
      lowWord: 'no control',
      highWord: 'full control',
      bands: [
        ['none', 0],
        ['status quo', 0.1],
        ['low', 0.3],
        ['medium', 0.6],
        ['high', 0.9],
      ],
      rationale:
        'Rules for overseas data centres that rent US chips to Chinese labs. Present law covers sales, not remote use.',
      sources: [
        {
          cite: 'Remote Access Security Act, passed the House 369-22',
          title: 'Remote Access Security Act, H.R. 2683',
          publisher: 'Congressional Record',
          date: '2026-01-12',
          url: 'https://www.govinfo.gov/content/pkg/CREC-2026-01-12/html/CREC-2026-01-12-pt1-PgH621-5.htm',
          retrieved: 'secondary',
          note: 'page not recorded',
        },
        { cite: 'Financial Times reports on Chinese use of overseas data centres', retrieved: 'secondary' },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: 'current controls do not cover remote access',
        },
      ],
    }),
    equipmentControls: lever({
      label: 'Controls on chip-making equipment and HBM',
      unit: '0-1',
      symbol: 'sme',
      group: 'Close the loopholes',
      min: 0,
      max: 1,
      step: 0.05,
      statusQuo: 0.5,
      deadTime: 0.25,
      timeConstant: 1,
      lowWord: 'dropped',
      highWord: 'complete, with servicing',
      bands: [
        ['none', 0],
        ['low', 0.2],
        ['status quo', 0.5],
        ['medium', 0.75],
        ['high', 0.95],
      ],
      rationale:
        'EUV, DUV, servicing and high-bandwidth memory. Slows growth of Chinese chip output, with a self-reliance response.',
      sources: [
        {
          cite: 'Reuters: Chinese EUV prototype, 2028 target, 2030 realistic',
          retrieved: 'secondary',
          note: 'copy at threatintel.cc',
        },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: 'no EUV; DUV technology and its service as loopholes; HBM',
        },
      ],
    }),
    // Protect innovation
    antiDistillation: lever({
      label: 'Measures against distillation',
      unit: '0-1',
      symbol: 'dis',
      group: 'Protect innovation',
      min: 0,
      max: 1,
      step: 0.05,
      statusQuo: 0.25,
      deadTime: 0.25,
      timeConstant: 0.5,
      lowWord: 'none',
      highWord: 'full curbs',
      bands: [
        ['none', 0],
        ['low', 0.05],
        ['status quo', 0.25],
        ['medium', 0.6],
        ['high', 0.9],
      ],
      rationale: 'Detection, sharing of threat intelligence, legislation.',
      sources: [
        {
          cite: 'Anthropic, February 2026: about 24,000 accounts, 16 million exchanges',
          retrieved: 'primary',
          note: 'scale of distillation; Business Insider, 14 May 2026, also reports the statement',
        },
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: 'OSTP memorandum; committee bill; sharing among labs and with government',
        },
        {
          cite: 'Business Insider, 14 May 2026',
          publisher: 'Business Insider',
          date: '2026-05-14',
          retrieved: 'primary',
          note: 'stop distillation attacks',
        },
      ],
    }),
    rndAccessControl: lever({
      label: 'Limits on Chinese R&D use of US models',
      unit: '0-1',
      symbol: 'acs',
      group: 'Protect innovation',
      min: 0,
      max: 1,
      step: 0.05,
      statusQuo: 0.25,
      deadTime: 0.25,
      timeConstant: 0.5,
      lowWord: 'open access',
      highWord: 'blocked',
      bands: [
        ['none', 0],
        ['low', 0.05],
        ['status quo', 0.25],
        ['medium', 0.6],
        ['high', 0.85],
      ],
      rationale: 'Keeps Chinese labs from using US frontier models as research tools.',
      sources: [
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: "'Continued access to US frontier AI for AI R&D'",
        },
      ],
    }),
    labSecurity: lever({
      label: 'Security of US labs',
      unit: '0-1',
      symbol: 'sec',
      group: 'Protect innovation',
      min: 0,
      max: 1,
      step: 0.05,
      statusQuo: 0.2,
      deadTime: 0.5,
      timeConstant: 1,
      lowWord: 'open',
      highWord: 'very high security',
      bands: [
        ['none', 0],
        ['low', 0.1],
        ['status quo', 0.2],
        ['medium', 0.5],
        ['high', 0.8],
      ],
      rationale:
        'Lowers the hazard of weight theft and slows the spread of ideas. A judgement lever: the sources give no scale.',
    }),
    // Promote US AI
    usBuildOut: lever({
      label: 'US compute build-out',
      unit: '0-1',
      symbol: 'bld',
      group: 'Promote US AI',
      min: 0,
      max: 1,
      step: 0.05,
      statusQuo: 0.3,
      deadTime: 0.75,
      timeConstant: 1.5,
      lowWord: 'held back',
      highWord: 'full build-out',
      bands: [
        ['none', 0],
        ['status quo', 0.3],
        ['medium', 0.5],
        ['high', 0.8],
        ['full', 1],
      ],
      rationale:
        'Faster growth of US-bloc compute. It is the nearest thing in the model to promoting US AI; exports of the US stack and adoption have levers of their own, which do not act on the lead. It widens the gap but hardly changes months, because both the US frontier and everything derived from it move faster.',
      sources: [
        {
          cite: "marsbit, 2026-05-16, reprinting Anthropic's '2028' essay",
          publisher: 'marsbit',
          date: '2026-05-16',
          retrieved: 'secondary',
          note: 'promote US AI exports; allied capacity coming online',
        },
      ],
    }),
    // Chinese response
    chineseUptakeShift: lever({
      label: "Beijing's stance on licensed chips",
      unit: 'logit shift',
      symbol: 'dacc',
      group: 'Chinese response',
      min: -2,
      max: 2,
      step: 0.25,
      statusQuo: 0,
      deadTime: 0.1,
      timeConstant: 0.3,
      lowWord: 'refuses',
      highWord: 'takes all it can',
      decidedBy: 'Beijing',
      bands: [
        ['refuses', -2],
        ['reluctant', -1],
        ['status quo', 0],
        ['open', 1],
        ['takes all it can', 2],
      ],
      rationale: 'Shift of the logit of licensedUptake; at +2 the median uptake rises from 35% to 80%.',
      sources: [
        { cite: 'techloy: over 2 million ordered, customs blocked', retrieved: 'primary' },
        { cite: 'ai2027-tracker: no deliveries by May 2026', retrieved: 'secondary' },
      ],
    }),
    chineseConsolidation: lever({
      label: 'National consolidation of Chinese AI compute',
      unit: '0-1',
      symbol: 'cons',
      group: 'Chinese response',
      min: 0,
      max: 1,
      step: 0.05,
      statusQuo: 0,
      deadTime: 0.25,
      timeConstant: 0.75,
      lowWord: 'dispersed',
      highWord: 'one national programme',
      decidedBy: 'Beijing',
      bands: [
        ['none', 0],
        ['low', 0.25],
        ['medium', 0.5],
        ['high', 0.75],
        ['full', 1],
      ],
      rationale:
        'Pooling of frontier compute in China. The inaction value of 0.25 is part of the tuning of that preset.',
    }),
    // The other fronts
    usAdoptionPush: lever({
      label: 'US push for adoption',
      unit: '0-1',
      symbol: 'lU',
      group: 'Promote US AI',
      min: 0,
      max: 1,
      step: 0.01,
      statusQuo: 0.3,
      deadTime: 0.5,
      timeConstant: 1.5,
      lowWord: 'none',
      highWord: 'full',
      bands: [
        ['none', 0],
        ['low', 0.2],
        ['status quo', 0.3],
        ['medium', 0.55],
        ['high', 0.8],
      ],
      rationale: 'Procurement, standards, training. Acts on deployment only, not on the lead.',
    }),
    chineseAdoptionPush: lever({
      label: "Beijing's push for adoption",
      unit: '0-1',
      symbol: 'lC',
      group: 'Chinese response',
      min: 0,
      max: 1,
      step: 0.01,
      statusQuo: 0.5,
      deadTime: 0.25,
      timeConstant: 1,
      lowWord: 'none',
      highWord: 'full',
      decidedBy: 'Beijing',
      bands: [
        ['none', 0],
        ['low', 0.2],
        ['status quo', 0.5],
        ['high', 0.8],
        ['full', 1],
      ],
      rationale: "'AI Plus' and its successors. Acts on deployment only.",
    }),
    exportPromotion: lever({
      label: 'Promotion of US AI exports',
      unit: '0-1',
      symbol: 'lE',
      group: 'Promote US AI',
      min: 0,
      max: 1,
      step: 0.01,
      statusQuo: 0.3,
      deadTime: 0.5,
      timeConstant: 1.5,
      lowWord: 'none',
      highWord: 'full',
      bands: [
        ['none', 0],
        ['low', 0.2],
        ['status quo', 0.3],
        ['medium', 0.55],
        ['high', 0.8],
      ],
      rationale: 'Acts on global distribution only.',
    }),
  },

  switches: {
    computeWeight: toggle({
      label: 'Weight of compute in capability',
      default: 1,
      options: [
        ['full weight', 1],
        ['compute matters less', 0.6],
      ],
      critics:
        'Data, talent and engineering may matter more than the accounting says; seeds and critics disagree on how far innovation offsets compute.',
      effect:
        '0.6 replaces 40% of compute growth by equal progress on both sides: the spread between the scenarios shrinks.',
    }),
    researchFeedback: toggle({
      label: 'Growth of AI R&D feedback',
      default: 1,
      options: [
        ['as sampled', 1],
        ['no growing feedback', 0],
        ['fast feedback', 2.5],
      ],
      critics: 'Tools may stop speeding up research, or take off.',
      effect:
        'Multiplies feedbackGrowth. Without growth months rise because both curves are flatter; with fast growth months fall although the gap does not close.',
    }),
    distillationStrength: toggle({
      label: 'Strength of distillation',
      default: 1,
      options: [
        ['as sampled', 1],
        ['no effect', 0],
        ['doubled', 2],
      ],
      critics: 'Lambert: not crucial; CSET: a slight boost; the essay treats it as central.',
      effect:
        'Multiplies distillationShare (capped at 0.95). Little effect on the status quo, because the follower saving is recalibrated; it changes what curbs can achieve.',
    }),
    imitationStrength: toggle({
      label: 'Strength of imitation',
      default: 1,
      options: [
        ['as sampled', 1],
        ['halved', 0.5],
        ['doubled', 2],
      ],
      critics: 'The speed of imitation is inferred from few releases.',
      effect: 'Multiplies imitationRate. Medians move by half a month at most: the attribution is weakly identified.',
    }),
    selfReliance: toggle({
      label: 'Self-reliance response',
      default: 1,
      options: [
        ['as sampled', 1],
        ['strong', 4],
      ],
      critics: 'ITIF: controls hasten Chinese self-reliance; the essay sees little evidence.',
      effect: 'Multiplies selfRelianceResponse. Slow to act: by 2028 it costs act-now about half a month.',
    }),
    reallocationStrength: toggle({
      label: 'Reallocation under scarcity',
      default: 1,
      options: [
        ['as sampled', 1],
        ['doubled', 2],
      ],
      critics: 'China may concentrate scarce compute more than assumed.',
      effect: 'Multiplies reallocation (capped at 1). Dampens controls and relaxations alike.',
    }),
    efficiencyUnderScarcity: toggle({
      label: 'Efficiency gains forced by scarcity',
      default: 0,
      options: [
        ['none', 0],
        ['strong', 0.4],
      ],
      critics:
        'Some observers say that scarcity forces innovation in other directions; the essay says it has not been enough to offset the deficit.',
      effect:
        'Adds 0.4 OOM a year of Chinese algorithmic progress per OOM by which the compute gap has widened since mid-2026.',
    }),
    domesticOutput: toggle({
      label: 'Chinese chip output',
      default: 1,
      options: [
        ['as sampled', 1],
        ['doubled', 2],
      ],
      critics: 'Bulls on Chinese industry expect a memory ramp in 2026-27; Lutnick says at most 200k.',
      effect: 'Doubles domesticFlow and raises domesticStock by half.',
    }),
    followerSavingFades: toggle({
      label: 'Follower saving near parity',
      default: 1,
      options: [
        ['fades', 1],
        ['never fades', 0],
      ],
      critics: 'The model lets the follower saving vanish at parity by design.',
      effect: 'Replaces followerSavingScale by 0.02 OOM, so the saving stays whole until parity.',
    }),
    lagTodayOverride: toggle({
      label: 'Lag today',
      default: 0,
      options: [
        ['as sampled', 0],
        ['4 months', 4],
        ['8 months', 8],
      ],
      critics: "DeepSeek claims about 2 months and Epoch's open-weights series shows 3-4; others see 8 or more.",
      effect: 'Replaces the distribution of lagToday by one value. The level of the lead moves with it.',
    }),
    usSupplyShock: toggle({
      label: 'Shock to US-bloc chip supply',
      default: 0,
      options: [
        ['none', 0],
        ['70% lost for 1.5 years', 0.7],
      ],
      critics: 'A crisis over Taiwan is not modelled otherwise.',
      effect:
        'Cuts US-bloc additions by 70% from 2027.5 to 2029.0. Months rise although the gap narrows: months are not the gap.',
    }),
    weightTheft: toggle({
      label: 'Theft of US weights',
      default: 1,
      options: [
        ['possible', 1],
        ['excluded', 0],
      ],
      critics: 'Theft may be impossible to use without the surrounding know-how.',
      effect: 'Sets the hazard to zero. The medians rise by 0.2 months or less.',
    }),
    policyStart: toggle({
      label: 'Start of the chosen policy',
      default: 2026.75,
      options: [
        ['October 2026', 2026.75],
        ['April 2027', 2027.25],
        ['October 2027', 2027.75],
        ['October 2028', 2028.75],
      ],
      critics: 'Both seeds say that the window does not stay open.',
      effect:
        "Levers keep their status-quo values until this date, then dead time and ramp follow. A year's delay of act-now costs about one month of lead at 2028.5.",
    }),
  },

  // Between the standard normals behind the inputs; all other pairs are independent.
  correlations: [
    ['usGrowthNow', 'usGrowthLongRun', 0.5, 'One boom or bust drives present and later growth.'],
    ['usGrowthNow', 'softwareProgress', 0.15, 'Compute growth and software progress share investment.'],
    ['usGrowthNow', 'feedbackGrowth', 0.25, 'Compute growth and automation of research share investment.'],
    ['softwareProgress', 'feedbackGrowth', 0.3, 'Fast software progress and fast automation go together.'],
    ['feedbackToday', 'feedbackGrowth', 0.4, 'High speed-up today suggests steep growth.'],
    ['smugglingShare', 'remoteShare', 0.3, 'Weak export enforcement shows in both channels.'],
    ['smugglingShare', 'smuggledStock', 0.6, 'The stock is the result of past flow.'],
    ['remoteShare', 'remoteStock', 0.8, 'The stock is the present state of the channel.'],
    ['domesticStock', 'domesticFlow', 0.5, 'The stock is the result of past flow.'],
    ['domesticGrowth', 'domesticUsability', 0.3, 'A stronger industry also makes more usable chips.'],
    ['distillationShare', 'imitationRate', 0.3, 'Both measure openness to copying.'],
    ['enforcementEffect', 'remoteControlEffect', 0.5, 'The same agencies enforce both.'],
    ['antiDistillationEffect', 'accessControlEffect', 0.6, 'The same measures stop both uses of US models.'],
    ['researchComputeElasticity', 'absorptionExponent', 0.3, 'Both express how much progress depends on compute.'],
    ['domesticGrowth', 'selfRelianceResponse', 0.2, 'Both express industrial strength.'],
    ['usStock', 'usGrowthNow', 0.2, 'A larger stock at mid-2026 implies faster recent growth.'],
    ['runScaling', 'usGrowthLongRun', 0.2, 'Longer boom, longer scaling.'],
    ['feedbackCap', 'feedbackGrowth', 0.2, 'Steeper growth goes with a higher limit.'],
    ['adoptionPolicyEffect', 'aiPlusEffect', 0.4, 'Both express how far policy can speed diffusion.'],
  ],

  outcomes: {
    forwardLead: outcome({
      label: 'Forward lead',
      unit: 'months',
      sign: 'positive: the US is ahead',
      description: 'Months from the date until China reaches the level that the US has at the date.',
      range: [-24, 104],
      bins: 2048,
      display: [-12, 60],
      at: quarters(2026.5, RECORDED_UNTIL),
      headline: 2028.5,
      thresholds: [3, 6, 12, 24],
      // Not reached by 2035: counted in means and differences as the months left until then.
      horizonUnitsPerYear: 12,
    }),
    backwardLag: outcome({
      label: 'Backward lag',
      unit: 'months',
      sign: 'positive: the US is ahead',
      description: 'Months since the US first had the level that China has at the date.',
      range: [-24, 104],
      bins: 2048,
      display: [-12, 48],
      at: quarters(2026.5, RECORDED_UNTIL),
      headline: 2028.5,
      thresholds: [3, 6, 12, 24],
      // A lag is finite while China is behind; if it is ahead, the US may not reach its level by 2035.
      horizonUnitsPerYear: 12,
    }),
    capabilityGap: outcome({
      label: 'Capability gap',
      unit: 'OOM',
      sign: 'positive: the US is ahead',
      description:
        'Orders of magnitude of effective training compute between the blocs; times 12.8 for points of the Epoch capability index. Months are not the gap: faster US progress shortens months at a fixed gap.',
      range: [-1, 5],
      bins: 1536,
      display: [-1, 4],
      at: quarters(2026.5, RECORDED_UNTIL),
      headline: 2028.5,
      thresholds: [0, 0.5, 1],
    }),
    computeRatio: outcome({
      label: 'Compute ratio',
      unit: 'x',
      sign: 'above 1: the US bloc has more chips',
      description: 'US-bloc chip stock over all chips that Chinese labs own or use, in H100-equivalents.',
      scale: 'log10',
      range: [-0.5, 3.5],
      bins: 2048,
      display: [1, 316],
      at: quarters(2026.5, RECORDED_UNTIL),
      headline: 2028.5,
      thresholds: [4, 10, 20, 40],
    }),
    effectiveComputeRatio: outcome({
      label: 'Effective compute ratio',
      unit: 'x',
      sign: 'above 1: the US bloc has more usable compute',
      description:
        'The compute ratio with Chinese-made, smuggled and remote chips weighted by their use in frontier work.',
      scale: 'log10',
      range: [-0.5, 3.5],
      bins: 2048,
      display: [1, 316],
      at: quarters(2026.5, RECORDED_UNTIL),
      headline: 2028.5,
      thresholds: [4, 10, 20, 40],
    }),
    deploymentLead: outcome({
      label: 'Deployment lead',
      unit: 'months',
      sign: 'positive: the US is ahead',
      description:
        'Months from the US having the frontier of the date in regular use (by firms and agencies that employ a third of the workforce) until China has it in regular use. Everything in it beyond the forward lead is judgement.',
      range: [-60, 140],
      bins: 3200,
      display: [-24, 60],
      at: quarters(2026.5, RECORDED_UNTIL),
      headline: 2028.5,
      thresholds: [0, 6, 12, 24],
      // Where the forward lead is censored, so is this.
      horizonUnitsPerYear: 12,
    }),
    usStackShare: outcome({
      label: 'US share of global distribution',
      unit: 'share',
      sign: 'above one half: most of the rest of the world runs on the US stack',
      description:
        'Share, weighted by compute, of AI use outside the US and China that runs on US-bloc chips and models. It moves little by 2028 under any policy, and is the weakest part of the model: all behind it is judgement.',
      range: [0, 1],
      bins: 512,
      display: [0.4, 1],
      at: quarters(2026.5, RECORDED_UNTIL),
      headline: 2028.5,
      thresholds: [0.5, 0.75, 0.9],
    }),
  },

  presets: {
    'status-quo': preset({
      label: 'Status quo',
      description: 'Every lever stays where it stands in mid-2026.',
    }),
    'act-now': preset({
      label: 'Act now',
      description:
        'Licensed exports end, and controls on smuggling, remote access, equipment, distillation and lab security are tightened from late 2026; adoption and exports of US AI are promoted.',
      levers: {
        legalExportShare: 0,
        smugglingEnforcement: 0.9,
        remoteAccessControl: 0.9,
        equipmentControls: 0.95,
        antiDistillation: 0.9,
        rndAccessControl: 0.85,
        labSecurity: 0.5,
        usBuildOut: 0.5,
        usAdoptionPush: 0.8,
        exportPromotion: 0.8,
      },
    }),
    inaction: preset({
      label: 'Inaction',
      description:
        'Exports open up to 30% of US-bloc additions, Beijing lets its firms buy, and controls and security are relaxed from late 2026; Beijing pushes adoption more than Washington.',
      levers: {
        legalExportShare: 0.3,
        smugglingEnforcement: 0.1,
        remoteAccessControl: 0,
        equipmentControls: 0.2,
        antiDistillation: 0.05,
        rndAccessControl: 0.05,
        labSecurity: 0.1,
        chineseUptakeShift: 2,
        chineseConsolidation: 0.25,
        usAdoptionPush: 0.2,
        chineseAdoptionPush: 0.8,
        exportPromotion: 0.2,
      },
    }),
  },

  // Bundles of assumptions, each to be combined with any policy.
  worldviews: {
    essay: worldview({
      label: 'The essay’s',
      description:
        'Copying is central to how China keeps up, and its chip industry falls behind: what Anthropic’s “2028” essay of May 2026 argues.',
      switches: { distillationStrength: 2 },
      // A fall from 4 % to 2 % in a year is 0.3 OOM/yr below the growth of the US bloc, 0.4; the spread is the model's.
      inputs: { domesticGrowth: { family: 'normal', p5: -0.05, p50: 0.1, p95: 0.28 } },
      why: {
        distillationStrength: 'The essay treats distillation as central, where Lambert and CSET see a slight boost.',
        domesticGrowth:
          'Huawei at 4% of NVIDIA in 2026 and 2% in 2027 (marsbit, 2026-05-16): growth 0.3 OOM a year below that of the US bloc.',
      },
    }),
    sceptic: worldview({
      label: 'The sceptic’s',
      description: 'Compute matters less than the accounting says, and China makes twice the chips.',
      switches: { computeWeight: 0.6, domesticOutput: 2 },
      why: {
        computeWeight: 'Data, talent and engineering may matter more than the accounting says.',
        domesticOutput:
          'Bulls on Chinese industry expect a memory ramp in 2026-27; Bloomberg has 1.6 million dies of the Ascend 910C.',
      },
    }),
    'fast-feedback': worldview({
      label: 'Fast feedback',
      description:
        'AI speeds up AI research far more with each gain than is assumed: both curves steepen, and months shrink.',
      switches: { researchFeedback: 2.5 },
      why: {
        researchFeedback:
          'Tools may take off: the AI 2027 tracker has a multiplier of 1.1-1.3 now, and medians for an automated coder of mid-2028 and mid-2030.',
      },
    }),
  },

  // By total effect on the headline once its trend is taken out (docs/sampling.md): first what decides whether and when a
  // paradigm shift or a theft of weights happens, each with those that it acts together with.
  importance: [
    'unmodelledDrift',
    'shiftTime',
    'shiftSide',
    'shiftSize',
    'theftTiming',
    'theftHazard',
    'theftSecurityEffect',
    'softwareProgress',
    'lagToday',
    'feedbackGrowth',
    'feedbackCap',
    'ideasGettingHarder',
    'feedbackToday',
    'usGrowthNow',
    'followerSavingScale',
    'domesticGrowth',
    'reallocation',
    'imitationRate',
    'usGrowthLongRun',
    'remoteStock',
    'smugglingShare',
    'usStock',
    'domesticFlow',
    'imitationSpeedUp',
    'runScaling',
    'researchComputeElasticity',
  ],

  simulate({ clock, inputs, levers, statusQuo, switches, series, record }) {
    const h = clock.step;
    const weight = switches.computeWeight;

    // Structural criticisms that act on inputs (before calibration: today's lag is always matched).
    const lagToday = switches.lagTodayOverride > 0 ? switches.lagTodayOverride : inputs.lagToday;
    const domesticFlow = inputs.domesticFlow * switches.domesticOutput;
    const domesticStock = inputs.domesticStock * (1 + 0.5 * (switches.domesticOutput - 1));
    const feedbackGrowth = inputs.feedbackGrowth * switches.researchFeedback;
    const distillationShare = min(inputs.distillationShare * switches.distillationStrength, MAX_DISTILLATION_SHARE);
    const imitationRate = inputs.imitationRate * switches.imitationStrength;
    const selfRelianceResponse = inputs.selfRelianceResponse * switches.selfReliance;
    const reallocation = min(inputs.reallocation * switches.reallocationStrength, 1);
    const theftHazard = inputs.theftHazard * switches.weightTheft;
    const followerSavingScale = switches.followerSavingFades === 0 ? NEVER_FADE_SCALE : inputs.followerSavingScale;

    // How many times AI tools at a capability speed up software research (≥ 1).
    const researchMultiplier = (capability: number) => {
      const raised = max(inputs.feedbackToday * pow10(clamp(feedbackGrowth * capability, -3, 3)), 1);
      return min(raised, max(inputs.feedbackCap, inputs.feedbackToday));
    };

    // Chinese tools are China's own best model plus a share `access` of the distance to the public US frontier, thinned by
    // scarce compute.
    const chineseMultiplier = (usLevel: number, chinaLevel: number, access: number, computeGap: number) => {
      const reach = max(usLevel - PUBLIC_RELEASE_GAP - chinaLevel, 0);
      const gain = researchMultiplier(chinaLevel + access * reach) - 1;
      return 1 + gain * pow10(-TOOL_COMPUTE_EXPONENT * computeGap);
    };

    const rndAccess = (control: number) => inputs.rndAccessShare * (1 - inputs.accessControlEffect * control);

    // Share of a small gap closed by distillation, after curbs and the compute gate.
    const distillationStrength = (computeGap: number, control: number) => {
      const gate = 1 / (1 + pow10(GATE_STEEPNESS * (computeGap - inputs.distillationThreshold)));
      return distillationShare * (1 - inputs.antiDistillationEffect * control) * gate;
    };

    // Chinese compute usable for frontier work, million H100e.
    const usableCompute = (domestic: number, legal: number, smuggled: number, remote: number) =>
      inputs.domesticUsability * domestic + legal + SMUGGLED_USABILITY * smuggled + REMOTE_USABILITY * remote;

    // ---- Calibration: the state at the start such that China's lag is exactly lagToday ------------------------------

    const usStockStart = inputs.usStock;
    const usableStart = usableCompute(domesticStock, inputs.legalStock, inputs.smuggledStock, inputs.remoteStock);
    const computeGapStart = log10(usStockStart / usableStart);
    const historySlope =
      weight * (PAST_US_GROWTH + inputs.runScaling) +
      (1 - weight) * NON_COMPUTE_GROWTH +
      PAST_SOFTWARE_FACTOR * inputs.softwareProgress;
    const capabilityGapStart = (lagToday / 12) * historySlope;

    // Algorithm gap at which Chinese research plus imitation keep pace: Newton's method.
    const accessStart = rndAccess(statusQuo.rndAccessControl);
    const chinaMultiplierStart = chineseMultiplier(0, -capabilityGapStart, accessStart, computeGapStart);
    const baseProgress = inputs.softwareProgress / inputs.feedbackToday;
    const rateStart = imitationRate * (1 - inputs.secrecyEffect * statusQuo.labSecurity);
    const chinaBaseProgress = baseProgress * inputs.chinaResearchFactor;
    const ownAtParity =
      chinaBaseProgress * chinaMultiplierStart * pow10(-inputs.researchComputeElasticity * computeGapStart);
    let algorithmGapStart = 0.25;
    for (let i = 0; i < NEWTON_STEPS; i++) {
      const own = ownAtParity * pow10(inputs.ideasGettingHarder * algorithmGapStart);
      const excess = rateStart * algorithmGapStart + own - inputs.softwareProgress;
      const slope = rateStart + LN10 * inputs.ideasGettingHarder * own;
      algorithmGapStart = clamp(algorithmGapStart - excess / slope, 0, MAX_ALGORITHM_GAP);
    }

    // Capability gap before distillation: Newton's method.
    const strengthStart = distillationStrength(computeGapStart, statusQuo.antiDistillation);
    let gapStart = capabilityGapStart;
    for (let i = 0; i < NEWTON_STEPS; i++) {
      const decay = exp(-gapStart / inputs.distillationReach);
      const excess = gapStart - capabilityGapStart - strengthStart * gapStart * decay;
      gapStart = gapStart - excess / (1 - strengthStart * (1 - gapStart / inputs.distillationReach) * decay);
    }

    // Follower saving (OOM): what compute and algorithms predict beyond what is observed. It absorbs every error.
    const followerSaving = weight * computeGapStart + algorithmGapStart - gapStart;
    const savingNormaliser = 1 - exp(-capabilityGapStart / followerSavingScale);
    const fixedSaving = min(followerSaving, 0);
    const fadingSaving = max(followerSaving, 0) / savingNormaliser;

    const usAdditionsStart = usStockStart * (LN10 * inputs.usGrowthNow + DEPRECIATION);
    const logUsStockStart = log10(usStockStart);
    const uptakeLogit = ln(inputs.licensedUptake / (1 - inputs.licensedUptake));
    const theftThreshold = -ln(clamp(inputs.theftTiming, 1e-6, 1));
    const usOffset = TRAINING_LAG_YEARS * (PAST_US_GROWTH + inputs.runScaling);
    const chinaOffset = TRAINING_LAG_YEARS * (inputs.chinaGrowthBefore + inputs.runScaling);

    // ---- State ------------------------------------------------------------------------------------------------------

    let usStock = usStockStart;
    let stockGrowth = 0; // OOM since the start
    let domestic = domesticStock;
    let legal = inputs.legalStock;
    let smuggled = inputs.smuggledStock;
    let remote = inputs.remoteStock;
    let logDomesticFlow = log10(domesticFlow);
    let runScaling = 0;
    let usTraining = 0;
    let chinaTraining = -computeGapStart;
    let usAlgorithms = 0;
    let chinaAlgorithms = -algorithmGapStart;
    let usLevel = 0;
    let usBestLevel = 0;
    let chinaLevel = -capabilityGapStart;
    let gap = gapStart;
    let theftExposure = 0;

    // Global distribution: the logit of the US share of third countries' AI use, and the chips that China can spare for
    // them: domestic ones that imports set free.
    const spareChips = (domestic: number, legal: number, smuggled: number, remote: number) => {
      const foreign = legal + smuggled + remote;
      return domestic * max(foreign / (domestic + foreign), FOREIGN_SHARE_FLOOR);
    };
    const spareStart = spareChips(domestic, legal, smuggled, remote);
    const stackStart = ln(inputs.usStackShareToday / (1 - inputs.usStackShareToday));
    const stackAdjustment = 1 - exp(-h / inputs.stackInertia);
    let usStack = stackStart;

    const us = series('us');
    const usBest = series('usBest');
    const china = series('china');
    const effectiveGaps = series('effectiveGap');
    const usStocks = series('usStock');
    const chineseStocks = series('chineseStock');
    const usStacks = series('usStack');
    us[0] = usLevel;
    usBest[0] = usBestLevel;
    china[0] = chinaLevel;
    effectiveGaps[0] = computeGapStart;
    usStocks[0] = usStock;
    chineseStocks[0] = domestic + legal + smuggled + remote;
    usStacks[0] = usStack;

    for (let k = 0; k < clock.steps; k++) {
      const time = k * h;
      const nextTime = (k + 1) * h;

      // 0. Global distribution, as far as it is recorded: its share follows the gap, promotion of US exports, and Chinese
      //    supply against the US-bloc stock. Nothing else depends on it.
      if (time < RECORDED_UNTIL - clock.start) {
        const promotion = (levers.exportPromotion[k] - statusQuo.exportPromotion) / (1 - statusQuo.exportPromotion);
        const supply = ln(spareChips(domestic, legal, smuggled, remote) / spareStart) - LN10 * stockGrowth;
        const stackTarget =
          stackStart +
          inputs.leadPull * (usLevel - chinaLevel - capabilityGapStart) +
          inputs.exportPromotionEffect * promotion -
          inputs.pricePull * supply;
        usStack += stackAdjustment * (stackTarget - usStack);
      }

      // 1. US additions, million H100e a year: growth slides to its long-run rate; a build-out adds, a shock cuts.
      const buildOut = (levers.usBuildOut[k] - statusQuo.usBuildOut) / (1 - statusQuo.usBuildOut);
      const growth =
        inputs.usGrowthLongRun +
        (inputs.usGrowthNow - inputs.usGrowthLongRun) * exp(-time / GROWTH_FADE_YEARS) +
        inputs.buildOutGain * buildOut;
      const shock = k >= SHOCK_FIRST_STEP && k < SHOCK_END_STEP ? 1 - switches.usSupplyShock : 1;
      const additions = max(usStock * (LN10 * growth + DEPRECIATION), 1e-3) * shock;

      // 2. Chinese channels and the US stock, million H100e.
      const uptake = logistic(uptakeLogit + levers.chineseUptakeShift[k]);
      const exportedShare = levers.legalExportShare[k] * uptake;
      const equipment = levers.equipmentControls[k] - 0.5;
      const openness = 0.5 * (1 - levers.legalExportShare[k] / statusQuo.legalExportShare);
      const tightness = clamp(equipment + openness, -1, 1);
      logDomesticFlow +=
        h * (inputs.domesticGrowth - inputs.smeSwing * 2 * equipment + selfRelianceResponse * tightness);
      domestic += h * (pow10(logDomesticFlow) - DEPRECIATION * domestic);
      legal += h * (additions * exportedShare - DEPRECIATION * legal);
      const smuggledFlow =
        inputs.smugglingShare *
        (1 - inputs.enforcementEffect * levers.smugglingEnforcement[k]) *
        usAdditionsStart *
        pow(additions / usAdditionsStart, SMUGGLING_SCALE_EXPONENT);
      smuggled += h * (smuggledFlow - DEPRECIATION * smuggled);
      const remoteTarget =
        inputs.remoteShare *
        (1 - inputs.remoteControlEffect * levers.remoteAccessControl[k]) *
        usStockStart *
        pow10(REMOTE_SCALE_EXPONENT * stockGrowth);
      remote += (1 - exp(-h / REMOTE_ADJUSTMENT_YEARS)) * (remoteTarget - remote);
      usStock += h * (additions * (1 - inputs.exportCrowdOut * exportedShare) - DEPRECIATION * usStock);

      // 3. Compute gap, OOM: scarcity concentrates Chinese compute on frontier work; consolidation lowers the gap outright.
      const logUsStock = log10(usStock);
      stockGrowth = logUsStock - logUsStockStart;
      const effectiveGap = logUsStock - log10(usableCompute(domestic, legal, smuggled, remote));
      const computeGap =
        computeGapStart +
        (1 - reallocation) * (effectiveGap - computeGapStart) -
        inputs.consolidationGain * levers.chineseConsolidation[k];

      // 4. Training compute, OOM relative to the US at the start, smoothed over half a year.
      runScaling += h * inputs.runScaling * exp(-time / RUN_SCALING_FADE_YEARS);
      const usRaw = stockGrowth + runScaling;
      const smoothing = 1 - exp(-h / TRAINING_LAG_YEARS);
      usTraining += smoothing * (usRaw + usOffset - usTraining);
      chinaTraining += smoothing * (usRaw - computeGap + chinaOffset - chinaTraining);

      // 5. AI R&D multipliers, from capabilities at the start of the step.
      const usMultiplier = researchMultiplier(usLevel);
      const access = rndAccess(levers.rndAccessControl[k]);
      const chinaMultiplier = chineseMultiplier(usLevel, chinaLevel, access, computeGap);

      // 6. Algorithms, OOM: own research against the 2026 compute trend, slowed as ideas get harder above the software
      //    trend; imitation closes the gap. If China is ahead, the US catches up.
      const researchCompute = stockGrowth - inputs.usGrowthNow * nextTime;
      const softwareTrend = inputs.softwareProgress * time;
      const usProgress =
        baseProgress *
        usMultiplier *
        pow10(
          inputs.researchComputeElasticity * researchCompute -
            inputs.ideasGettingHarder * (usAlgorithms - softwareTrend),
        );
      const chinaProgress =
        chinaBaseProgress *
        chinaMultiplier *
        pow10(
          inputs.researchComputeElasticity * (researchCompute - computeGap) -
            inputs.ideasGettingHarder * (chinaAlgorithms - softwareTrend),
        );
      const imitation =
        imitationRate *
        (1 - inputs.secrecyEffect * levers.labSecurity[k]) *
        pow10(-inputs.absorptionExponent * (computeGap - computeGapStart)) *
        pow(chinaMultiplier / chinaMultiplierStart, inputs.imitationSpeedUp);
      const algorithmGap = usAlgorithms - chinaAlgorithms;
      usAlgorithms += h * usProgress + (1 - exp(-US_CATCH_UP_RATE * h)) * max(-algorithmGap, 0);
      chinaAlgorithms +=
        h * chinaProgress +
        (1 - exp(-imitation * h)) * max(algorithmGap, 0) +
        h * switches.efficiencyUnderScarcity * max(computeGap - computeGapStart, 0);

      // 7. Paradigm shift: one jump, usually in the US, which the other side then imitates.
      const shiftNow = inputs.shiftTime >= time && inputs.shiftTime < nextTime;
      const shiftInUs = inputs.shiftSide < SHIFT_US_PROBABILITY;
      usAlgorithms += shiftNow && shiftInUs ? inputs.shiftSize : 0;
      chinaAlgorithms += shiftNow && !shiftInUs ? inputs.shiftSize : 0;

      // 8. Capability, OOM. The raw gap is what compute, algorithms and drift explain; follower saving and distillation
      //    narrow it: gap + fading * (1 - exp(-(gap - gain(gap)) / scale)) = target, two Newton steps from last month's gap.
      const outsideCompute = (1 - weight) * NON_COMPUTE_GROWTH * nextTime;
      usLevel = weight * usTraining + outsideCompute + usAlgorithms;
      const rawGap =
        usLevel - (weight * chinaTraining + outsideCompute + chinaAlgorithms + inputs.unmodelledDrift * nextTime);
      const strength = distillationStrength(computeGap, levers.antiDistillation[k]);
      const target = rawGap - fixedSaving;
      gap = max(gap, 0);
      for (let i = 0; i < GAP_NEWTON_STEPS; i++) {
        const decay = strength * exp(-gap / inputs.distillationReach);
        const unsaved = exp((-gap * (1 - decay)) / followerSavingScale);
        const excess = gap + fadingSaving * (1 - unsaved) - target;
        const slope =
          1 + ((fadingSaving * unsaved) / followerSavingScale) * (1 - decay * (1 - gap / inputs.distillationReach));
        gap = min(max(gap - excess / slope, 0), max(target, 0));
      }
      gap = min(gap, target);
      const positiveGap = max(gap, 0);
      const distilled = strength * positiveGap * exp(-positiveGap / inputs.distillationReach);
      const beforeTheft = usLevel - gap + distilled;

      // 9. Theft of US weights: once, when the cumulative hazard passes its threshold.
      const exposureBefore = theftExposure;
      theftExposure += h * theftHazard * (1 - inputs.theftSecurityEffect * levers.labSecurity[k]);
      const stolen = exposureBefore < theftThreshold && theftExposure >= theftThreshold;
      chinaAlgorithms += stolen ? THEFT_ALGORITHM_SHARE * max(usAlgorithms - chinaAlgorithms, 0) : 0;
      const chinaNow = stolen ? max(beforeTheft, usLevel - THEFT_LEVEL_GAP) : beforeTheft;

      // 10. China's capability is the best it has reached so far.
      chinaLevel = max(chinaLevel, chinaNow);
      usBestLevel = max(usBestLevel, usLevel);
      us[k + 1] = usLevel;
      usBest[k + 1] = usBestLevel;
      china[k + 1] = chinaLevel;
      effectiveGaps[k + 1] = effectiveGap;
      usStocks[k + 1] = usStock;
      chineseStocks[k + 1] = domestic + legal + smuggled + remote;
      usStacks[k + 1] = usStack;
    }

    // Months from the frontier of the date to its regular use, before what pushes for adoption take off, on either side.
    const usDiffusion = inputs.usDiffusionLag / (1 - inputs.adoptionPolicyEffect * statusQuo.usAdoptionPush);
    const chinaDiffusion =
      (inputs.usDiffusionLag * inputs.chinaDiffusionRatio) / (1 - inputs.aiPlusEffect * statusQuo.chineseAdoptionPush);

    // Months from the date until China reaches the level the US has at the date.
    record('forwardLead', (date) => 12 * (crossingTime(china, us[date.step], historySlope) - date.time));

    // Months since the US first had the level China has at the date; if China is ahead, minus the months since it
    // reached the level the US has.
    record('backwardLag', (date) => {
      const usReached = crossingTime(usBest, china[date.step], historySlope);
      const chinaReached = crossingTime(china, us[date.step], historySlope);
      return 12 * (china[date.step] <= us[date.step] ? date.time - usReached : chinaReached - date.time);
    });

    record('capabilityGap', (date) => us[date.step] - china[date.step]);
    record('computeRatio', (date) => usStocks[date.step] / chineseStocks[date.step]);
    record('effectiveComputeRatio', (date) => pow10(effectiveGaps[date.step]));

    // Months from the US having the frontier of the date in regular use until China has it.
    record('deploymentLead', (date) => {
      const forwardLead = 12 * (crossingTime(china, us[date.step], historySlope) - date.time);
      const usLag = usDiffusion * (1 - inputs.adoptionPolicyEffect * levers.usAdoptionPush[date.step]);
      const chinaLag = chinaDiffusion * (1 - inputs.aiPlusEffect * levers.chineseAdoptionPush[date.step]);
      return forwardLead + chinaLag - usLag;
    });
    record('usStackShare', (date) => logistic(usStacks[date.step]));
  },
});
