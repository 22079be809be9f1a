/** Offers `content` as a download. */
export function download(fileName: string, type: string, content: string | Blob): void {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = fileName;
  anchor.click();
  // Some browsers fetch the address only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
