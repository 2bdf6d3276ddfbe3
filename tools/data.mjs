// Moves the data that only the second file uses into it (tools/later.mjs). wasm-split leaves all of it in the first.
//
// The linker's symbols say where each constant begins and ends, and its relocations which numbers in the code are addresses of
// which constant (build.rs asks for them; wasm-bindgen and wasm-opt pass them on). A constant stays in the first file if a
// number in that file's code, or in a constant that stays, may be its address. The rest are data segments of the second file,
// which writes them to their old addresses when it is joined.

import { header, number, section, sections, signed } from "./wasm.mjs";

const DATA = 11;
const DATA_COUNT = 12;
/** Kinds of symbols and relocations (WebAssembly tool conventions, Linking.md). */
const SYMBOL_TABLE = 8;
const SYMBOL = { data: 1, section: 3 };
const UNDEFINED = 0x10;
const EXPLICIT_NAME = 0x40;
const ADDRESSES = [3, 4, 5, 11];
const WITH_ADDEND = [3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25];
/** Constants are in the linker's first segment, `.rodata`; what can change is in others. */
const CONSTANTS = 0;
/** Fewer equal bytes between two segments are cheaper than another segment. */
const GAP = 8;

/**
 * The two files, with their data.
 *
 * `linked` is the module with the linker's sections; `print` writes a module as text. Without these sections all data stay.
 */
export function dataOfTheSecond(linked, first, second, print) {
  const symbols = constants(linked);
  const segments = dataOf(first);
  if (symbols.length === 0 || segments.length === 0) return [first, second];
  const base = segments[0].address;
  const end = Math.max(...segments.map(({ address, bytes }) => address + bytes.length));
  const memory = Buffer.alloc(end - base);
  for (const { address, bytes } of segments) bytes.copy(memory, address - base);
  const moves = unused(symbols, memory, numbersIn(print(first)), base);
  if (!moves.includes(1)) return [first, second];
  return [withData(first, runs(memory, moves, 0, base)), withData(second, runs(memory, moves, 1, base))];
}

/** For each byte of the memory, whether only the second file can use it. */
function unused(symbols, memory, numbers, base) {
  const places = symbols.map(({ offset, size }) => ({ from: offset, to: offset + size }));
  const moves = Buffer.alloc(memory.length);
  for (const { from, to } of places) moves.fill(1, from, to);
  // An address may lie outside of its constant: an index that begins at 3 is added to the address less three steps.
  const outside = new Map();
  symbols.forEach(({ offset, size, addends }, i) => {
    for (const addend of addends) {
      if (addend < 0 || addend >= size) outside.set(offset + addend, [...(outside.get(offset + addend) ?? []), i]);
    }
  });
  const at = Array.from({ length: memory.length }, () => []);
  places.forEach(({ from, to }, i) => {
    for (let byte = from; byte < to; byte++) at[byte].push(i);
  });
  const stays = new Set();
  const wait = [];
  const use = (address) => {
    for (const i of [...(at[address - base] ?? []), ...(outside.get(address - base) ?? [])]) {
      if (!stays.has(i)) wait.push(i);
      stays.add(i);
    }
  };
  numbers.forEach(use);
  // What is no constant stays, and so does what it points at.
  const last = Math.max(...places.map(({ to }) => to));
  for (let byte = last & ~3; byte + 4 <= memory.length; byte += 4) use(memory.readUInt32LE(byte));
  while (wait.length > 0) {
    const { from, to } = places[wait.pop()];
    moves.fill(0, from, to);
    for (let byte = (from + 3) & ~3; byte + 4 <= to; byte += 4) use(memory.readUInt32LE(byte));
  }
  return moves;
}

/** The constants that have a place: offset and size in bytes, and what is added to their addresses in the code. */
function constants(linked) {
  const symbols = [];
  for (const { name, content } of sections(linked)) {
    if (name === "linking") readSymbols(content, symbols);
    if (name.startsWith("reloc.")) readAddends(content, symbols);
  }
  return symbols.filter((symbol) => symbol.segment === CONSTANTS && symbol.size > 0);
}

function readSymbols(reader, symbols) {
  reader.number();
  while (reader.more) {
    const isTable = reader.number() === SYMBOL_TABLE;
    const end = reader.number() + reader.at;
    for (let left = isTable ? reader.number() : 0; left > 0; left--) {
      const kind = reader.number();
      const flags = reader.number();
      const symbol = { addends: new Set() };
      symbols.push(symbol);
      if (kind === SYMBOL.data) {
        reader.name();
        if (flags & UNDEFINED) continue;
        Object.assign(symbol, { segment: reader.number(), offset: reader.number(), size: reader.number() });
      } else {
        reader.number();
        if (kind !== SYMBOL.section && (!(flags & UNDEFINED) || flags & EXPLICIT_NAME)) reader.name();
      }
    }
    reader.at = end;
  }
}

function readAddends(reader, symbols) {
  reader.number();
  for (let left = reader.number(); left > 0; left--) {
    const type = reader.number();
    reader.number();
    const symbol = reader.number();
    const addend = WITH_ADDEND.includes(type) ? reader.signed() : 0;
    if (ADDRESSES.includes(type)) symbols[symbol].addends.add(addend);
  }
}

/** The numbers in the code of a module, written as text, that can be addresses. */
function numbersIn(text) {
  const code = text.split("\n").filter((line) => !line.trimStart().startsWith("(data")).join("\n");
  return new Set(Array.from(code.matchAll(/\bi32\.const (-?\d+)|\boffset=(\d+)/g), ([, constant, offset]) =>
    Number(constant ?? offset)));
}

/** The data segments of a module: address and bytes, in the order of their addresses. */
function dataOf(module) {
  const segments = [];
  for (const { type, content } of sections(module)) {
    if (type !== DATA) continue;
    for (let left = content.number(); left > 0; left--) {
      // Active, in the only memory, at a constant address.
      if (content.number() !== 0 || content.number() !== 0x41) throw new Error("tools/data.mjs: not an active data segment");
      const address = content.signed();
      content.number();
      const length = content.number();
      segments.push({ address, bytes: content.bytes.subarray(content.at, content.at + length) });
      content.at += length;
    }
  }
  return segments.sort((a, b) => a.address - b.address);
}

/** The bytes of one file, in runs without long stretches of zeros. */
function runs(memory, moves, file, base) {
  const found = [];
  let run;
  for (let byte = 0; byte < memory.length; byte++) {
    if (moves[byte] !== file || memory[byte] === 0) continue;
    const near = run && byte - run.to < GAP && (file === 0 || !moves.subarray(run.to, byte).includes(0));
    if (!near) found.push(run = { from: byte });
    run.to = byte + 1;
  }
  return found.map(({ from, to }) => {
    const bytes = Buffer.from(memory.subarray(from, to));
    for (let byte = from; byte < to; byte++) if (moves[byte] !== file) bytes[byte - from] = 0;
    return { address: base + from, bytes };
  });
}

/** The module with these data segments in place of its own. */
function withData(module, segments) {
  const data = Buffer.concat([
    number(segments.length),
    ...segments.flatMap(({ address, bytes }) =>
      [number(0), number(0x41), signed(address), number(0x0b), number(bytes.length), bytes]),
  ]);
  const kept = [header(module)];
  for (const { type, bytes } of sections(module)) {
    if (type === DATA_COUNT) kept.push(section(DATA_COUNT, number(segments.length)));
    else if (type !== DATA) kept.push(bytes);
  }
  // The last of the sections that are not custom, and there are none of those.
  return Buffer.concat([...kept, section(DATA, data)]);
}
