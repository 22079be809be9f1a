/** Texts to start from: the built-in model, models of the gallery, and short ones to fill in. */

export interface Start {
  readonly id: string;
  readonly title: string;
  readonly group: 'Headway’s own' | 'Gallery' | 'New';
  readonly load: () => Promise<string>;
}

const GALLERY = import.meta.glob<string>('../../../examples/*.ts', { query: '?raw', import: 'default' });
const TEMPLATES = import.meta.glob<string>('../../../examples/templates/*.ts', { query: '?raw', import: 'default' });

/** File name without folder and ending, in words. */
const titleOf = (path: string): string => {
  const name = path.replace(/^.*\/|\.ts$/g, '').replaceAll('-', ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
};

const template = (id: string, title: string): Start => ({
  id,
  title,
  group: 'New',
  load: async () => {
    const load = TEMPLATES[`../../../examples/templates/${id}.ts`];
    if (load === undefined) throw new Error(`there is no template ${id}`);
    return load();
  },
});

export const STARTS: readonly Start[] = [
  template('estimate', 'An estimate from a few guesses'),
  template('project', 'A project with a risk'),
  template('process', 'Something that changes over time'),
  ...Object.entries(GALLERY).map(
    ([path, load]): Start => ({
      id: titleOf(path).toLowerCase().replaceAll(' ', '-'),
      title: titleOf(path),
      group: 'Gallery',
      load,
    }),
  ),
  {
    id: 'lead',
    title: 'The built-in forecast: the US-China lead',
    group: 'Headway’s own',
    load: () => import('../../model/lead.ts?raw').then((module) => module.default),
  },
];

export const FIRST = 'estimate';
