/**
 * `npm ci` refuses a lockfile that lacks an optional package of some dependency, whatever the platform. npm itself writes
 * such a file when the registry lacks one platform's binary, and then nobody can install a fresh clone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const names = z.record(z.string(), z.string()).default({});
const shape = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), optionalDependencies: names, resolved: z.string().optional() }),
  ),
});
const { packages } = shape.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));

/** Whether npm would find the package from this folder upwards. */
function isLocked(from: string, name: string): boolean {
  for (let folder = from; ; ) {
    if (Object.hasOwn(packages, `${folder === '' ? '' : `${folder}/`}node_modules/${name}`)) return true;
    if (folder === '') return false;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
  }
}

test('the lockfile holds every optional package, for every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, item]) =>
    Object.keys(item.optionalDependencies)
      .filter((name) => !isLocked(path, name))
      .map((name) => `${path || 'undercast'} → ${name}`),
  );
  expect(missing).toEqual([]);
});

test('the lockfile names no registry, so that a mirror serves as well', () => {
  expect(Object.entries(packages).filter(([, item]) => item.resolved !== undefined)).toEqual([]);
});
