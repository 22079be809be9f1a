/** What policies change: the paired difference, and one future at a time. Below the first screen, so it comes after it. */
import type { VNode } from 'preact';
import { DifferencePanel } from './difference-panel.tsx';
import { PairsPanel } from './pairs-panel.tsx';

export function ComparePart(): VNode {
  return (
    <div class="charts-two">
      <DifferencePanel />
      <PairsPanel />
    </div>
  );
}
