/** The model as a picture: what it is told, what it carries through time, what comes out; each leads to its rows or its line. */
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import flow from '../../../../build/lead.flow.json';
import type { Flow, FlowNode } from '../../../language/flow.ts';
import { ScrollBox } from '../../controls/scroll-box.tsx';
import { inputOf, leverOf, outcomeOf } from '../../model.ts';
import { clipped, percentWords } from '../../wording.ts';
import { type Box, flowPicture } from './flow-layout.ts';

const WIDTH = 114;
const HEIGHT = 30;
const GAP = { x: 20, y: 9 } as const;
const TOP = 22;

/** 'chinaLevel' → 'china level'. */
const worded = (name: string): string => name.replace(/([A-Z])/g, ' $1').toLowerCase();

function groupOf({ key, kind, id }: FlowNode): Pick<Box, 'key' | 'kind' | 'label'> | null {
  switch (kind) {
    case 'input': {
      const { group, label } = inputOf(id);
      return { key: `inputs:${group || id}`, kind: 'inputs', label: group || label };
    }
    case 'lever': {
      const { group, label } = leverOf(id);
      return { key: `levers:${group || id}`, kind: 'levers', label: group || label };
    }
    case 'switch':
      return null;
    case 'state':
      return { key, kind: 'state', label: worded(id) };
    case 'outcome':
      return { key, kind: 'outcome', label: outcomeOf(id).label };
    default:
      return kind satisfies never;
  }
}

function addressOf({ kind, members: [first] }: Box): string {
  if (first === undefined) return '#model';
  if (kind === 'inputs') return `#assumptions/${first.id}`;
  if (kind === 'levers') return `#forecast/${first.id}`;
  return `#model/${first.line}`;
}

const KIND_WORDS = { inputs: 'Assumptions', levers: 'Levers', state: 'Equation', outcome: 'Outcome' } as const;

function titleOf({ kind, label, members }: Box, share: number | null): string {
  const names = members.map(({ id, kind: of }) =>
    of === 'input' ? inputOf(id).label : of === 'lever' ? leverOf(id).label : id,
  );
  const list = kind === 'inputs' || kind === 'levers' ? `: ${names.join(', ')}` : `, line ${members[0]?.line ?? ''}`;
  return `${KIND_WORDS[kind]}, ${label}${list}${share === null ? '' : `; ${percentWords(share)} of the variance`}`;
}

export interface ModelPictureProps {
  /** Share of the variance by input; null where it is not known. */
  readonly shares: ReadonlyMap<string, number> | null;
}

export function ModelPicture({ shares }: ModelPictureProps): VNode {
  // Written by the build from the intermediate form; JSON loses the literal types of kinds.
  const picture = useMemo(() => flowPicture(flow as unknown as Flow, groupOf), []);
  const [at, setAt] = useState<string | null>(null);
  const step = HEIGHT + GAP.y;
  const [width, height] = [picture.columns * (WIDTH + GAP.x) - GAP.x + 8, TOP + picture.rows * step];
  const heightOf = new Map<number, number>();
  for (const { column, row } of picture.boxes) heightOf.set(column, Math.max(heightOf.get(column) ?? 0, row + 1));
  const place = ({ column, row }: Box): readonly [x: number, y: number] => [
    4 + column * (WIDTH + GAP.x),
    TOP + ((picture.rows - (heightOf.get(column) ?? 0)) / 2 + row) * step,
  ];
  const byKey = new Map(picture.boxes.map((box) => [box.key, box]));
  const shareOf = (box: Box): number | null =>
    shares === null || box.kind !== 'inputs'
      ? null
      : box.members.reduce((sum, { id }) => sum + Math.max(0, shares.get(id) ?? 0), 0);
  return (
    <ScrollBox className="flow-scroll" label="The picture of the model">
      <svg class="flow" viewBox={`0 0 ${width} ${height}`} style={{ minWidth: `${width}px` }}>
        <title>Data flow of the model</title>
        {[
          [0, 'assumptions and levers'],
          [1, 'carried from month to month'],
          [picture.columns - 1, 'outcomes'],
        ].map(([column, words]) => (
          <text key={words} class="flow-head" x={4 + Number(column) * (WIDTH + GAP.x)} y="13">
            {words}
          </text>
        ))}
        {picture.edges.map(([from, to]) => {
          const [a, b] = [byKey.get(from), byKey.get(to)];
          if (!a || !b) return null;
          const [[ax, ay], [bx, by]] = [place(a), place(b)];
          const [x1, x2] = [ax + WIDTH, bx];
          const [y1, y2] = [ay + HEIGHT / 2, by + HEIGHT / 2];
          const bend = Math.max(24, (x2 - x1) / 2);
          const near = at === from || at === to;
          const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
          return (
            <path
              key={`${from} ${to}`}
              class={near ? 'flow-edge near' : at === null ? 'flow-edge' : 'flow-edge far'}
              d={path}
            />
          );
        })}
        {picture.boxes.map((box) => {
          const [x, y] = place(box);
          const share = shareOf(box);
          return (
            <a
              key={box.key}
              href={addressOf(box)}
              aria-label={titleOf(box, share)}
              onMouseEnter={() => setAt(box.key)}
              onMouseLeave={() => setAt(null)}
              onFocus={() => setAt(box.key)}
              onBlur={() => setAt(null)}
            >
              <title>{titleOf(box, share)}</title>
              <rect class={`flow-box flow-${box.kind}`} x={x} y={y} width={WIDTH} height={HEIGHT} />
              {share === null ? null : (
                <rect class="flow-share" x={x} y={y + HEIGHT - 5} width={WIDTH * Math.min(1, share)} height="5" />
              )}
              <text class="flow-label" x={x + 7} y={y + HEIGHT / 2 + 4}>
                {share === null ? clipped(box.label, 17) : `${clipped(box.label, 12)} ${percentWords(share)}`}
              </text>
            </a>
          );
        })}
      </svg>
    </ScrollBox>
  );
}
