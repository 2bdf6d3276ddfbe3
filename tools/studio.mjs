// Finishes Studio (a hook of Trunk in crates/studio): puts the files of the built page beside it, of which sites are made,
// allows the inline parts of a published page in the policy, and names the edition in the addresses of all files.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const dist = process.env.NEEDS_BY_FIELD_DIST ?? join(root, "dist");
const staging = process.env.TRUNK_STAGING_DIR;
const text = (...path) => readFileSync(join(...path), "utf8");

const parts = JSON.parse(text(dist, "page.json"));
const files = ["page.json", parts.script, parts.wasm, parts.later, parts.icon, parts.boot, ...parts.styles, "statistics.html"];
mkdirSync(join(staging, "page"), { recursive: true });
for (const name of files.filter(Boolean)) copyFileSync(join(dist, name), join(staging, "page", name));

// As crates/publish/src/document.rs puts them together.
const published = join(root, "crates/publish");
const early = text(published, "embed/early.js");
const start = `${text(dist, parts.boot)}\n${text(published, "embed/late.js")}`;
const style = `${parts.styles.map((name) => text(dist, name)).join("")}${text(published, "published.css")}`;
const hash = (part) => `'sha256-${createHash("sha256").update(part).digest("base64")}'`;

const all = (directory) =>
  readdirSync(directory).sort().flatMap((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? all(path) : [path];
  });
const sum = createHash("sha256");
for (const path of all(staging)) sum.update(path.slice(staging.length)).update(readFileSync(path));
const edition = sum.digest("hex").slice(0, 12);

const index = join(staging, "index.html");
let html = text(index)
  .replace("PAGE-SCRIPTS", `${hash(early)} ${hash(start)}`)
  .replace("PAGE-STYLES", hash(style))
  .replace("EDITION", edition);
for (const name of ["start.js", "tokens.css", "studio.css", "icon.svg"]) html = html.replace(`${name}"`, `${name}?${edition}"`);
writeFileSync(index, html);
writeFileSync(join(staging, "sw.js"), text(staging, "sw.js").replaceAll("EDITION", edition));
