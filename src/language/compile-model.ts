/**
 * From a model text to what the engines need: checked metadata, and its equations in the intermediate form. The text is
 * never run: it is parsed, and only what was understood goes on.
 */
import type { ModelMeta } from './definition.ts';
import { DefinitionError } from './errors.ts';
import type { Program } from './ir.ts';
import { Literals } from './literals.ts';
import { lower } from './lower.ts';
import type { LoweringInput } from './lowering.ts';
import { modelHash } from './model-hash.ts';
import { nodeAt, propertyKey } from './nodes.ts';
import { normaliseModel } from './normalise.ts';
import { type ModelSyntax, parseSyntax, Source } from './syntax.ts';
import { checkUnits } from './units/check.ts';

export interface CompiledModel {
  readonly meta: ModelMeta;
  /** Repairs and other remarks that do not stop the model. */
  readonly warnings: readonly string[];
  readonly fileName: string;
  readonly hash: string;
  /** The equations operation by operation, as the text has them: the reference. */
  readonly exact: Program;
  /** The same for f32 kernels: constants folded, loop-invariant work moved out, divisions turned into products. */
  readonly optimised: Program;
}

/**
 * @param text a model text (docs/model-language.md); `fileName` is only shown in messages.
 * @throws ModelTextError with line, column, source line, cause and remedy.
 */
export function compileModel(text: string, fileName: string): CompiledModel {
  const source = new Source(text.replaceAll('\r\n', '\n'), fileName);
  const syntax = parseSyntax(source);
  const literals = new Literals(source, syntax.imported, syntax.constants);
  for (const name of literals.names()) literals.constant(name, { start: source.text.length });
  const { meta, warnings } = declarations(source, syntax, literals);
  const input: Omit<LoweringInput, 'optimise'> = {
    source,
    syntax,
    literals,
    meta,
    ...simulateOf(source, syntax),
  };
  return {
    meta,
    warnings: [...warnings, ...checkUnits(input)],
    fileName,
    hash: modelHash(text),
    exact: lower({ ...input, optimise: false }),
    optimised: lower({ ...input, optimise: true }),
  };
}

function declarations(source: Source, syntax: ModelSyntax, literals: Literals) {
  const raw = literals.object(syntax.declaration, 'simulate');
  try {
    return normaliseModel(raw);
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return source.fail(nodeAt(syntax.declaration, error.path), error.problem, error.remedy);
  }
}

function simulateOf(source: Source, syntax: ModelSyntax): Pick<LoweringInput, 'simulate' | 'whole'> {
  const property = syntax.declaration.properties.find((candidate) => propertyKey(candidate) === 'simulate');
  const value = property?.type === 'Property' ? property.value : undefined;
  if (property === undefined || (value?.type !== 'FunctionExpression' && value?.type !== 'ArrowFunctionExpression')) {
    return source.fail(
      property ?? syntax.declaration,
      'no simulate({ … }) { … } in the model',
      'Add simulate({ clock, inputs, levers, series, record }) { … }.',
    );
  }
  if (value.async || value.generator)
    source.fail(property, 'simulate is async or a generator', 'Make it a plain function.');
  return { simulate: value, whole: property };
}
