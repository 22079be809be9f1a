/**
 * What a frame tells the page around it. A type only: the element is one file that imports nothing, and the compiler sees
 * to it that both sides say the same.
 */
export interface HeightMessage {
  readonly type: 'headway:height';
  /** CSS pixels. */
  readonly height: number;
}
