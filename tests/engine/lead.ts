/** The lead model as the engines see it, and its golden values as requests. */
import { readFileSync } from 'node:fs';
import { defaultRequest, type RequestDraft } from '../../src/engine/draft.ts';
import { type Plan, planRun } from '../../src/engine/plan.ts';
import { modelHash } from '../../src/language/model-hash.ts';
import lead from '../../src/model/lead.ts';
import golden from '../data/golden.json' with { type: 'json' };
import { kernelOf } from './toy.ts';

const TEXT = readFileSync(new URL('../../src/model/lead.ts', import.meta.url), 'utf8');

export const LEAD_META = lead.meta;
export const LEAD_HASH = modelHash(TEXT);
export const leadSimulate = lead.simulate;
export const leadKernel = () => kernelOf(TEXT, 'lead.ts');

export const planLead = (draft: RequestDraft): Plan => planRun(LEAD_META, defaultRequest(LEAD_META, LEAD_HASH, draft));

export const PRESETS = ['status-quo', 'act-now', 'inaction'] as const;
export type SwitchSetting = keyof typeof golden.metadata.switchSettings;
export const SWITCH_SETTINGS = Object.keys(golden.metadata.switchSettings) as SwitchSetting[];

/** The three presets under one switch setting, all outcomes at all dates. */
export function planGolden(setting: SwitchSetting): Plan {
  const switches = golden.metadata.switchSettings[setting];
  return planLead({ scenarios: PRESETS.map((preset) => ({ preset, switches })) });
}

/** Rows of golden.json: independent normals in the order of the inputs. Inputs that came later are at their medians. */
export const GOLDEN_NORMALS: readonly number[][] = golden.rows.map(({ z0 }) =>
  LEAD_META.inputs.map((_, i) => z0[i] ?? 0),
);
