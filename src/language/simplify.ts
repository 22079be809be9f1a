/**
 * Arithmetic as a kernel wants it: transcendental functions reduced to exp2 and log2 with their constants folded into the
 * argument, division by anything known earlier turned into multiplication, and products ordered so that what does not
 * change in a loop is multiplied outside it. Results differ from the text's by rounding only; the exact form is what the
 * reference runs.
 */
import type { Builder } from './builder.ts';
import type { Value } from './ir.ts';
import type { OperationName } from './operations.ts';

/** Makes the value of an operation: exactly as written, or rewritten. */
export type Make = (name: OperationName, operands: readonly Value[]) => Value;

/** Written out: hosts may differ in the last bit of Math.log2 and Math.log10. */
const LOG2_10 = 3.321928094887362;
const LOG10_2 = 0.3010299956639812;
/** Multiplications within one another that are looked through; helpers that square their argument could double without end. */
const DEEPEST_PRODUCT = 6;
/** Larger whole exponents go by way of the logarithm, which takes no negative base. */
export const LARGEST_WHOLE_POWER = 64;

export function exactly(builder: Builder): Make {
  return (name, operands) => builder.operation(name, operands);
}

export function simplified(builder: Builder): Make {
  const is = (value: Value | undefined, number: number) => value?.kind === 'constant' && value.value === number;
  const isConstant = (value: Value | undefined) => value?.kind === 'constant';
  const constant = (value: number) => builder.constant(value);

  /** The factors of a product, looking through unnamed multiplications and signs made in the current block. */
  function factorsOf(value: Value, depth = 0): Value[] {
    const inside = builder.depthOf(value) === builder.depth || value.rate === 'uniform';
    if (value.kind !== 'operation' || value.name !== '' || !inside || depth === DEEPEST_PRODUCT) return [value];
    const { operands } = value;
    // A square stays one: opened up, a power of sixteen would be sixteen factors.
    if (value.operation === 'multiply' && operands[0] !== operands[1])
      return operands.flatMap((operand) => factorsOf(operand, depth + 1));
    if (value.operation === 'negate')
      return [constant(-1), ...operands.flatMap((operand) => factorsOf(operand, depth + 1))];
    return [value];
  }

  /** Unnamed powers of two made here: their product is one power of the sum. */
  function isPower(value: Value): value is Value & { kind: 'operation' } {
    return (
      value.kind === 'operation' &&
      value.operation === 'exp2' &&
      value.name === '' &&
      value.rate === 'varying' &&
      builder.depthOf(value) === builder.depth
    );
  }

  function mergePowers(factors: readonly Value[]): Value[] {
    const powers = factors.filter(isPower);
    if (powers.length < 2) return [...factors];
    const exponents = powers.flatMap((power) => power.operands);
    const sum = exponents.reduce((total, exponent) => builder.operation('add', [total, exponent]));
    return [...factors.filter((factor) => !isPower(factor)), builder.operation('exp2', [sum])];
  }

  /** Uniform factors become one (their product is computed once); then outermost first, so that loops keep the least. */
  function product(values: readonly Value[]): Value {
    const factors = mergePowers(values.flatMap((value) => factorsOf(value)));
    const uniform = multiplyAll(factors.filter((factor) => factor.rate === 'uniform').sort(byDepth));
    const varying = factors.filter((factor) => factor.rate === 'varying');
    return multiplyAll([...(uniform === undefined ? [] : [uniform]), ...varying].sort(byDepth)) ?? constant(1);
  }

  function multiplyAll(factors: readonly Value[]): Value | undefined {
    const needed = factors.filter((factor) => !is(factor, 1));
    if (needed.length === 0) return factors[0];
    return needed.reduce((result, factor) => builder.operation('multiply', [result, factor]));
  }

  function byDepth(a: Value, b: Value): number {
    return builder.depthOf(a) - builder.depthOf(b) || (a.rate === b.rate ? 0 : a.rate === 'uniform' ? -1 : 1);
  }

  function divide(x: Value, y: Value): Value {
    if (is(y, 1)) return x;
    const known = y.rate === 'uniform' || builder.depthOf(y) < builder.depth;
    if (!known || is(x, 1)) return builder.operation('divide', [x, y]);
    return product([x, builder.operation('divide', [constant(1), y])]);
  }

  function power(x: Value, y: Value): Value {
    if (y.kind === 'constant') {
      const whole = wholePower(x, y.value);
      if (whole !== undefined) return whole;
      if (y.value === 0.5) return builder.operation('sqrt', [x]);
    }
    const logarithm = make('log2', [x]);
    // 0^0 is 1: a finite stand-in for the logarithm of 0 vanishes times an exponent of 0.
    const finite = y.kind === 'constant' ? logarithm : make('max', [logarithm, constant(-1e30)]);
    return make('exp2', [product([y, finite])]);
  }

  function wholePower(x: Value, exponent: number): Value | undefined {
    if (!Number.isInteger(exponent) || Math.abs(exponent) > LARGEST_WHOLE_POWER) return undefined;
    if (exponent === 0) return constant(1);
    if (exponent === 1) return x;
    if (exponent < 0) {
      const positive = wholePower(x, -exponent);
      return positive === undefined ? undefined : builder.operation('divide', [constant(1), positive]);
    }
    const half = wholePower(x, Math.floor(exponent / 2));
    if (half === undefined) return undefined;
    const square = builder.operation('multiply', [half, half]);
    return exponent % 2 === 0 ? square : builder.operation('multiply', [square, x]);
  }

  function make(name: OperationName, operands: readonly Value[]): Value {
    const [x, y] = operands;
    if (x === undefined || operands.every(isConstant)) return builder.operation(name, operands);
    switch (name) {
      case 'exp':
        return builder.operation('exp2', [product([constant(Math.LOG2E), x])]);
      case 'pow10':
        return builder.operation('exp2', [product([constant(LOG2_10), x])]);
      case 'ln':
        return product([constant(Math.LN2), builder.operation('log2', [x])]);
      case 'log10':
        return product([constant(LOG10_2), builder.operation('log2', [x])]);
      case 'logistic': {
        const decay = builder.operation('exp2', [product([constant(-Math.LOG2E), x])]);
        return builder.operation('divide', [constant(1), builder.operation('add', [constant(1), decay])]);
      }
      case 'round':
        return builder.operation('floor', [builder.operation('add', [x, constant(0.5)])]);
      case 'negate':
        return builder.operation('negate', operands);
      default:
        break;
    }
    if (y === undefined) return builder.operation(name, operands);
    switch (name) {
      case 'add':
        if (is(x, 0)) return y;
        if (is(y, 0)) return x;
        return builder.operation('add', operands);
      case 'subtract':
        return is(y, 0) ? x : builder.operation('subtract', operands);
      case 'multiply':
        return product(operands);
      case 'divide':
        return divide(x, y);
      case 'pow':
        return power(x, y);
      case 'min':
      case 'max':
        // The one-instruction form needs the operand that may be NaN first.
        return builder.operation(name, x.rate === 'uniform' && y.rate === 'varying' ? [y, x] : [x, y]);
      default:
        return builder.operation(name, operands);
    }
  }
  return make;
}
