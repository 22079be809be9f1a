/** WGSL: what `tally`, `tallyEach` and `measure` read and write, the same bindings in all. */

/** Words of a histogram's entry, in order. */
export const HISTOGRAM_WORDS = [
  'outcome',
  'date',
  'offset',
  'bins',
  'low',
  'binsPerUnit',
  'log10',
  'horizon',
  'pairedLow',
  'coarseOffset',
  'coarseBins',
  'firstCut',
  'cutCount',
  'firstPairedCut',
  'pairedCutCount',
  'scaleExponent',
  'pairedScaleExponent',
] as const;

/** Words of the uniform struct Target, in order. */
export const TARGET_WORDS = [
  'tallySet',
  'paired',
  'stride',
  'setCount',
  'coarseStride',
  'coarsening',
  'replicated',
  'dateCount',
  'histogramCount',
] as const;

const TARGET_STRUCT = `struct Target { ${TARGET_WORDS.map((word) => `${word}: u32`).join(', ')} }`;

/** Words of an entry that are f32; the horizon is not, since it may be infinite. */
const REAL: ReadonlySet<string> = new Set(['low', 'binsPerUnit', 'pairedLow']);

const HISTOGRAM_STRUCT = `struct Histogram { ${HISTOGRAM_WORDS.map((word) => `${word}: ${REAL.has(word) ? 'f32' : 'u32'}`).join(', ')} }`;

/** Bindings 0 to 6 and what goes with them. */
export const TALLY_DECLARATIONS = `const INFINITY = 0x7f800000u;

struct Batch { samples: u32, perReplicate: u32, firstPoint: u32, tallyChunk: u32 }
${TARGET_STRUCT}
${HISTOGRAM_STRUCT}
@group(0) @binding(0) var<uniform> batch: Batch;
@group(0) @binding(1) var<uniform> aim: Target;
@group(0) @binding(2) var<storage, read> histograms: array<Histogram>;
/** Outcomes of the scenario and of the baseline, f32[outcome][date][sample] as bits. */
@group(0) @binding(3) var<storage, read> values: array<u32>;
@group(0) @binding(4) var<storage, read> baseline: array<u32>;
/** u32[set][slot] */
@group(0) @binding(5) var<storage, read_write> counts: array<atomic<u32>>;
/** u32[replicate][set][coarse slot] */
@group(0) @binding(6) var<storage, read_write> coarse: array<atomic<u32>>;

fn log10OfPositive(x: f32) -> f32 { return log2(x) * 0.30103f; }
`;
