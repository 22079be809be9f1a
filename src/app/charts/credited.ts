/** What pictures taken from a part of the page say of themselves, below the plot: asked when a picture is made. */
import { createContext } from 'preact';

export type CreditSource = () => Promise<readonly string[]>;

/** Null where nobody says: then only whose program made it. */
export const Credited = createContext<CreditSource | null>(null);
