#!/usr/bin/env node
// Publishes the survey of the comparison (PEERS/lib/data.mjs), one site for each number of respondents:
// sites.mjs PEERS COMMAND OUT N...
//
// The comparison fetches data from /data/ and leaves them out of a page's bytes, so the published pages are pointed there.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { results } from './results.mjs';

const [peers, command, out, ...sizes] = process.argv.slice(2);
const { makeSurvey } = await import(pathToFileURL(resolve(peers, 'lib/data.mjs')).href);

for (const n of sizes.map(Number)) {
  const site = join(out, String(n));
  const file = join(out, `${n}.json`);
  mkdirSync(out, { recursive: true });
  writeFileSync(file, JSON.stringify(results(makeSurvey(n))));
  execFileSync(command, ['publish', file, '-o', site], { stdio: ['ignore', 'ignore', 'inherit'] });
  rmSync(file);
  const data = readdirSync(site).find((name) => /^results-\w+\.json$/.test(name));
  const index = join(site, 'index.html');
  const html = readFileSync(index, 'utf8').replaceAll(`./${data}`, data).replaceAll(data, `/data/needs-by-field/${n}.json`);
  // The comparison asks the page in strings of JavaScript, which the page's own policy forbids; all else of it stays.
  writeFileSync(index, html.replace("'wasm-unsafe-eval'", "'wasm-unsafe-eval' 'unsafe-eval'"));
  // The comparison compresses by itself, and serves the data from elsewhere.
  for (const name of readdirSync(site)) {
    const path = join(site, name);
    if (/\.(br|gz|png|csv)$|^results|^view$/.test(name)) rmSync(path, { recursive: true });
    else if (statSync(path).size === 0) rmSync(path);
  }
}
