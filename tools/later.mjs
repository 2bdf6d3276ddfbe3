// Splits the built page's WebAssembly in two: what the first view needs, and what can come later.
//
// node tools/later.mjs DIRECTORY [LIST]   (a hook of Trunk: DIRECTORY is what it has built, LIST tools/later.txt)
// LATER_LIST=FILE tools/build.sh   writes which function is in which file, and its bytes
//
// Everything that can be reached from an export or through the table without passing a function named in later.txt stays
// in the first file; wasm-split moves the rest and leaves stubs, which load the second file when one is called. boot.js
// fetches it as soon as the page runs, so that a stub seldom waits. Both files get names that carry their hashes. Without
// wasm-split, which not every system has, all of it stays in the first file.
//
// Texts and tables that only the second file uses go with it (tools/data.mjs).
//
// It edits the output of wasm-bindgen, whose form nobody guarantees. Nothing else depends on that form, except the stubs of
// boot.js. tools/later.test.mjs runs all of it on a small module.

import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataOfTheSecond } from "./data.mjs";
import { Reader, header, number, section, sections, text } from "./wasm.mjs";

const FEATURES = ["bulk-memory", "sign-ext", "nontrapping-float-to-int", "mutable-globals", "multivalue", "reference-types"]
  .map((feature) => `--enable-${feature}`);

/** The versions that this is known with: of others tools/later.test.mjs says whether they do. */
const KNOWN = { "wasm-bindgen": ["0.2.130"], "wasm-opt": ["132"], "wasm-split": ["108", "132"] };
for (const [program, versions] of Object.entries(KNOWN)) {
  const { status, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  const version = /\d[\d.]*/.exec(stdout)?.[0];
  if (status === 0 && !versions.includes(version)) {
    console.warn(`tools/later.mjs is not known with ${program} ${version}: if \`node --test tools/\` passes, add it to KNOWN`);
  }
}

const directory = process.argv[2];
const here = (name) => join(directory, name);
const only = (pattern) => {
  const found = readdirSync(directory).filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`${directory}: ${found.length} files like ${pattern}`);
  return found[0];
};

/** The module without its custom sections, and the names of its functions by index, imports first. */
function stripped(module) {
  const kept = [header(module)];
  const names = new Map();
  for (const { type, name, content, bytes } of sections(module)) {
    if (type !== 0) kept.push(bytes);
    else if (name === "name") functionNames(content, names);
  }
  if (names.size === 0) throw new Error("the WebAssembly has no names: is wasm-opt run with -g (index.html)?");
  return [Buffer.concat(kept), names];
}

function functionNames(reader, names) {
  while (reader.more) {
    const ofFunctions = reader.number() === 1;
    const end = reader.number() + reader.at;
    for (let left = ofFunctions ? reader.number() : 0; left > 0; left--) {
      const index = reader.number();
      // needs_charts[ed500011187f0503]::matrix: the hash changes with each build.
      names.set(index, reader.name().replace(/\[[0-9a-f]{8,}\]/g, ""));
    }
    reader.at = end;
  }
}

/** The bytes of each function that is not imported. */
function codeSizes(module) {
  for (const { type, content } of sections(module)) {
    if (type !== 10) continue;
    return Array.from({ length: content.number() }, () => {
      const size = content.number();
      content.at += size;
      return size;
    });
  }
  return [];
}

/** The module with other names for its imports and exports. */
function renamed(module, short) {
  const kept = [header(module)];
  for (const { type, content: reader, bytes } of sections(module)) {
    if (type !== 2 && type !== 7) {
      kept.push(bytes);
      continue;
    }
    // A limit or a type of a table, a memory, a global.
    const limits = () => {
      const most = reader.number() & 1;
      reader.number();
      if (most) reader.number();
    };
    const described = [
      () => reader.number(),
      () => { reader.number(); limits(); },
      limits,
      () => { reader.number(); reader.number(); },
    ];
    const count = reader.number();
    const parts = [number(count)];
    for (let left = count; left > 0; left--) {
      const place = type === 2 ? text(reader.name()) : Buffer.alloc(0);
      const name = reader.name();
      const at = reader.at;
      const kind = reader.number();
      if (type === 2) described[kind]();
      else reader.number();
      const what = Buffer.from(reader.bytes.subarray(at, reader.at));
      // wasm-split before version 110 exports the first table under the name of every table; wasm-bindgen's is the second.
      if (type === 7 && name === "__wbindgen_externrefs") what[what.length - 1] = 1;
      parts.push(place, text(short.get(name) ?? name), what);
    }
    kept.push(section(type, Buffer.concat(parts)));
  }
  return Buffer.concat(kept);
}

const work = mkdtempSync(join(tmpdir(), "later-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
const at = (name) => join(work, name);
const run = (program, ...options) =>
  execFileSync(program, [...FEATURES, ...options], { encoding: "utf8", maxBuffer: 1 << 28 });

const splits = spawnSync("wasm-split", ["--version"]).status === 0;
const wasm = only(/_bg\.wasm$/);
const linked = readFileSync(here(wasm));
const [whole, names] = stripped(linked);
writeFileSync(at("whole.wasm"), whole);

// Without names, functions are numbered among those that are not imported.
const imports = WebAssembly.Module.imports(new WebAssembly.Module(whole));
const imported = imports.filter(({ kind }) => kind === "function").length;
const calls = new Map();
const roots = [];
for (const line of run("wasm-opt", at("whole.wasm"), "--print-call-graph", "-o", at("unused.wasm")).split("\n")) {
  const call = /^\s+"(\d+)" -> "(\d+)"/.exec(line);
  if (call) {
    calls.get(call[1]).push(call[2]);
    continue;
  }
  const node = /^\s+"(\d+)" \[style="filled(, rounded)?"(?:, fillcolor="(\w+)")?\]/.exec(line);
  if (!node) continue;
  if (!calls.has(node[1])) calls.set(node[1], []);
  // Exported, or in the table.
  if (node[2] || node[3] === "gray") roots.push(node[1]);
}

const patterns = readFileSync(process.argv[3] ?? new URL("later.txt", import.meta.url), "utf8").split("\n")
  .filter((line) => line && !line.startsWith("#")).map((line) => new RegExp(line));
const named = (id) => names.get(imported + Number(id)) ?? "";
// Functions with the same code are merged under the name of any of them: drop glue and small ones, such as a getter of two
// types, may serve both files. They move only with all that calls them. (The module of tools/later.test.mjs is all small.)
const SMALL = Number(process.env.LATER_SMALL ?? 100);
const sizes = codeSizes(whole);
const isShared = (id) => sizes[id] < SMALL || named(id).startsWith("core::ptr::drop_in_place");
const isListed = (id) => patterns.some((pattern) => pattern.test(named(id)));
const later = new Set([...calls.keys()].filter((id) => isListed(id) && !isShared(id)));
const idle = patterns.filter((pattern) => ![...calls.keys()].some((id) => pattern.test(named(id))));
if (idle.length > 0) {
  throw new Error(`no function is like these of tools/later.txt; were they renamed, or inlined?\n${idle.join("\n")}`);
}
const first = new Set();
const wait = roots.filter((id) => !later.has(id));
while (wait.length > 0) {
  const id = wait.pop();
  if (first.has(id)) continue;
  first.add(id);
  wait.push(...calls.get(id).filter((to) => !later.has(to)));
}
const moved = [...calls.keys()].filter((id) => !first.has(id));
writeFileSync(at("moved.txt"), moved.join("\n"));
if (process.env.LATER_LIST) writeFileSync(process.env.LATER_LIST, listed());

/** Every function with its bytes, the largest first, and which file it is in. */
function listed() {
  const lines = sizes.map((bytes, id) => [bytes, first.has(String(id)) ? "first" : "later", named(id)]);
  return lines.sort((a, b) => b[0] - a[0]).map((line) => `${line.join("\t")}\n`).join("");
}

if (splits) {
  run("wasm-split", at("whole.wasm"), "--split-funcs", `@${at("moved.txt")}`, "--export-prefix=%",
    "--placeholder-namespace=later", "--import-namespace=first", "-o1", at("first.wasm"), "-o2", at("later.wasm"));
}
const [firstFile, secondFile] = splits
  ? dataOfTheSecond(linked, readFileSync(at("first.wasm")), readFileSync(at("later.wasm")), (file) => {
    writeFileSync(at("shown.wasm"), file);
    return run("wasm-opt", at("shown.wasm"), "--print");
  })
  : [whole, undefined];

// The glue passes what the second file imports: targets of stubs and exports of the first file.
const script = only(/^needs-by-field-page-[0-9a-f]+\.js$/);
const edit = (text, from, to) => {
  if (text.split(from).length !== 2) throw new Error(`${script}: "${from}" is not there once; edit tools/later.mjs`);
  return text.replace(from, to);
};
let glue = readFileSync(here(script), "utf8");
if (splits) {
  glue = edit(glue, /const imports = __wbg_get_imports\(\);(?=\s+if \(typeof module_or_path === 'string')/,
    "const imports = { ...__wbg_get_imports(), later: globalThis.needsByField.later };");
  glue = edit(glue, "    wasm = instance.exports;\n", "    wasm = instance.exports;\n    globalThis.needsByField.first = wasm;\n");
}

// wasm-bindgen's names are long and contain hashes, which do not compress; they occur in the script and in the WebAssembly.
const short = new Map();
const compiled = new WebAssembly.Module(firstFile);
for (const { name } of [...WebAssembly.Module.imports(compiled), ...WebAssembly.Module.exports(compiled)]) {
  if (/^(_|\w{8,})/.test(name) && !short.has(name)) short.set(name, `_${short.size.toString(36)}`);
}
glue = glue.replace(/\b\w+\b/g, (word) => short.get(word) ?? word);
writeFileSync(at("glue.js"), glue);
// The script needs to export only the function that starts the page.
writeFileSync(at("start.js"), 'export { default } from "./glue.js";');
const smaller = (...options) => execFileSync("esbuild", ["--minify", "--log-level=warning", ...options], { encoding: "utf8" });

// Files with these names never change.
const put = (name, content) => {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
  const fresh = name.replace(/[0-9a-f]{16}/, hash);
  if (fresh !== name && existsSync(here(name))) rmSync(here(name));
  writeFileSync(here(fresh), content);
  return fresh;
};
const boot = only(/^boot-[0-9a-f]+\.js$/);
const fresh = new Map([
  [boot, put(boot, smaller(here(boot)))],
  [script, put(script, smaller("--bundle", "--format=esm", at("start.js")))],
  [wasm, put(wasm, renamed(firstFile, short))],
]);
const second = splits && put("later-0000000000000000.wasm", renamed(secondFile, short));
let html = readFileSync(here("index.html"), "utf8");
for (const [old, now] of fresh) html = html.replaceAll(old, now);
if (second) html = html.replace(/id="?page-wasm"?/, `$& data-later=./${second}`);
writeFileSync(here("index.html"), html);
console.log(splits ? `the page's WebAssembly: ${calls.size - moved.length} functions first, ${moved.length} later`
  : "the page's WebAssembly: one file, because wasm-split is not here; a reader waits for all of it");
