// Tests later.mjs with the installed tools: node --test tools/
//
// A small module is built like the page: wasm-bindgen writes its glue, later.mjs splits it and edits the glue, and the result
// is run. If a new version of a tool changes its output, this fails in seconds, before the page does.

import assert from "node:assert";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

// Without wasm-split everything stays in the first file.
const splits = spawnSync("wasm-split", ["--version"]).status === 0;

const HASH = "0123456789abcdef";
const NAME = `needs-by-field-page-${HASH}`;

// `$first` works alone; `$both` needs a function of the second file, which calls back into the first.
const MODULE = `(module
  (memory (export "memory") 1)
  (func $seen (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  (func $chart::draw (param i32) (result i32) (i32.mul (call $seen (local.get 0)) (i32.const 10)))
  (func $first (export "needs_the_first") (param i32) (result i32) (call $seen (local.get 0)))
  (func $both (export "needs_the_second") (param i32) (result i32) (call $chart::draw (local.get 0))))`;

/** A directory as Trunk hands it over, and what later.mjs makes of it. */
function split() {
  const directory = mkdtempSync(join(tmpdir(), "later-test-"));
  const here = (name) => join(directory, name);
  const env = { ...process.env, LATER_SMALL: "0" };
  const run = (program, ...options) => execFileSync(program, options, { stdio: "pipe", encoding: "utf8", env });
  writeFileSync(here("module.wat"), MODULE);
  run("wasm-opt", here("module.wat"), "-g", "-o", here(`${NAME}.wasm`));
  run("wasm-bindgen", "--target", "web", "--out-dir", here("out"), here(`${NAME}.wasm`));
  for (const name of [`${NAME}.js`, `${NAME}_bg.wasm`]) renameSync(here(join("out", name)), here(name));
  rmSync(here(`${NAME}.wasm`));
  writeFileSync(here(`boot-${HASH}.js`), "globalThis.booted = true;");
  writeFileSync(here("index.html"), `<script src="boot-${HASH}.js"></script><link id="page-wasm" href="${NAME}_bg.wasm">`);
  writeFileSync(here("later.txt"), "^chart::draw$\n");
  run("node", fileURLToPath(new URL("later.mjs", import.meta.url)), directory, here("later.txt"));
  return directory;
}

test("a page in two files does what it did in one, and fetches the second when it is needed", async (context) => {
  const directory = split();
  context.after(() => rmSync(directory, { recursive: true }));
  const only = (pattern) => {
    const names = readdirSync(directory).filter((name) => pattern.test(name));
    assert.equal(names.length, 1, `${names} are like ${pattern}`);
    return join(directory, names[0]);
  };
  const compiled = (file) => new WebAssembly.Module(readFileSync(file));
  const first = compiled(only(/_bg\.wasm$/));
  const second = splits && compiled(only(/^later-[0-9a-f]{16}\.wasm$/));
  const html = readFileSync(join(directory, "index.html"), "utf8");
  assert.equal(/id="page-wasm" data-later=\.\/later-[0-9a-f]{16}\.wasm/.test(html), splits);
  assert.ok(!html.includes(HASH), "what is served under a name never changes");

  // As boot.js does it.
  let calls = 0;
  globalThis.needsByField = {
    later: new Proxy({}, {
      get: (_, place) => (...values) => {
        if (calls++ === 0) new WebAssembly.Instance(second, { first: globalThis.needsByField.first });
        return globalThis.needsByField.first["%table"].get(Number(place))(...values);
      },
    }),
  };
  const script = only(/^needs-by-field-page-.*\.js$/);
  // Node recognizes a module by its file name.
  const module = `${script.slice(0, -3)}.mjs`;
  renameSync(script, module);
  const page = await import(pathToFileURL(module));
  const exports = await page.default({ module_or_path: first });
  const functions = Object.entries(exports).filter(([name, of]) => typeof of === "function" && !name.startsWith("%"));
  assert.equal(functions.length, 2, `${Object.keys(exports)}`);
  // Their names are short now; the order is that of the module.
  const [alone, both] = functions.map(([, of]) => of);
  assert.equal(alone(4), 5);
  assert.equal(calls, 0, "what the first file can do alone needs no second");
  assert.equal(both(4), 50);
  assert.equal(calls > 0, splits);
  assert.equal(both(6), 70);
});
