/** `merge`: parts of a run (`run --blocks A..B --json`) become the run, with the digest it has when run whole. */
import { withCodes } from '../../share/plain-text.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { runDocument } from '../document.ts';
import { EXIT, UsageError } from '../errors.ts';
import { loadModel, MODEL_OPTIONS, readText } from '../model.ts';
import { parseNumber } from '../numbers.ts';
import { mergeParts, type Part, readPart } from '../parts.ts';
import { runTable } from '../table.ts';
import { print } from '../terminal.ts';

export const merge: Command = {
  name: 'merge',
  operands: 'FILE…',
  summary: 'merges parts of a run made with run --blocks A..B --json',
  options: { ...MODEL_OPTIONS, threshold: { value: 'M', help: 'as for run', repeatable: true }, ...JSON_OPTION },
  async run(args) {
    if (args.positionals.length === 0) throw new UsageError('merge takes at least one FILE');
    const thresholds = args.all('threshold').map((text) => parseNumber(text, '--threshold'));
    const model = await loadModel(args.get('model'));
    const parts: Part[] = [];
    for (const file of args.positionals) parts.push(readPart(file, await readText(file, 'part'), model));
    const finished = mergeParts(parts, model, thresholds);
    const document = runDocument(finished);
    await print(args.has('json') ? JSON.stringify(document) : withCodes(runTable(finished, document), true));
    return EXIT.done;
  },
};
