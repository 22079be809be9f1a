/**
 * The lead kernel's `simulate` as C with SSE intrinsics: the same operations in the same order, so that a C compiler's code
 * and the browser's can be compared. A line-by-line rewriting of the generated AssemblyScript, for the benchmark alone.
 */

const CALLS: readonly (readonly [assembly: string, c: string])[] = [
  ['f32x4.add', '_mm_add_ps'],
  ['f32x4.sub', '_mm_sub_ps'],
  ['f32x4.mul', '_mm_mul_ps'],
  ['f32x4.div', '_mm_div_ps'],
  ['f32x4.lt', '_mm_cmplt_ps'],
  ['f32x4.le', '_mm_cmple_ps'],
  ['f32x4.eq', '_mm_cmpeq_ps'],
  ['f32x4.ne', '_mm_cmpneq_ps'],
  ['f32x4.pmin', 'pmin'],
  ['f32x4.pmax', 'pmax'],
  ['f32x4.neg', 'negate'],
  ['f32x4.splat', '_mm_set1_ps'],
  ['v128.bitselect', 'choose'],
  ['v128.andnot', 'and_not'],
  ['v128.and', '_mm_and_ps'],
  ['v128.or', '_mm_or_ps'],
  ['v128.not', 'invert'],
  ['exp2', 'power2'],
  ['log2', 'logarithm2'],
];

export interface CKernel {
  readonly text: string;
  /** Samples of a call. */
  readonly lanes: number;
}

/** @param kernel text of `emitAssemblyScript`; throws where it holds something that has no C form here. */
export function translateToC(kernel: string): CKernel {
  const vectors = Number(/VECTORS: i32 = (\d+)/.exec(kernel)?.[1]);
  const pool = (/memory\.data<f32>\(\[([^\]]*)\], 16\)/.exec(kernel)?.[1] ?? '')
    .split(',')
    .map((value) => value.trim());
  const constant = (_: string, bytes: string): string => {
    const value = pool[Number(bytes) / 4] ?? 'NAN';
    return `_mm_set1_ps(${value === 'Infinity' ? 'INFINITY' : `${value}f`})`;
  };
  let body = kernel
    .slice(kernel.indexOf('export function simulate'))
    .replace(
      /^export function simulate\([^)]*\): void/,
      'static void simulate(char *tape, char *dateSteps, int dateCount, char *inputs, char *outcomes, char *series)',
    )
    .replace(/v128\.load(?:32_splat)?\(POOL, (\d+)\)/g, constant)
    .replace(/(?:const|let) (\w+): v128 =/g, '__m128 $1 =')
    .replace(/const (\w+): i32 = load<i32>\(([^;]*)\);/g, 'int $1 = *(int *)($2);')
    .replace(/for \(let (\w+): i32 = ([^,;]+), (\w+): i32 = ([^;]+);/g, 'for (int $1 = $2, $3 = $4;')
    .replace(/const (\w+at): usize =/g, 'char *$1 =')
    .replace(/let ([ty]) = /g, 'char *$1 = ')
    .replace(/for \(let d = 0/g, 'for (int d = 0')
    .replace(/usize\(/g, '(size_t)(')
    .replace(/v128\.load32_splat\(t, (\d+)\)/g, '_mm_load1_ps((float *)(t + $1))')
    .replace(/v128\.load\((\w+), (\d+)\)/g, '_mm_load_ps((float *)($1 + $2))')
    .replace(/v128\.store\((.*), (\w+|_mm_set1_ps\([^)]*\)), (\d+)\);/g, '_mm_store_ps((float *)($1 + $3), $2);');
  for (const [assembly, c] of CALLS)
    body = body.replaceAll(new RegExp(`(?<![.\\w])${assembly.replaceAll('.', '\\.')}\\(`, 'g'), `${c}(`);
  const left = /\b(?:f32x4|i32x4|v128)\.\w+|: v128/.exec(body.replace(/^\s*\/\/.*$/gm, ''));
  if (left !== null) throw new Error(`the kernel has ${left[0]}, which has no C form in bench/c/translate.ts`);
  return { text: `#include "prelude.h"\n${body}\n#include "main.h"\n`, lanes: vectors * 4 };
}
