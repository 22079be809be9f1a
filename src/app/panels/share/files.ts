/** Writing streams: straight to disk where the browser can, else through a Blob. */
import { download } from '../../download.ts';

interface SaveFilePicker {
  showSaveFilePicker(options: {
    readonly suggestedName: string;
    readonly types: readonly {
      readonly description: string;
      readonly accept: Readonly<Record<string, readonly string[]>>;
    }[];
  }): Promise<FileSystemFileHandle>;
}

const canPick = (host: object): host is SaveFilePicker => 'showSaveFilePicker' in host;

export interface Sink {
  write(text: string): Promise<void>;
  /** Ends the file; without it nothing is kept. */
  close(): Promise<void>;
  abandon(): Promise<void>;
}

/**
 * A CSV file to write piece by piece. Must be called in answer to a click, where the browser asks for a place.
 * @returns null where the reader closed that question
 */
export async function openCsv(fileName: string): Promise<Sink | null> {
  const host: object = globalThis;
  if (!canPick(host)) return blobSink(fileName);
  try {
    const handle = await host.showSaveFilePicker({
      suggestedName: fileName,
      types: [{ description: 'Comma-separated values', accept: { 'text/csv': ['.csv'] } }],
    });
    const stream = await handle.createWritable();
    return {
      write: (text) => stream.write(text),
      close: () => stream.close(),
      abandon: () => stream.abort(),
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    // Forbidden in a frame, or by policy: a download still works.
    return blobSink(fileName);
  }
}

/** Pieces are kept as Blobs, which browsers put on disk when they grow. */
function blobSink(fileName: string): Sink {
  const parts: Blob[] = [];
  return {
    async write(text) {
      parts.push(new Blob([text]));
    },
    async close() {
      download(fileName, 'text/csv', new Blob(parts, { type: 'text/csv' }));
    },
    async abandon() {
      parts.length = 0;
    },
  };
}
