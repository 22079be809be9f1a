/** An analysis that cannot be done as asked: names the value, the place and the remedy, to be shown as it is. */
export class AnalysisError extends Error {
  override readonly name = 'AnalysisError';
}
