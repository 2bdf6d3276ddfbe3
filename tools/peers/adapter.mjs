// How the comparison reads and drives the published page. NEEDS_BY_FIELD_MOMENT=first measures when the first picture is
// painted, which needs no script; without it, when the page runs.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { pageAdapter } = await import(pathToFileURL(join(process.env.PEERS, 'lib/adapter.mjs')).href);
const { makeSurvey } = await import(pathToFileURL(join(process.env.PEERS, 'lib/data.mjs')).href);
const { results } = await import('./results.mjs');

// The numbers as the table says them: "14 of 26". Rows are in the order of the view, so they are found by their field.
const read = () => {
  const fields = ['bioimaging', 'genomics', 'neuroscience', 'ecology', 'earth-science', 'physics', 'materials', 'other'];
  const rows = fields.map((field) => document.querySelector(`#numbers tr[data-row="${field}"]`));
  const whole = (text) => Number(text.replace(/\D/g, ''));
  if (!document.querySelector('#numbers tr.all') || !document.querySelector('#figure svg')) return null;
  const n = [];
  const percent = [];
  for (const row of rows) {
    n.push(row ? Number(row.querySelector('td.n').dataset.n) : 0);
    const cells = row ? [...row.querySelectorAll('td:not(.n)')] : Array(12).fill(null);
    for (const cell of cells) {
      const said = cell && /([\d,]+) of ([\d,]+)/.exec(cell.textContent);
      percent.push(said && whole(said[2]) ? (100 * whole(said[1])) / whole(said[2]) : null);
    }
  }
  return percent.length === 96 ? { n, percent } : null;
};

const readRunning = `() => document.getElementById('boot') ? null : (${read})()`;

// A ticked box of the comparison is a category that is kept; nothing ticked keeps all.
const toggle = (dimension, name) => {
  const d = ['field', 'region', 'channel', 'company', 'pyoss', 'dask'].indexOf(dimension);
  const id = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const boxes = [...document.querySelectorAll(`input[data-do^="toggle ${d} "]`)];
  const category = boxes.findIndex((box) => box.closest('li').dataset.category === id);
  const ticked = ((window.ticked ??= {})[d] ??= new Set());
  const press = (action) => document.querySelector(`[data-do="${action}"]`).click();
  if (ticked.has(category)) {
    ticked.delete(category);
    press(ticked.size === 0 ? `clear ${d}` : `toggle ${d} ${category}`);
  } else {
    ticked.add(category);
    press(ticked.size === 1 ? `only ${d} ${category}` : `toggle ${d} ${category}`);
  }
  return ticked.has(category);
};

const first = process.env.NEEDS_BY_FIELD_MOMENT === 'first';
export default pageAdapter({
  name: 'needs-by-field',
  title: first ? 'Needs by Field (first picture)' : 'Needs by Field',
  url: (n) => `/needs-by-field/${n}/`,
  read: first ? read : readRunning,
  toggle,
  dataFiles: (n) => ({ [`${n}.json`]: Buffer.from(JSON.stringify(results(makeSurvey(n)))) }),
});
