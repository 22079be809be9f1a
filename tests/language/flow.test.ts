import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compileModel } from '../../src/language/compile-model.ts';
import { dataFlow } from '../../src/language/flow.ts';

async function flowOf(path: string) {
  const { exact, meta } = compileModel(await readFile(new URL(`../../${path}`, import.meta.url), 'utf8'), path);
  const { nodes, edges } = dataFlow(exact, meta);
  return {
    meta,
    nodes,
    keys: nodes.map(({ key }) => key),
    from: (to: string) => edges.filter(([, b]) => b === to).map(([a]) => a),
  };
}

describe('the data flow of a model', () => {
  it('goes from inputs and levers through what is carried in time to the outcomes', async () => {
    const { keys, from, nodes, meta } = await flowOf('src/model/lead.ts');
    expect(from('state:remote').sort()).toEqual([
      'input:remoteControlEffect',
      'input:remoteShare',
      'input:remoteStock',
      'input:usStock',
      'lever:remoteAccessControl',
      'state:stockGrowth',
    ]);
    expect(from('state:domestic')).toContain('state:logDomesticFlow');
    expect(from('state:usLevel')).toEqual(expect.arrayContaining(['state:usTraining', 'state:usAlgorithms']));
    expect(from('outcome:forwardLead')).toEqual(expect.arrayContaining(['state:usLevel', 'state:chinaLevel']));
    // Everything declared is read somewhere, and every line is one of the text.
    expect(keys.filter((key) => key.startsWith('input:'))).toHaveLength(meta.inputs.length);
    expect(keys.filter((key) => key.startsWith('lever:'))).toHaveLength(meta.levers.length);
    for (const { kind, line } of nodes) if (kind === 'state') expect(line).toBeGreaterThan(1600);
  });

  it('takes an input of many draws as one', async () => {
    const { keys, from } = await flowOf('examples/retirement.ts');
    expect(keys.filter((key) => key.startsWith('input:'))).toEqual([
      'input:marketReturn',
      'input:inflation',
      'input:spending',
    ]);
    expect(from('state:money').sort()).toEqual(expect.arrayContaining(['input:inflation', 'input:marketReturn']));
  });

  it('of a model without time goes from inputs to outcomes', async () => {
    const { keys, from } = await flowOf('examples/ishigami.ts');
    const inputs = keys.filter((key) => key.startsWith('input:'));
    const [outcome] = keys.filter((key) => key.startsWith('outcome:'));
    expect(from(outcome!).sort()).toEqual([...inputs].sort());
  });
});
