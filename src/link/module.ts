/** A WebAssembly module as the linker needs it: read from bytes and written again, section by section. */
import { Output, Reader } from './bytes.ts';

export const TYPE = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
export type TypeName = keyof typeof TYPE;
const NAMES = new Map<number, TypeName>((Object.keys(TYPE) as TypeName[]).map((name) => [TYPE[name], name] as const));

const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  memory: 5,
  global: 6,
  export: 7,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;

/** Order in which sections must stand; the number of data segments stands before the code. */
const ORDER = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11];

const KIND = { function: 0, memory: 2, global: 3 } as const;

export interface FunctionType {
  readonly parameters: readonly TypeName[];
  readonly results: readonly TypeName[];
}

export interface Export {
  readonly kind: number;
  readonly index: number;
}

/** A module whose imports are functions and constants of one other module. */
export interface CoreModule {
  readonly types: readonly FunctionType[];
  /** Of imported functions, by name, in the order of their indices from 0. */
  readonly importedFunctions: ReadonlyMap<string, number>;
  /** Names of imported i32 constants, in the order of their indices from 0. */
  readonly importedConstants: readonly string[];
  /** Type of every function, the imported ones first. */
  readonly functionTypes: readonly number[];
  readonly exports: ReadonlyMap<string, Export>;
  /** Body with locals, of every function that is not imported. */
  readonly bodies: readonly Uint8Array[];
  /** Of the module's own globals: bytes of each whole entry. */
  readonly globals: readonly Uint8Array[];
  readonly minimumPages: number;
  readonly maximumPages: number | undefined;
  readonly dataSegments: readonly Uint8Array[];
  /** Sections that are passed on as they are. */
  readonly others: ReadonlyMap<number, Uint8Array>;
}

/** @throws Error where the bytes are not such a module */
export function readModule(bytes: Uint8Array): CoreModule {
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  if (header.some((byte, i) => bytes[i] !== byte)) throw new Error('these bytes are no WebAssembly module');
  const sections = new Map<number, Uint8Array>();
  const reader = new Reader(bytes, 8);
  while (reader.at < reader.end) {
    const id = reader.byte();
    const content = reader.take(reader.u32());
    if (id !== SECTION.custom) sections.set(id, content);
  }
  const list = <T>(id: number, one: (from: Reader) => T): T[] => {
    const content = sections.get(id);
    if (content === undefined) return [];
    const from = new Reader(content);
    return Array.from({ length: from.u32() }, () => one(from));
  };
  const imports = list(SECTION.import, readImport);
  const functions = imports.filter(({ kind }) => kind === KIND.function);
  const constants = imports.filter(({ kind }) => kind === KIND.global);
  const [limits] = list(SECTION.memory, (from) => {
    const bounded = from.byte() === 1;
    return { minimum: from.u32(), maximum: bounded ? from.u32() : undefined };
  });
  if (limits === undefined) throw new Error('the module has no memory');
  const own: readonly number[] = [
    SECTION.type,
    SECTION.import,
    SECTION.function,
    SECTION.memory,
    SECTION.global,
    SECTION.export,
    SECTION.code,
    SECTION.data,
    SECTION.dataCount,
  ];
  return {
    types: list(SECTION.type, readType),
    importedFunctions: new Map(functions.map(({ name }, index) => [name, index])),
    importedConstants: constants.map(({ name }) => name),
    functionTypes: [...functions.map(({ type }) => type), ...list(SECTION.function, (from) => from.u32())],
    exports: new Map(list(SECTION.export, (from) => [from.name(), { kind: from.byte(), index: from.u32() }] as const)),
    bodies: list(SECTION.code, (from) => from.take(from.u32())),
    globals: list(SECTION.global, readGlobal),
    minimumPages: limits.minimum,
    maximumPages: limits.maximum,
    dataSegments: list(SECTION.data, readSegment),
    others: new Map([...sections].filter(([id]) => !own.includes(id))),
  };
}

function readType(from: Reader): FunctionType {
  if (from.byte() !== 0x60) throw new Error('the module has a type that is not a function');
  const names = () =>
    Array.from({ length: from.u32() }, () => {
      const name = NAMES.get(from.byte());
      if (name === undefined) throw new Error('the module has a type of value that is not known here');
      return name;
    });
  return { parameters: names(), results: names() };
}

function readImport(from: Reader): { readonly name: string; readonly kind: number; readonly type: number } {
  from.name();
  const name = from.name();
  const kind = from.byte();
  if (kind === KIND.function) return { name, kind, type: from.u32() };
  if (kind !== KIND.global || from.byte() !== TYPE.i32 || from.byte() !== 0) {
    throw new Error(`the import ${name} is neither a function nor an i32 constant`);
  }
  return { name, kind, type: TYPE.i32 };
}

/** A global and its initial value, which is one constant. */
function readGlobal(from: Reader): Uint8Array {
  const start = from.at;
  from.take(2);
  passConstant(from);
  return from.bytes.subarray(start, from.at);
}

/** Passes over `constant end`. */
function passConstant(from: Reader): void {
  const opcode = from.byte();
  if (opcode === 0x41 || opcode === 0x42) from.skipLeb();
  else if (opcode === 0x43) from.take(4);
  else if (opcode === 0x44) from.take(8);
  else if (opcode === 0xfd) {
    from.u32();
    from.take(16);
  } else throw new Error('the module has an initial value that is not a constant');
  if (from.byte() !== 0x0b) throw new Error('the module has an initial value of several instructions');
}

function readSegment(from: Reader): Uint8Array {
  const start = from.at;
  const flags = from.u32();
  if (flags === 2) from.u32();
  if (flags !== 1) passConstant(from);
  from.take(from.u32());
  return from.bytes.subarray(start, from.at);
}

/** Index of an exported function, with its type; undefined where there is none. */
export function exportedFunction(
  module: CoreModule,
  name: string,
): { readonly index: number; readonly type: FunctionType } | undefined {
  const found = module.exports.get(name);
  if (found?.kind !== KIND.function) return undefined;
  const type = module.types[module.functionTypes[found.index] ?? -1];
  return type === undefined ? undefined : { index: found.index, type };
}

/** What an exported function returns that only returns one i32 constant. */
export function returnedConstant(module: CoreModule, name: string): number {
  const found = exportedFunction(module, name);
  const body = found === undefined ? undefined : module.bodies[found.index - module.importedFunctions.size];
  if (body?.[0] !== 0 || body[1] !== 0x41 || body.at(-1) !== 0x0b) {
    throw new Error(`the module has no function ${name} that returns a constant`);
  }
  const reader = new Reader(body, 2, body.length - 1);
  const value = reader.s32();
  if (reader.at !== reader.end) throw new Error(`${name} does more than return a constant`);
  return value;
}

export interface Segment {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** What a kernel adds to a core: bodies of the functions it imports, in their order; its constants; its data. */
export interface Addition {
  readonly bodies: readonly Uint8Array[];
  readonly constants: readonly number[];
  readonly segments: readonly Segment[];
  /** Bytes of memory that are taken before anything is allocated. */
  readonly memory: number;
  /** Names of exports that stay. */
  readonly exports: readonly string[];
}

const PAGE_BYTES = 65_536;

/**
 * One module of both, without imports. What was imported comes first in every index space, and so do its definitions here:
 * no index of the core changes.
 */
export function joined(core: CoreModule, added: Addition): Uint8Array<ArrayBuffer> {
  const sections = new Map(core.others);
  const list = (id: number, entries: readonly Uint8Array[]) => {
    if (entries.length === 0) return;
    const content = new Output().u32(entries.length);
    for (const entry of entries) content.all(entry);
    sections.set(id, content.done());
  };
  list(SECTION.type, core.types.map(typeBytes));
  list(
    SECTION.function,
    core.functionTypes.map((type) => new Output().u32(type).done()),
  );
  const pages = Math.max(core.minimumPages, Math.ceil(added.memory / PAGE_BYTES));
  const { maximumPages } = core;
  if (maximumPages !== undefined && pages > maximumPages) throw new RangeError('the kernel needs too much memory');
  const memory = new Output().byte(maximumPages === undefined ? 0 : 1).u32(pages);
  list(SECTION.memory, [maximumPages === undefined ? memory.done() : memory.u32(maximumPages).done()]);
  const constants = added.constants.map((value) =>
    new Output().byte(TYPE.i32).byte(0).byte(0x41).s32(value).byte(0x0b).done(),
  );
  list(SECTION.global, [...constants, ...core.globals]);
  list(
    SECTION.export,
    [...core.exports]
      .filter(([name]) => added.exports.includes(name))
      .map(([name, { kind, index }]) =>
        new Output().sized(new TextEncoder().encode(name)).byte(kind).u32(index).done(),
      ),
  );
  list(
    SECTION.code,
    [...added.bodies, ...core.bodies].map((body) => new Output().sized(body).done()),
  );
  const segments = added.segments.map(({ address, bytes }) =>
    new Output().u32(0).byte(0x41).s32(address).byte(0x0b).sized(bytes).done(),
  );
  list(SECTION.data, [...core.dataSegments, ...segments]);
  const count = core.dataSegments.length + segments.length;
  if (count > 0) sections.set(SECTION.dataCount, new Output().u32(count).done());
  const module = new Output().all([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  for (const id of ORDER) {
    const content = sections.get(id);
    if (content !== undefined) module.byte(id).sized(content);
  }
  return module.done();
}

function typeBytes({ parameters, results }: FunctionType): Uint8Array {
  const bytes = new Output().byte(0x60);
  for (const names of [parameters, results]) {
    bytes.u32(names.length);
    for (const name of names) bytes.byte(TYPE[name]);
  }
  return bytes.done();
}
