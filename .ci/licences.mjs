// Lists every production package with its licence, and fails where one is not permissive:
//   node .ci/licences.mjs [FOLDER_WITH_NODE_MODULES]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2] ?? '.';
const PERMISSIVE = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'CC0-1.0',
  // Permissive as MIT is, in plainer words; approved by the OSI.
  'BlueOak-1.0.0',
]);

/** Of several to choose from, one permissive licence is enough; of several that hold together, all must be. */
const isPermissive = (expression) =>
  expression
    .replace(/[()]/g, '')
    .split(/ or /i)
    .some((choice) => choice.split(/ and /i).every((name) => PERMISSIVE.has(name.trim())));

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const packages = Object.entries(lock.packages)
  .filter(([path, { dev }]) => path !== '' && !dev && existsSync(join(root, path, 'package.json')))
  .map(([path]) => {
    const { name, version, license, licenses } = JSON.parse(
      readFileSync(join(root, path, 'package.json'), 'utf8'),
    );
    const said = license?.type ?? license ?? (licenses ?? []).map(({ type }) => type).join(' OR ');
    const file = readdirSync(join(root, path)).find((entry) => /^licen[cs]e/i.test(entry));
    return {
      name,
      version,
      licence: said || lock.packages[path].license || 'unknown',
      file: file ? join(path, file) : '',
    };
  })
  .sort((a, b) => (a.name < b.name ? -1 : 1));
for (const { name, version, licence, file } of packages)
  console.log([name, version, licence, file].join('\t'));
const refused = packages.filter(({ licence }) => !isPermissive(licence));
for (const { name, licence } of refused) console.error(`not permissive: ${name} (${licence})`);
process.exitCode = packages.length === 0 || refused.length > 0 ? 1 : 0;
