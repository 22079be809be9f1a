/** The density of an input, the size of a word; where it was changed, the original as a thin line behind it. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Distribution } from '../../../language/definition.ts';
import { densityOf, type Shape, threeQuantiles } from '../../densities.ts';

const WIDTH = 108;
const HEIGHT = 26;

function outline({ xs, heights }: Shape, x: (value: number) => number): string {
  const y = (height: number): number => HEIGHT - 2 - height * (HEIGHT - 5);
  return xs.map((value, k) => `${k === 0 ? 'M' : 'L'}${x(value).toFixed(1)} ${y(heights[k] ?? 0).toFixed(1)}`).join('');
}

export interface SparklineProps {
  readonly distribution: Distribution;
  readonly original: Distribution;
}

export function Sparkline({ distribution, original }: SparklineProps): VNode {
  const drawing = useMemo(() => {
    const [shape, before] = [densityOf(distribution), densityOf(original)];
    const all = [...shape.xs, ...before.xs];
    const [low, high] = [Math.min(...all), Math.max(...all)];
    // A single value stands in the middle.
    const x = (value: number): number => 2 + (high > low ? (value - low) / (high - low) : 0.5) * (WIDTH - 4);
    const [p5, p50, p95] = threeQuantiles(distribution).map(x) as [number, number, number];
    return {
      shape: outline(shape, x),
      before: outline(before, x),
      p5,
      p50,
      p95,
      from: x(shape.xs[0] ?? low),
      to: x(shape.xs.at(-1) ?? high),
    };
  }, [distribution, original]);
  const changed = distribution !== original;
  const foot = HEIGHT - 2;
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {changed ? <path d={drawing.before} class="sparkline-before" /> : null}
      <path d={`${drawing.shape}L${drawing.to} ${foot}L${drawing.from} ${foot}Z`} class="sparkline-shape" />
      <line x1={drawing.p5} x2={drawing.p95} y1={foot} y2={foot} class="sparkline-range" />
      <line x1={drawing.p50} x2={drawing.p50} y1={foot - 4} y2={HEIGHT} class="sparkline-median" />
    </svg>
  );
}
