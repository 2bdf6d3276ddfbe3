// What a reader downloads before the page is interactive: html, js, css and wasm of a built site, brotli 11, data
// excluded. Prints a table; fails when the sum is over the budget. What the page fetches when it is interactive
// (tools/later.mjs) is reported separately.
//
// With --studio: what an author downloads of Studio, with the page's files, of which it makes sites.
//
// node tools/bytes.mjs [--studio] [DIRECTORY]

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGET = 120_000;
const AIM = 100_000;
const STUDIO_BUDGET = 2_000_000;
// Files that only hosts of an embedded page load, or that a reader opens on demand. (embed-….css is the page's.)
const NOT_THE_PAGE = /^(embed\.js|statistics\b)/;

const studio = process.argv[2] === "--studio";
const directory = process.argv[studio ? 3 : 2] ?? (studio ? "dist/studio" : "dist");
const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;

const files = readdirSync(directory, { recursive: studio })
  .filter((name) => (studio ? /\.\w+$/ : /\.(html|js|css|wasm|svg)$/).test(name) && (studio || !NOT_THE_PAGE.test(name)))
  .map((name) => {
    const bytes = readFileSync(join(directory, name));
    return { name, plain: bytes.length, brotli: brotli(bytes) };
  })
  .sort((a, b) => b.brotli - a.brotli);
const sum = (key) => files.reduce((total, file) => total + file[key], 0);
const row = (name, plain, small) =>
  console.log(`${name.padEnd(48)} ${String(plain).padStart(10)} ${String(small).padStart(10)}`);

row("file", "bytes", "brotli 11");
for (const file of files) row(file.name, file.plain, file.brotli);
row("all", sum("plain"), sum("brotli"));

if (studio) {
  const total = sum("brotli");
  console.log(`Studio ${total} of ${STUDIO_BUDGET} bytes${total <= STUDIO_BUDGET ? "" : ": OVER BUDGET"}`);
  process.exit(total <= STUDIO_BUDGET ? 0 : 1);
}

const later = files.filter(({ name }) => name.startsWith("later-")).reduce((total, { brotli }) => total + brotli, 0);
const total = sum("brotli") - later;
const verdict = total <= AIM ? `within the aim of ${AIM}` : total <= BUDGET ? `over the aim of ${AIM}` : "OVER BUDGET";
console.log(`to an interactive page ${total} of ${BUDGET} bytes: ${verdict}; after that ${later}`);
process.exitCode = total <= BUDGET ? 0 : 1;
