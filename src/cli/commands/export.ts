/** `export`: a forecast as a file for other programs. Everything goes to stdout, samples piece by piece. */
import { blockCount } from '../../engine/blocks.ts';
import { lookUp } from '../../engine/look-up.ts';
import { observe } from '../../engine/statistics.ts';
import type { OutcomeRequest, Tally } from '../../engine/types.ts';
import { makeClaim } from '../../share/claim.ts';
import { bibtex, plainCitation } from '../../share/exports/citation.ts';
import { forecastDocument } from '../../share/exports/document.ts';
import { metaculusCdf } from '../../share/exports/metaculus.ts';
import { quantilesCsv } from '../../share/exports/quantiles-csv.ts';
import { samplesCsv } from '../../share/exports/samples-csv.ts';
import { sipmathLibrary } from '../../share/exports/sipmath.ts';
import { squiggleText } from '../../share/exports/squiggle.ts';
import type { SharedForecast } from '../../share/forecast.ts';
import { encodeLink } from '../../share/link.ts';
import type { Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { CONSENT_OPTIONS, consent } from '../consent.ts';
import { EXIT, UsageError } from '../errors.ts';
import { type LoadedModel, loadModel, MODEL_OPTIONS } from '../model.ts';
import { parseCount } from '../numbers.ts';
import { ENGINE_OPTIONS, engineNamed, openPool, WORKER_OPTIONS, workerCount } from '../pool.ts';
import { type AskedQuestion, readQuestion } from '../question.ts';
import { linkModel, readShared, wantedRequest } from '../share.ts';
import { note, print } from '../terminal.ts';

const FORMATS = ['json', 'quantiles', 'samples', 'sipmath', 'squiggle', 'metaculus', 'citation', 'bibtex'] as const;
type Format = (typeof FORMATS)[number];

export const exportCommand: Command = {
  name: 'export',
  operands: 'LINK|REQUEST.json',
  summary:
    'writes a forecast for other programs: JSON, CSV of quantiles or of raw samples, SIPmath 3.0, Squiggle, the 201 points of a Metaculus question, a citation',
  options: {
    format: { value: FORMATS.join('|'), help: 'what to write (default: json)' },
    rows: { value: 'N', help: 'samples: how many, from the first on (default: all of the run)' },
    outcome: {
      value: 'ID[@DATE]',
      help: 'samples: outcomes wanted (default: all at their headline date); metaculus: the one (default: the first)',
      repeatable: true,
    },
    scenario: { value: 'ID', help: 'metaculus: of which scenario (default: the first)' },
    bounds: { value: 'LOW..HIGH', help: 'metaculus: of the question, in the unit of the outcome' },
    open: { value: 'low|high|both|none', help: 'metaculus: which bounds futures may pass (default: both)' },
    'zero-point': { value: 'X', help: 'metaculus: of a question on a logarithmic axis' },
    base: { value: 'URL', help: 'address of the page that links open with (default: that of LINK)' },
    date: { value: 'YYYY-MM-DD', help: 'date of a citation or of a SIPmath library (default: today)' },
    ...MODEL_OPTIONS,
    ...ENGINE_OPTIONS,
    ...WORKER_OPTIONS,
    ...CONSENT_OPTIONS,
  },
  async run(args, signal) {
    const [text, extra] = args.positionals;
    if (text === undefined || extra !== undefined) throw new UsageError('export takes one LINK or REQUEST.json');
    const format = formatOf(args.get('format') ?? 'json');
    const engine = engineNamed(args.get('engine'));
    const workers = workerCount(args.get('workers'));
    const date = args.get('date') ?? new Date().toISOString().slice(0, 10);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new UsageError(`--date: "${date}" is not of the form YYYY-MM-DD`);
    const model = await loadModel(args.get('model'));
    const forecast = await readShared(text, model);
    if (format === 'samples') {
      await writeSamples(args, forecast, model, workers, signal);
      return EXIT.done;
    }
    const request = wantedRequest(forecast, model);
    const question =
      format === 'metaculus'
        ? readQuestion(args, request, outcomesOf(args.all('outcome').slice(0, 1), request.outcomes, model)[0])
        : null;
    const pool = await openPool(model, engine, Math.min(workers, blockCount(request)));
    try {
      await consent(request, pool, args, signal);
      const { tally } = await pool.run(request, { signal });
      const shared = { ...forecast, claim: makeClaim(request, tally, engine, forecast.view) };
      const { meta } = model;
      const link = `${args.get('base') ?? baseOf(text)}#${encodeLink(shared, linkModel(model))}`;
      switch (format) {
        case 'json':
          await print(JSON.stringify(forecastDocument({ meta, forecast: shared, request, tally, engine, link })));
          break;
        case 'quantiles':
          await print(quantilesCsv(meta, request, tally));
          break;
        case 'sipmath': {
          const columns = pool.columns.bind(pool);
          const { library, leftOut } = await sipmathLibrary({
            meta,
            forecast: shared,
            request,
            tally,
            link,
            date,
            columns,
          });
          for (const sentence of leftOut) note(sentence);
          await print(JSON.stringify(library));
          break;
        }
        case 'squiggle':
          await print(squiggleText(meta, request, tally, link));
          break;
        case 'metaculus':
          if (question !== null) await print(JSON.stringify({ continuous_cdf: metaculusOf(question, tally) }));
          break;
        case 'citation':
          await print(plainCitation({ forecast: shared, meta, link, date }));
          break;
        case 'bibtex':
          await print(bibtex({ forecast: shared, meta, link, date }));
          break;
        default:
          format satisfies never;
      }
    } finally {
      pool.dispose();
    }
    return EXIT.done;
  },
};

/** The address before the fragment of a link. */
const baseOf = (text: string): string => /^(https?:[^#]*)#/.exec(text)?.[1] ?? '';

function formatOf(text: string): Format {
  const format = FORMATS.find((one) => one === text);
  if (format === undefined) throw new UsageError(`unknown format "${text}" (known: ${FORMATS.join(', ')})`);
  return format;
}

function metaculusOf({ set, outcome, date, ...question }: AskedQuestion, tally: Tally): number[] {
  try {
    return metaculusCdf(observe(tally, set, outcome, date).pooled, question);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}

async function writeSamples(
  args: Arguments,
  forecast: SharedForecast,
  model: LoadedModel,
  workers: number,
  signal: AbortSignal,
): Promise<void> {
  const request = wantedRequest(forecast, model);
  const text = args.get('rows');
  const rows = text === undefined ? request.samples : parseCount(text, '--rows', 1);
  const outcomes = outcomesOf(args.all('outcome'), request.outcomes, model);
  const pool = await openPool(model, engineNamed(args.get('engine')), workers);
  try {
    if (text === undefined) await consent(request, pool, args, signal);
    const { meta } = model;
    const columns = pool.columns.bind(pool);
    for await (const piece of samplesCsv({ meta, request, rows, outcomes, columns })) {
      signal.throwIfAborted();
      await print(piece);
    }
  } finally {
    pool.dispose();
  }
}

/** `forwardLead`, `forwardLead@2028.5`, of those in the request. */
function outcomesOf(
  texts: readonly string[],
  asked: readonly OutcomeRequest[],
  { meta }: LoadedModel,
): OutcomeRequest[] {
  if (texts.length === 0) {
    return asked.map(({ id, dates }) => {
      const headline = meta.outcomes.find((outcome) => outcome.id === id)?.headline;
      return { id, dates: dates.includes(headline ?? Number.NaN) ? [headline ?? 0] : dates.slice(0, 1) };
    });
  }
  const wanted = new Map<string, number[]>();
  for (const text of texts) {
    const [id = '', date] = text.split('@');
    const { dates } = lookUp('--outcome', 'outcome', id, asked);
    const found = date === undefined ? dates : dates.filter((one) => one === Number(date));
    if (found.length === 0)
      throw new UsageError(`--outcome: ${id} is not recorded at ${date}; it is at ${dates.join(', ')}`);
    wanted.set(
      id,
      [...new Set([...(wanted.get(id) ?? []), ...found])].sort((a, b) => a - b),
    );
  }
  return asked.flatMap(({ id }) => {
    const dates = wanted.get(id);
    return dates === undefined ? [] : [{ id, dates }];
  });
}
