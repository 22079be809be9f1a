/** `link`: a request, or a run, as a link that anyone can open and check. */

import { lookUp } from '../../engine/look-up.ts';
import { makeClaim } from '../../share/claim.ts';
import { sharedFrom } from '../../share/from-request.ts';
import { LIMITS } from '../../share/limits.ts';
import { COMFORTABLE_LENGTH, encodeLink } from '../../share/link.ts';
import { createNotes } from '../../share/notes.ts';
import { readWords } from '../../share/words.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { loadModel, MODEL_OPTIONS } from '../model.ts';
import { ENGINE_OPTIONS, engineNamed, WORKER_OPTIONS, workerCount } from '../pool.ts';
import { checkDigest, linkModel, readRequestFile, runWhole } from '../share.ts';
import { note, print } from '../terminal.ts';

export const link: Command = {
  name: 'link',
  operands: 'REQUEST.json',
  summary: 'makes a link of a request, or of a document of run --json, with the result that a reader can check',
  options: {
    title: { value: 'TEXT', help: 'a title, shown as text' },
    note: { value: 'TEXT', help: 'a note of the author, shown as text' },
    scenario: { value: 'ID', help: 'the scenario that the readable part spells out (default: the last)' },
    base: { value: 'URL', help: 'address of a page to open it with, put before the link' },
    'no-run': { help: 'without a result: quicker, but nothing to check' },
    ...MODEL_OPTIONS,
    ...ENGINE_OPTIONS,
    ...WORKER_OPTIONS,
    ...JSON_OPTION,
  },
  async run(args, signal) {
    const [file, extra] = args.positionals;
    if (file === undefined || extra !== undefined) throw new UsageError('link takes one REQUEST.json');
    const engine = engineNamed(args.get('engine'));
    const workers = workerCount(args.get('workers'));
    const model = await loadModel(args.get('model'));
    const { request, digest } = await readRequestFile(file, model);
    const selected = args.get('scenario');
    if (selected !== undefined) lookUp('--scenario', 'scenario', selected, request.scenarios);
    const faults = createNotes();
    const title = readWords(args.get('title'), 'The title', LIMITS.title, faults);
    const words = readWords(args.get('note'), 'The note', LIMITS.note, faults, true);
    for (const { text } of faults.list()) note(text);
    const bare = sharedFrom(request, linkModel(model), {
      title,
      note: words,
      ...(selected === undefined ? {} : { selected }),
    });
    let claim = null;
    if (!args.has('no-run')) {
      const { tally } = await runWhole(request, model, engine, workers, { signal });
      claim = makeClaim(request, tally, engine, bare.view);
      checkDigest(claim, digest, file);
    }
    const text = `${args.get('base') ?? ''}#${encodeLink({ ...bare, claim }, linkModel(model))}`;
    if (text.length > COMFORTABLE_LENGTH) {
      note(`the link has ${text.length} characters; some programs cut links beyond ${COMFORTABLE_LENGTH}`);
    }
    await print(
      args.has('json') ? JSON.stringify({ link: text, length: text.length, digest: claim?.digest ?? null }) : text,
    );
    return EXIT.done;
  },
};
