// The survey of the comparison as a results file.
const id = (label) => label.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
const named = (labels) => labels.map((label) => ({ id: id(label), label }));

// Everybody with the same field and filter answers is a class; k is 1, because these people are made up.
export function results(survey) {
  const { n, field, filters, needs } = survey;
  const columns = [field, ...filters];
  const classes = new Map();
  for (let i = 0; i < n; i++) {
    const codes = columns.map((column) => column.codes[i]);
    const key = codes.join();
    if (!classes.has(key)) classes.set(key, { codes, n: 0, chosen: needs.categories.map(() => 0) });
    const found = classes.get(key);
    found.n += 1;
    needs.categories.forEach((_, j) => { found.chosen[j] += (survey.needs.masks[i] >> j) & 1; });
  }
  const header = ['field', ...filters.map((f) => f.name), 'n', 'needs.asked', 'needs.answered',
    ...needs.categories.map((need) => `needs.${id(need)}`)];
  const rows = [...classes.values()].map((c) => [...c.codes.map((code) => [code]), c.n, c.n, c.n, ...c.chosen]);
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    profile: 'needs-by-field',
    profile_version: '1.0.0',
    name: `peers-${n}`,
    title: 'Survey of the comparison',
    illustration: true,
    licenses: [{ name: 'CC0-1.0' }],
    respondents: { received: n, consented: n, published: n },
    privacy: { model: 'joint', k: 1, smallest_class: Math.min(...rows.map((row) => row[columns.length])), generalized: {} },
    dimensions: [
      { id: 'field', role: 'field', label: 'Field', categories: named(field.categories) },
      ...filters.map((f) => ({ id: f.name, role: 'bias', label: f.label, categories: named(f.categories), bias: { note: f.label } })),
    ],
    questions: [{ id: 'needs', kind: 'multiple', text: 'What do you need?', choices: named(needs.categories) }],
    resources: [{ name: 'classes', type: 'table', data: [header, ...rows] }],
  };
}
