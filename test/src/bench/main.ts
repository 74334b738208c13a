/** What is measured, each suite on a database of its own. */
const suites: Record<string, () => Promise<void>> = {
  graph: async () => (await import('./graph.js')).graph(),
  map: async () => (await import('./map/suite.js')).map(),
};

const wished = process.argv.slice(2);
const unknown = wished.filter((name) => suites[name] === undefined);
// Nation and report take their own options, and long: each is run by its name alone.
if (wished[0] === 'nation') await import('./nation/main.js');
else if (wished[0] === 'report') await import('./report/main.js');
else if (unknown.length > 0) {
  process.stderr.write(
    `No suite ${unknown.join(', ')}. Usage: npm run bench [-- ${Object.keys(suites).join(' | ')} … | nation OPTIONS | report OPTIONS]\n`,
  );
  process.exitCode = 1;
} else {
  for (const name of wished.length > 0 ? wished : Object.keys(suites)) await suites[name]?.();
}
