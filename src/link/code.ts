/** The code of one function while it is made: instructions and locals, which are used again when nothing needs them. */
import { Output, Reader } from './bytes.ts';
import { type FunctionType, TYPE, type TypeName } from './module.ts';

/** Instructions with meaning here. */
export const OP = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Const: 0x41,
  f32Const: 0x43,
  f64Const: 0x44,
  i32Eqz: 0x45,
  f64Neg: 0x9a,
  numeric: 0xfc,
  simd: 0xfd,
} as const;

const VOID = 0x40;
const V128_LOAD = 0;
const V128_LOAD32_SPLAT = 9;
const MEMORY_FILL = 11;

export class Code {
  private readonly out = new Output();
  private readonly locals: TypeName[] = [];
  private readonly free = new Map<TypeName, number[]>();
  private readonly parameters: number;
  /** Constants in memory that were read since control last branched, by instruction and address: their locals. */
  private readonly known = new Map<string, number>();

  constructor(type: FunctionType) {
    this.parameters = type.parameters.length;
  }

  /** A local of unknown content. */
  take(type: TypeName): number {
    const known = this.free.get(type)?.pop();
    return known ?? this.parameters + this.locals.push(type) - 1;
  }

  release(type: TypeName, local: number): void {
    const list = this.free.get(type);
    if (list === undefined) this.free.set(type, [local]);
    else list.push(local);
  }

  op(...code: readonly number[]): this {
    if (code[0] === OP.end || code[0] === OP.else) this.forget();
    this.out.all(code);
    return this;
  }

  get(local: number): this {
    this.out.byte(OP.localGet).u32(local);
    return this;
  }

  set(local: number): this {
    this.out.byte(OP.localSet).u32(local);
    return this;
  }

  call(index: number): this {
    this.out.byte(OP.call).u32(index);
    return this;
  }

  branch(op: typeof OP.br | typeof OP.brIf, depth: number): this {
    this.out.byte(op).u32(depth);
    return this;
  }

  /**
   * Reads a vector that never changes. What was read before within straight code is not read again: without that, kernels
   * took 1.2 times as long.
   */
  fixed(code: readonly number[], align: number, address: number): this {
    const key = `${code.join()} ${address}`;
    const local = this.known.get(key);
    if (local !== undefined) return this.get(local);
    this.constant('i32', 0).access(code, align, address);
    const kept = this.take('v128');
    this.known.set(key, kept);
    this.out.byte(OP.localTee).u32(kept);
    return this;
  }

  /** Control branches or joins: what was read before may not have been. */
  private forget(kept = 0): void {
    for (const [key, local] of [...this.known].slice(kept)) {
      this.release('v128', local);
      this.known.delete(key);
    }
  }

  open(op: typeof OP.block | typeof OP.loop | typeof OP.if, result?: TypeName): this {
    this.forget();
    this.out.byte(op).byte(result === undefined ? VOID : TYPE[result]);
    return this;
  }

  constant(type: TypeName, value: number): this {
    if (type === 'i32') this.out.byte(OP.i32Const).s32(value);
    else if (type === 'f32') this.out.byte(OP.f32Const).f32(value);
    else if (type === 'f64') this.out.byte(OP.f64Const).f64(value);
    else throw new Error(`there are no constants of type ${type}`);
    return this;
  }

  access(code: readonly number[], align: number, offset: number): this {
    this.out.all(code).u32(align).u32(offset);
    return this;
  }

  memoryFill(): this {
    this.out.byte(OP.numeric).u32(MEMORY_FILL).byte(0);
    return this;
  }

  /** Puts the instructions of a function of the core in place of its call; its operands are on the stack. */
  inline(body: InlineBody, type: FunctionType): this {
    const locals = [...type.parameters, ...body.locals].map((name) => this.take(name));
    for (let i = type.parameters.length - 1; i >= 0; i--) this.set(locals[i] ?? 0);
    for (const index of body.needZero) this.zero(type.parameters.length, body, locals, index);
    const [result] = type.results;
    if (body.leaves) this.open(OP.block, result);
    this.copy(body, locals);
    if (body.leaves) this.op(OP.end);
    [...type.parameters, ...body.locals].forEach((name, i) => {
      this.release(name, locals[i] ?? 0);
    });
    return this;
  }

  /** All instructions of a body but the last, which is its own end. */
  private copy({ bytes, first }: InlineBody, locals: readonly number[]): void {
    const reader = new Reader(bytes, first, bytes.length - 1);
    let depth = 0;
    const marks: number[] = [];
    while (reader.at < reader.end) {
      const start = reader.at;
      const op = reader.byte();
      if (op === OP.block || op === OP.if) depth++;
      if (op === OP.end) depth--;
      if (op === OP.block || op === OP.if) marks.push(this.known.size);
      if (op === OP.else) this.forget(marks.at(-1));
      if (op === OP.end) this.forget(marks.pop());
      if (op >= OP.localGet && op <= OP.localTee) {
        this.out.byte(op).u32(locals[reader.u32()] ?? 0);
      } else if (op === OP.return) {
        this.out.byte(OP.br).u32(depth);
      } else {
        const load = op === OP.i32Const ? fixedLoad(bytes, reader.at) : undefined;
        if (load !== undefined) {
          this.fixed([OP.simd, load.number], load.align, load.address);
          reader.at = load.end;
          continue;
        }
        passImmediates(reader, op);
        this.out.all(bytes.subarray(start, reader.at));
      }
    }
  }

  private zero(parameters: number, body: InlineBody, locals: readonly number[], index: number): void {
    const type = body.locals[index - parameters] ?? 'i32';
    if (type === 'v128') this.constant('i32', 0).op(OP.simd, 17);
    else this.constant(type, 0);
    this.set(locals[index] ?? 0);
  }

  /** The body as it stands in the code section: locals, then instructions. */
  done(): Uint8Array<ArrayBuffer> {
    const body = new Output();
    const runs: [TypeName, number][] = [];
    for (const type of this.locals) {
      const last = runs.at(-1);
      if (last?.[0] === type) last[1]++;
      else runs.push([type, 1]);
    }
    body.u32(runs.length);
    for (const [type, count] of runs) body.u32(count).byte(TYPE[type]);
    return body.all(this.out.done()).byte(OP.end).done();
  }
}

const TYPE_OF = new Map<number, TypeName>((Object.keys(TYPE) as TypeName[]).map((name) => [TYPE[name], name] as const));

/** The body of a function of the core, ready to be put into others. */
export interface InlineBody {
  /** Types of its locals, without its parameters. */
  readonly locals: readonly TypeName[];
  /** Locals, counted with the parameters, that may be read before they are written: they start as 0. */
  readonly needZero: readonly number[];
  /** Whether it returns from within, or branches to its end. */
  readonly leaves: boolean;
  readonly bytes: Uint8Array;
  /** Place of its first instruction. */
  readonly first: number;
}

/** Bytes up to which a function is put in place. */
const LARGEST_INLINE = 700;

/** By body of the core: a function is read once, however often it is called. */
const read = new WeakMap<Uint8Array, InlineBody | null>();

/** What may be put in place of a call: short, without loops. Null for other functions. */
export function inlineBody(bytes: Uint8Array, parameters: number): InlineBody | null {
  let known = read.get(bytes);
  if (known === undefined) {
    known = readInlineBody(bytes, parameters);
    read.set(bytes, known);
  }
  return known;
}

function readInlineBody(bytes: Uint8Array, parameters: number): InlineBody | null {
  if (bytes.length > LARGEST_INLINE) return null;
  const reader = new Reader(bytes);
  const locals: TypeName[] = [];
  for (let runs = reader.u32(); runs > 0; runs--) {
    const count = reader.u32();
    const type = TYPE_OF.get(reader.byte());
    if (type === undefined) return null;
    for (let i = 0; i < count; i++) locals.push(type);
  }
  const first = reader.at;
  const seen = new Set<number>();
  const needZero = new Set<number>();
  let depth = 0;
  let leaves = false;
  while (reader.at < reader.end) {
    const op = reader.byte();
    if (op === OP.loop) return null;
    if (op === OP.return) leaves = true;
    if (op === OP.br || op === OP.brIf) leaves ||= new Reader(bytes, reader.at).u32() >= depth;
    if (op === OP.brTable) return null;
    if (op === OP.block || op === OP.if) depth++;
    if (op === OP.end) depth--;
    if (op >= OP.localGet && op <= OP.localTee) {
      const local = new Reader(bytes, reader.at).u32();
      if (local >= parameters && !seen.has(local) && (op === OP.localGet || depth > 0)) needZero.add(local);
      seen.add(local);
    }
    passImmediates(reader, op);
  }
  return { locals, needZero: [...needZero], leaves, bytes, first };
}

/** A vector read from a fixed address: functions of the core keep nothing there but their constants. */
function fixedLoad(bytes: Uint8Array, at: number) {
  const reader = new Reader(bytes, at);
  const base = reader.s32();
  if (reader.byte() !== OP.simd) return undefined;
  const number = reader.u32();
  if (number !== V128_LOAD && number !== V128_LOAD32_SPLAT) return undefined;
  const align = reader.u32();
  return { number, align, address: base + reader.u32(), end: reader.at };
}

/** Passes over what follows an instruction. */
function passImmediates(reader: Reader, op: number): void {
  if (op === OP.block || op === OP.loop || op === OP.if || op === OP.br || op === OP.brIf) reader.skipLeb();
  else if (op === OP.call || (op >= 0x20 && op <= 0x26) || op === OP.i32Const || op === 0x42 || op === 0xd2)
    reader.skipLeb();
  else if (op === 0x11 || (op >= 0x28 && op <= 0x3e)) {
    reader.skipLeb();
    reader.skipLeb();
  } else if (op === 0x3f || op === 0x40 || op === 0xd0) reader.byte();
  else if (op === OP.f32Const) reader.take(4);
  else if (op === OP.f64Const) reader.take(8);
  else if (op === 0x1c) for (let count = reader.u32(); count > 0; count--) reader.byte();
  else if (op === OP.brTable) for (let count = reader.u32() + 1; count > 0; count--) reader.skipLeb();
  else if (op === OP.numeric) passNumericImmediates(reader);
  else if (op === OP.simd) passSimdImmediates(reader);
}

function passNumericImmediates(reader: Reader): void {
  const number = reader.u32();
  if (number < 8) return;
  reader.skipLeb();
  if (number === 8 || number === 10 || number === 12 || number === 14) reader.skipLeb();
}

function passSimdImmediates(reader: Reader): void {
  const number = reader.u32();
  const accesses = number <= 11 || (number >= 84 && number <= 93);
  if (accesses) {
    reader.skipLeb();
    reader.skipLeb();
  }
  if (number === 12 || number === 13) reader.take(16);
  if ((number >= 21 && number <= 34) || (number >= 84 && number <= 91)) reader.byte();
}
