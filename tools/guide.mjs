// A page of the documentation as HTML, for readers of the results: node tools/guide.mjs FILE.md >FILE.html
//
// Understands what docs/statistics.md uses, and nothing else: headings, paragraphs, **strong**, *emphasis*, `code`,
// [text](address), [text][name] with [name]: address. Fails on what it does not understand, so that nobody reads markup.

import { readFileSync } from "node:fs";

const file = process.argv[2];
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
// As GitHub makes them: letters, digits and hyphens.
const anchor = (text) => text.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, "").replace(/ /g, "-");

const source = readFileSync(file, "utf8");
const named = new Map([...source.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)].map(([, name, address]) => [name, address]));
const inline = (text) =>
  text
    // Code first, and out of the way of the rest.
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith("`")
        ? `<code>${escape(part.slice(1, -1))}</code>`
        : escape(part)
            // Other pages of the documentation are not published beside this one: their names are enough.
            .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, words, to) => (/\.md\b/.test(to) ? words : `<a href="${to}">${words}</a>`))
            .replace(/\[([^\]]+)\]\[([^\]]+)\]/g, (_, words, name) => `<a href="${named.get(name)}">${words}</a>`),
    )
    .join("")
    .replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>")
    .replace(/\*(.+?)\*/g, "<em>$1</em>");

let title = "";
const body = source
  .split(/\n{2,}/)
  .filter((block) => block.trim() && !/^\[[^\]]+\]: /.test(block))
  .map((block) => {
    const [, signs, heading] = block.match(/^(#+) (.*)$/) ?? [];
    if (signs) {
      title ||= heading;
      return `<h${signs.length} id="${anchor(heading)}">${inline(heading)}</h${signs.length}>`;
    }
    if (/^([-*+>|]|\d+\.|```| {4})/.test(block) && !/^\*/.test(block)) {
      console.error(`${file}: this script does not understand: ${block.split("\n")[0]}`);
      process.exit(1);
    }
    return `<p>${inline(block.replace(/\n/g, " ").trim())}</p>`;
  })
  .join("\n");

console.log(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escape(title)}</title>
<style>
body { max-width: 44rem; margin: 0 auto; padding: 1rem; font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2 { line-height: 1.25; text-wrap: balance; }
h2 { margin-top: 2rem; scroll-margin-top: 0.5rem; }
h2:target { border-left: 4px solid currentColor; padding-left: 0.5rem; }
code { font-size: 0.9em; }
</style>
</head>
<body>
${body}
</body>
</html>`);
