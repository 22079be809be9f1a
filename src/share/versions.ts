/**
 * The three versions of a link, which change for different reasons. The third, of the model, is its content hash.
 */

/** Of the link's own form. A new form needs a migration from the one before (migrations.ts) and new golden links. */
export const LINK_SCHEMA = 1;

/**
 * Of the arithmetic: raised whenever the same request gives other counts. Engines of the same version give the same
 * digest for the same model; tests/share/golden.test.ts notices a change that forgot to raise it.
 */
export const ENGINE_VERSION = 2;
