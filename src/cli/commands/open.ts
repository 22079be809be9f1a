/** `open`: the request behind a link. What the link has wrong goes to stderr, a sentence a line. */
import { type Command, JSON_OPTION } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { loadModel, MODEL_OPTIONS } from '../model.ts';
import { noteAll, openLink, wantedRequest } from '../share.ts';
import { print } from '../terminal.ts';

export const open: Command = {
  name: 'open',
  operands: 'LINK',
  summary: 'prints the request behind a link (- for a link on standard input)',
  options: {
    ...MODEL_OPTIONS,
    json: {
      help: `${JSON_OPTION.json.help}: the whole forecast, with title, note, view, result and what the link has wrong`,
    },
  },
  async run(args) {
    const [text, extra] = args.positionals;
    if (text === undefined || extra !== undefined) throw new UsageError('open takes one LINK, in quotes');
    const model = await loadModel(args.get('model'));
    const opened = await openLink(text, model);
    const request = wantedRequest(opened.forecast, model);
    if (args.has('json')) {
      const { forecast, notes, schema, otherModel, earlier, faithful } = opened;
      const version = earlier?.version ?? null;
      await print(JSON.stringify({ request, forecast, notes, schema, otherModel, version, faithful }));
    } else {
      noteAll(opened);
      await print(JSON.stringify(request));
    }
    return EXIT.done;
  },
};
