/**
 * Outcomes as a Squiggle text (squiggle-language.com): for each scenario and outcome, at its headline date, a `SampleSet` of 200
 * evenly spaced quantiles. Squiggle draws from such a set again, so that levels are right and dependence is lost, which the
 * text says.
 */
import { quantile } from '../../engine/estimates.ts';
import { groupDigits } from '../../engine/format.ts';
import { observe } from '../../engine/statistics.ts';
import type { ForecastRequest, Tally } from '../../engine/types.ts';
import type { ModelMeta } from '../../language/definition.ts';

const QUANTILES = 200;

/** A name that Squiggle takes: letters, digits and underscores, a letter first. */
const nameOf = (outcome: string, scenario: string): string => `${outcome}_${scenario.replace(/[^A-Za-z0-9]/g, '_')}`;

/** One line, whatever it holds. */
const oneLine = (text: string): string => text.replace(/\s/g, ' ');

export function squiggleText(meta: ModelMeta, request: ForecastRequest, tally: Tally, link: string): string {
  const lines = [
    `// ${oneLine(meta.title)}: ${groupDigits(tally.samples)} samples, ${oneLine(link)}`,
    `// ${QUANTILES} quantiles of each outcome at its headline date. Scenarios share their futures in Headway; here each is drawn by itself.`,
  ];
  for (const { id, dates } of request.outcomes) {
    const outcome = meta.outcomes.find((one) => one.id === id);
    const date = dates.find((one) => one === outcome?.headline) ?? dates[0];
    if (outcome === undefined || date === undefined) continue;
    lines.push(
      '',
      `// ${oneLine(outcome.label)}${outcome.unit === '' ? '' : `, ${oneLine(outcome.unit)}`}, at ${date}`,
    );
    request.scenarios.forEach((scenario, set) => {
      const { pooled } = observe(tally, set, id, date);
      const found = Array.from({ length: QUANTILES }, (_, i) => quantile(pooled, (i + 0.5) / QUANTILES));
      const known = found.filter(({ place }) => place === 'inside' || place === 'atom');
      if (known.length === 0) return;
      const lost = QUANTILES - known.length;
      if (lost > 0) lines.push(`// ${lost} of the ${QUANTILES} are not known (beyond what was counted) and left out`);
      lines.push(
        `${nameOf(id, scenario.id)} = SampleSet.fromList([${known.map(({ value }) => Number(value.toPrecision(6))).join(', ')}])`,
      );
    });
  }
  return `${lines.join('\n')}\n`;
}
