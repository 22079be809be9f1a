/** The median that the model's own assumptions give, beside the answer under changed ones. */
import type { VNode } from 'preact';
import { outcome } from '../entries.ts';
import { ownObserved } from '../own.ts';
import { quantileEstimate } from '../wording.ts';

export function OwnWords(): VNode {
  const own = ownObserved.value;
  return <>{own === null ? '…' : quantileEstimate(own, 0.5, outcome.value, 'long')[0]}</>;
}
