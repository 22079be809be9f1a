/** What an emitter tells the host of a compiled kernel, besides its bytes. Plain data. */
import type { IndexSite } from './ir.ts';

export interface KernelInfo {
  /** SHA-256 of the model text. */
  readonly hash: string;
  /** Varying series in the order of SERIES_VALUES; what a trace shows. */
  readonly series: readonly { readonly name: string; readonly length: number }[];
  /** What the codes returned by `prepare` mean: code i is site i - 1. */
  readonly indexSites: readonly IndexSite[];
}
