/** Longest wait for a frame, milliseconds: a tab in the background draws none. */
const FRAME_MS = 100;

/** Resolves after the next frame is drawn. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, FRAME_MS);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
