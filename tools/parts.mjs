// Lists the parts of a site, for `publish`: node tools/parts.mjs DIRECTORY   (a hook of Trunk, the last one)
//
// page.json names the files of the page in DIRECTORY and the HTML of the body after the page's element. `publish` and Studio
// read it instead of index.html.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const directory = process.argv[2];
const html = readFileSync(join(directory, "index.html"), "utf8");

/** The start tags of a name, as maps of their attributes; a minifier may have taken the quotes. */
const tags = (name) =>
  [...html.matchAll(new RegExp(`<${name}\\s([^>]*)>`, "g"))].map(([, inside]) =>
    Object.fromEntries(
      [...inside.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)].map(([, key, a, b, c]) => [key, a ?? b ?? c ?? ""]),
    ));
const file = (address) => address?.replace(/^\.\//, "");
const links = tags("link");
const link = (is) => links.find(is) ?? {};

const wasm = link((tag) => tag.id === "page-wasm");
const [, after] = html.match(/<div id="?page"?>(.*?)<script/s) ?? [];
const parts = {
  script: file(link((tag) => tag.id === "page-js").href),
  wasm: file(wasm.href),
  later: file(wasm["data-later"]),
  icon: file(link((tag) => tag.rel === "icon").href),
  boot: file(tags("script").map((tag) => tag.src).find((src) => file(src)?.startsWith("boot"))),
  styles: links.filter((tag) => tag.rel === "stylesheet").map((tag) => file(tag.href)),
  after,
};
const missing = ["script", "wasm", "boot", "after"].filter((part) => parts[part] === undefined);
if (missing.length > 0) throw new Error(`${directory}/index.html: not found: ${missing.join(", ")}; edit tools/parts.mjs`);
writeFileSync(join(directory, "page.json"), `${JSON.stringify(parts, null, 1)}\n`);
