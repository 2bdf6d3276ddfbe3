// Tests data.mjs on two modules without code: node --test tools/

import assert from "node:assert";
import { test } from "node:test";
import { dataOfTheSecond } from "./data.mjs";
import { number, section, signed, text } from "./wasm.mjs";

const BASE = 1024;
const HEADER = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const MEMORY = section(5, Buffer.from([1, 0, 1]));
const EXPORT = section(7, Buffer.concat([number(1), text("memory"), Buffer.from([2, 0])]));
const IMPORT = section(2, Buffer.concat([number(1), text("first"), text("memory"), Buffer.from([2, 0, 1])]));

/** Six constants of eight bytes; the first holds the address of the third. */
const constants = ["first", "second", "third", "fourth", "fifth", "sixth"].map((name) => Buffer.from(name.padEnd(8, ".")));
constants[0].writeUInt32LE(BASE + 16);
const memory = Buffer.concat(constants);
const data = section(11, Buffer.concat([
  number(1), number(0), number(0x41), signed(BASE), number(0x0b), number(memory.length), memory,
]));
const first = Buffer.concat([HEADER, MEMORY, EXPORT, data]);
const second = Buffer.concat([HEADER, IMPORT]);

/** What the linker writes: the constants, and one relocation of the fourth with 12 added, which lies in the fifth. */
function linked() {
  const symbols = constants.flatMap((_, i) => [number(1), number(0), text(`c${i}`), number(0), number(8 * i), number(8)]);
  const table = Buffer.concat([number(constants.length), ...symbols]);
  const linking = Buffer.concat([text("linking"), number(2), number(8), number(table.length), table]);
  const relocations = Buffer.concat([text("reloc.CODE"), number(3), number(1), number(4), number(0), number(3), signed(12)]);
  return Buffer.concat([first, section(0, linking), section(0, relocations)]);
}

/** The memory that a module has written. */
const written = (file, imports) => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(file), imports);
  return exports.memory;
};
const seen = (of) => Buffer.from(of.buffer, BASE, memory.length);

test("constants that no code of the first file can name are written by the second", () => {
  const print = () => `(i32.const ${BASE}) (i32.load offset=${BASE + 24 + 12} (local.get 0))\n (data (i32.const ${BASE + 8}) "")`;
  const [one, two] = dataOfTheSecond(linked(), first, second, print);
  const shared = written(one);
  const stays = [true, false, true, true, true, false];
  constants.forEach((constant, i) => {
    const expected = stays[i] ? constant : Buffer.alloc(8);
    assert.deepEqual(seen(shared).subarray(8 * i, 8 * i + 8), expected, `constant ${i}`);
  });
  written(two, { first: { memory: shared } });
  assert.deepEqual(seen(shared), memory);
});

test("without the linker's sections all data stay", () => {
  assert.deepEqual(dataOfTheSecond(first, first, second, () => ""), [first, second]);
});
