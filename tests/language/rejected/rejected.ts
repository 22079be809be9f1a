/** A text that is not a model: what is wrong with it, where (at the ¶, which is taken out), and what to write instead. */
export interface Rejected {
  readonly what: string;
  readonly text: string;
  readonly problem: string;
  readonly remedy: string;
}

export const MARK = '¶';

/** A row whose text is the body of simulate in an otherwise valid model; with `helpers` at the top level. */
export function equations(what: string, body: string, problem: string, remedy: string, helpers = ''): Rejected {
  return { what, text: modelText({ body, helpers }), problem, remedy };
}

/** A row with other fields of the model than usual. */
export function declared(what: string, parts: Parts, problem: string, remedy: string): Rejected {
  return { what, text: modelText(parts), problem, remedy };
}

interface Parts {
  readonly helpers?: string;
  readonly inputs?: string;
  readonly fields?: string;
  readonly outcomes?: string;
  readonly body?: string;
  readonly imports?: string;
  readonly lever?: string;
  readonly simulate?: string;
}

const IMPORTS =
  'crossingTime, exp, firstTime, floor, input, lever, max, min, model, outcome, preset, quarters, sum, table, toggle';
const INPUTS = `growth: input({ family: 'normal', p5: 1, p50: 2, p95: 3 }),
    share: input({ family: 'uniform', min: 0, max: 1 }),`;
const OUTCOMES =
  'level: outcome({ range: [-64, 64], at: [2026, 2028] }), late: outcome({ range: [-64, 64], at: [2028] })';
const RECORDS = `record('level', (date) => us[date.step]);
    record('late', () => share);`;

/** A valid model: us and x are there to be used, and both outcomes are recorded unless the body records. */
export function modelText({
  helpers = '',
  inputs = INPUTS,
  fields = '',
  outcomes = OUTCOMES,
  body = '',
  imports = IMPORTS,
  lever = 'control',
  simulate = 'simulate({ clock, inputs, levers, statusQuo, switches, series, record })',
}: Parts): string {
  return `import { ${imports} } from 'headway';
${helpers}
export default model({
  title: 'Small',
  clock: { start: 2026, end: 2030, step: 0.5 },
  inputs: {
    ${inputs}
  },
  levers: { ${lever}: lever({ min: 0, max: 1, statusQuo: 0.5 }) },
  switches: { rounds: toggle({ default: 3, options: [['three', 3], ['five', 5]] }) },
  outcomes: { ${outcomes} },
  ${fields}
  ${simulate} {
    const us = series('us');
    const share = inputs.share;
    let x = 0;
    ${body}
    ${body.includes('record(') ? '' : RECORDS}
  },
});
`;
}
