/** A part of the page that is loaded when it is first shown, so that the first load stays small. */
import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export interface LazyProps<P extends object> {
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
  readonly what: string;
  /** Whether it fills a screen: its place is held while it loads, so that what stands below does not jump. */
  readonly tall?: boolean;
}

export function Lazy<P extends object>({ load, props, what, tall = false }: LazyProps<P>): VNode {
  const [loaded, setLoaded] = useState<{ readonly Part: ComponentType<P> } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    load().then(
      (Part) => {
        if (!gone) setLoaded({ Part });
      },
      (error: unknown) => {
        if (!gone) setFailure(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      gone = true;
    };
  }, [load]);
  if (failure !== null) {
    return (
      <p class="alarm" role="alert">
        {what} could not be loaded ({failure}). Reload the page to try again.
      </p>
    );
  }
  if (!loaded) return <p class={tall ? 'muted loading-tall' : 'muted'}>{what} is loading…</p>;
  return <loaded.Part {...props} />;
}
