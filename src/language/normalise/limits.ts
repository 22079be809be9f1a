/** Sizes beyond which a model text is refused: generous for people, and small enough that no text can exhaust a browser tab. */
export const LIMITS = {
  inputs: 512,
  /** Random numbers of a sample: inputs, those with a count counted out. */
  elements: 4096,
  levers: 64,
  switches: 64,
  outcomes: 64,
  presets: 64,
  worldviews: 64,
  versions: 64,
  /** Of one version. */
  texts: 64,
  correlations: 5000,
  steps: 2000,
  datesPerOutcome: 1000,
  dates: 1000,
  bins: 65_536,
  thresholds: 16,
  bands: 32,
  options: 32,
  sources: 64,
  /** Characters. */
  id: 64,
  label: 160,
  unit: 80,
  symbol: 32,
  title: 200,
  version: 40,
  cite: 600,
  url: 600,
  prose: 4000,
} as const;
