/**
 * Places for a picture of a data flow: what is declared on the left, by group; what is carried through time in columns, each
 * right of what it is computed from, with what depends on one another in one column; outcomes on the right. Pure.
 */
import type { Flow, FlowNode } from '../../../language/flow.ts';

export interface Box {
  readonly key: string;
  readonly kind: 'inputs' | 'levers' | 'state' | 'outcome';
  readonly label: string;
  /** The nodes of the flow that it stands for. */
  readonly members: readonly FlowNode[];
  /** From the left, 0 for what is declared. */
  readonly column: number;
  /** From the top of its column. */
  readonly row: number;
}

export interface Picture {
  readonly boxes: readonly Box[];
  readonly edges: readonly (readonly [from: string, to: string])[];
  readonly columns: number;
  /** Boxes of the fullest column. */
  readonly rows: number;
}

/** @param groupOf the group and label under which a node of the flow is drawn; null to leave it out */
export function flowPicture(
  { nodes, edges: read }: Flow,
  groupOf: (node: FlowNode) => Pick<Box, 'key' | 'kind' | 'label'> | null,
): Picture {
  const groups = new Map<string, { readonly box: Pick<Box, 'key' | 'kind' | 'label'>; readonly members: FlowNode[] }>();
  const drawnAs = new Map<string, string>();
  for (const node of nodes) {
    const box = groupOf(node);
    if (box === null) continue;
    drawnAs.set(node.key, box.key);
    const group = groups.get(box.key) ?? { box, members: [] };
    groups.set(box.key, group);
    group.members.push(node);
  }
  const edges = new Map<string, readonly [string, string]>();
  for (const [a, b] of read) {
    const [from, to] = [drawnAs.get(a), drawnAs.get(b)];
    if (from !== undefined && to !== undefined && from !== to) edges.set(`${from} ${to}`, [from, to]);
  }
  const keys = [...groups.keys()];
  const columnOf = columnsOf(keys, [...edges.values()]);
  const last = Math.max(1, ...columnOf.values());
  for (const [key, { box }] of groups) {
    if (box.kind === 'outcome') columnOf.set(key, last);
    if (box.kind === 'inputs' || box.kind === 'levers') columnOf.set(key, 0);
  }
  const places = new Map<string, number>();
  const boxes: Box[] = [];
  for (let column = 0; column <= last; column += 1) {
    const here = keys.filter((key) => columnOf.get(key) === column);
    // Near what they are computed from: fewer lines cross.
    const wish = (key: string): number => {
      const before = [...edges.values()].flatMap(([from, to]) => (to === key ? (places.get(from) ?? []) : []));
      return before.length === 0 ? 0.5 : before.reduce((sum, place) => sum + place, 0) / before.length;
    };
    if (column > 0) here.sort((a, b) => wish(a) - wish(b));
    here.forEach((key, row) => {
      places.set(key, (row + 0.5) / here.length);
      const group = groups.get(key);
      if (group !== undefined) boxes.push({ ...group.box, members: group.members, column, row });
    });
  }
  const rows = Math.max(1, ...boxes.map(({ row }) => row + 1));
  return { boxes, edges: [...edges.values()], columns: last + 1, rows };
}

/** Length of the longest way to each, where all that lie on a common circle count as one step. */
function columnsOf(keys: readonly string[], edges: readonly (readonly [string, string])[]): Map<string, number> {
  const next = new Map(keys.map((key) => [key, edges.flatMap(([from, to]) => (from === key ? [to] : []))]));
  const circleOf = circles(keys, next);
  const columns = new Map<number, number>();
  const before = new Map<number, Set<number>>();
  for (const [from, to] of edges) {
    const [a = -1, b = -1] = [circleOf.get(from), circleOf.get(to)];
    if (a !== b) before.set(b, (before.get(b) ?? new Set()).add(a));
  }
  const depth = (circle: number): number => {
    const known = columns.get(circle);
    if (known !== undefined) return known;
    const found = Math.max(0, ...[...(before.get(circle) ?? [])].map((one) => depth(one) + 1));
    columns.set(circle, found);
    return found;
  };
  return new Map(keys.map((key) => [key, depth(circleOf.get(key) ?? -1)]));
}

/** Strongly connected components (Tarjan 1972, SIAM J. Comput. 1:146), as a number for each key. */
function circles(keys: readonly string[], next: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const found = new Map<string, number>();
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  let circle = 0;
  const visit = (key: string): void => {
    const own = index.size;
    index.set(key, own);
    low.set(key, own);
    stack.push(key);
    for (const to of next.get(key) ?? []) {
      if (!index.has(to)) visit(to);
      if (!found.has(to)) low.set(key, Math.min(low.get(key) ?? own, low.get(to) ?? own));
    }
    if (low.get(key) !== own) return;
    let member: string | undefined;
    do {
      member = stack.pop();
      if (member !== undefined) found.set(member, circle);
    } while (member !== key && member !== undefined);
    circle += 1;
  };
  for (const key of keys) if (!index.has(key)) visit(key);
  return found;
}
