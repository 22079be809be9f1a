/** Inputs of many draws: their law, their order of dimensions, and their meaning on the engines that run here. */
import { describe, expect, it } from 'vitest';
import { inputOverrides } from '../../src/cli/inputs.ts';
import { emitAssemblyScript } from '../../src/emit/assemblyscript.ts';
import { type ColumnsJob, evaluateColumns } from '../../src/engine/columns.ts';
import { DEFAULTS, defaultRequest } from '../../src/engine/draft.ts';
import { bridgeTurns, evenPath, pathSteps } from '../../src/engine/paths.ts';
import { COUNTED, planRun, sobolDimensions } from '../../src/engine/plan.ts';
import { drawBits } from '../../src/engine/random/draw.ts';
import { normalOfBits } from '../../src/engine/random/normal.ts';
import { transformOf } from '../../src/engine/reference/draws.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import type { Simulate } from '../../src/engine/reference/simulate.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { compileModel } from '../../src/language/compile-model.ts';
import type { InputMeta } from '../../src/language/definition.ts';
import { elementsOf } from '../../src/language/elements.ts';
import { interpreter } from '../../src/language/interpret.ts';
import { samplesCsv } from '../../src/share/exports/samples-csv.ts';
import { createNotes } from '../../src/share/notes.ts';
import { readCorrelations } from '../../src/share/payload-assumptions.ts';
import { linkKernel } from '../link/linked.ts';
import many from './many-draws.model.ts';
import { compareDraws, LONG, TEXT } from './many-draws.ts';

const inputs = (...counts: (readonly [count: number, correlation?: number])[]) => ({
  inputs: counts.map(([count, correlation = 0], i): InputMeta => {
    return { id: `x${i}`, ...(count === 0 ? {} : { draws: { count, correlation } }) } as InputMeta;
  }),
  importance: [],
});

/** The steps applied to one vector. */
function walked(meta: ReturnType<typeof inputs>, z: readonly number[]): number[] {
  const { pairs, weights } = pathSteps(meta);
  const out = [...z];
  for (let step = 0; 2 * step < pairs.length; step++) {
    const [i, j] = [pairs[2 * step]!, pairs[2 * step + 1]!];
    const [a, b, c, d] = weights.slice(4 * step, 4 * step + 4);
    [out[i], out[j]] = [a! * out[i]! + b! * out[j]!, c! * out[i]! + d! * out[j]!];
  }
  return out;
}

const unit = (n: number, k: number): number[] => Array.from({ length: n }, (_, i) => (i === k ? 1 : 0));
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

describe('paths', () => {
  it.each([1, 2, 3, 5, 7, 12, 16, 33])('of %i draws are a rotation whose first axis is their sum', (count) => {
    const columns = Array.from({ length: count }, (_, k) => walked(inputs([count]), unit(count, k)));
    columns.forEach((a, i) => {
      columns.forEach((b, j) => {
        expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 12);
      });
    });
    for (const x of columns[0]!) expect(x).toBeCloseTo(1 / Math.sqrt(count), 12);
  });

  it.each([0.6, -0.4])('with a correlation of %f inside have its powers between draws', (rho) => {
    const count = 6;
    const columns = Array.from({ length: count }, (_, k) => walked(inputs([count, rho]), unit(count, k)));
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        const covariance = columns.reduce((sum, column) => sum + column[i]! * column[j]!, 0);
        expect(covariance).toBeCloseTo(rho ** Math.abs(i - j), 12);
      }
    }
    evenPath({ count, correlation: rho }, 1.5).forEach((x, i) => {
      expect(x).toBeCloseTo(1.5 * columns[0]![i]!, 12);
    });
  });

  it('give the best dimensions to what single inputs and sums are made from, then to halves, then to quarters', () => {
    expect(bridgeTurns(5)).toEqual([0, 4, 2, 1, 3]);
    expect([...sobolDimensions(inputs([0], [4], [0], [2]))]).toEqual([0, 1, 6, 4, 7, 2, 3, 5]);
    const long = sobolDimensions(inputs([300], [0]));
    expect([...long].filter((dimension) => dimension === COUNTED)).toHaveLength(301 - 256);
    expect([...new Set(long)]).toHaveLength(257);
    expect([long[0], long[300], long[150]]).toEqual([0, 1, 2]);
  });
});

describe('draws', () => {
  const { meta, hash } = compileModel(TEXT, 'many-draws.model.ts');

  it('are named one by one', () => {
    const names = elementsOf(meta).map(({ id }) => id);
    expect(names).toHaveLength(1 + 12 + 7 + 12 + 1 + 3 + 5);
    expect(names.slice(0, 3)).toEqual(['level', 'shock[0]', 'shock[1]']);
  });

  it('are one assumption: a change is of all of them', () => {
    const plan = planRun(meta, defaultRequest(meta, hash, { inputs: inputOverrides(['shock=-2,0,2'], meta) }));
    const changed = elementsOf(meta).filter((_, i) => JSON.stringify(plan.distributions[i]).includes('-2'));
    expect(changed.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, k) => `shock[${k}]`));
    expect(() => inputOverrides(['shock[0]=-2,0,2'], meta)).toThrow(
      '"shock[0]" is a draw of "shock", and all have one distribution: use --input shock=…',
    );
  });

  it('have a column each in files of samples', async () => {
    const request = defaultRequest(meta, hash, { samples: 1024 });
    const session = createReferenceEngine(meta, interpreter(compileModel(TEXT, 'm').exact, meta)).open(
      planRun(meta, request),
    );
    const columns = async (_: unknown, [job]: readonly ColumnsJob[]) => [await evaluateColumns(session, job!)];
    let text = '';
    for await (const part of samplesCsv({ meta, request, rows: 2, outcomes: request.outcomes, columns })) text += part;
    const [header = [], first = []] = text.split('\n').map((line) => line.split(','));
    expect(header.slice(0, 4)).toEqual(['sample', 'level', 'shock[0]', 'shock[1]']);
    expect(first).toHaveLength(header.length);
    const { inputs } = session.evaluateIndices([0], false);
    expect(Number(first[3])).toBeCloseTo(inputs[0]![2]!, 5);
  });

  it('cannot be correlated with fewer draws by a request', () => {
    const draft = (a: string, b: string) => () => defaultRequest(meta, hash, { correlations: [[a, b, 0.5]] });
    expect(draft('item', 'shock')).toThrow(
      '"item" has 7 draws and "shock" 12 draws; correlate inputs of as many draws',
    );
    expect(draft('level', 'item')).toThrow('"level" has one draw and "item" 7 draws');
  });

  it('nor by a link, which says what it left out', () => {
    const notes = createNotes();
    const raw = [
      ['level', 'item', 0.5],
      ['shock', 'other', 0.2],
    ];
    const model = { meta, hash, direction: null, cuts: {} };
    expect(readCorrelations(raw, model, notes)).toEqual([['shock', 'other', 0.2]]);
    expect(notes.list().map(({ text }) => text)).toEqual([expect.stringContaining('cannot be used; it was left out')]);
  });

  it('are correlated draw by draw with those of another input, as far apart as inside', () => {
    const plan = planRun(meta, defaultRequest(meta, hash));
    const size = plan.dimensions.length;
    const names = elementsOf(meta).map(({ id }) => id);
    // Normals are linear in independent ones: their covariance is exact, where the families leave them as they are.
    const standard = { family: 'quantiles', quantiles: [[0.05, -1.6448536269514722], [0.95, 1.6448536269514722]] } as const; // biome-ignore format: pairs
    const transform = transformOf({ ...plan, distributions: plan.distributions.map(() => standard) });
    const columns = names.map((_, k) => {
      const out = new Float64Array(size);
      transform(unit(size, k), out);
      return out;
    });
    const covariance = (a: string, b: string): number =>
      columns.reduce((sum, column) => sum + column[names.indexOf(a)]! * column[names.indexOf(b)]!, 0);
    expect(covariance('shock[4]', 'other[4]')).toBeCloseTo(0.7, 6);
    expect(covariance('shock[4]', 'other[6]')).toBeCloseTo(0.7 * 0.25, 6);
    expect(covariance('shock[4]', 'shock[7]')).toBeCloseTo(0.125, 6);
    expect(covariance('item[1]', 'item[2]')).toBeCloseTo(0, 6);
    expect(covariance('narrow[0]', 'narrow[1]')).toBeCloseTo(-0.3, 6);
    expect(covariance('level', 'shock[0]')).toBeCloseTo(0, 6);
  });

  it('beyond the last dimension are those of Philox, of the same sample and element', async () => {
    const long = compileModel(LONG, 'long.model.ts');
    const plan = planRun(long.meta, defaultRequest(long.meta, long.hash, { samples: 1024 }));
    const engine = createReferenceEngine(long.meta, interpreter(long.exact, long.meta));
    const [normals] = await engine.open(plan).normalsOf([70]);
    const counted = plan.dimensions.lastIndexOf(COUNTED);
    // Sample 70 of 16 replicates is point 6 of replicate 1.
    expect(normals![counted]).toBe(normalOfBits(drawBits('philox', DEFAULTS.seed, 1, 6, counted)));
    expect(normals![0]).toBe(normalOfBits(drawBits('sobol', DEFAULTS.seed, 1, 6, plan.dimensions[0]!)));
  });
});

describe('engines', () => {
  it('the interpreter gives the bits of the text run as TypeScript', () => {
    const { exact, meta, hash } = compileModel(TEXT, 'many-draws.model.ts');
    const plan = planRun(meta, defaultRequest(meta, hash, { samples: 1024 }));
    const indices = Array.from({ length: 50 }, (_, i) => i * 20);
    const [read, run] = [interpreter(exact, meta), many.simulate as unknown as Simulate].map((simulate) =>
      createReferenceEngine(meta, simulate).open(plan).evaluateIndices(indices, true),
    );
    expect(read).toEqual(run);
  });

  it.each([
    ['short', TEXT],
    ['long', LONG],
  ])('wasm has the values of the reference: %s', async (_, text) => {
    const model = compileModel(text, 'many-draws.model.ts');
    const { text: kernel, info } = emitAssemblyScript(model);
    const module = await WebAssembly.compile(linkKernel(kernel));
    // Single precision of sums of up to 1100 draws.
    await compareDraws(createWasmEngine(module, model.meta, info), text, text === LONG ? 1e-4 : 1e-5);
  });
});
