import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findImports } from './imports.ts';
import { findOffences, findStaleExceptions, layerOf } from './layers.ts';
import { listSources } from './sources.ts';

const sources = listSources(join(import.meta.dirname, '../..'));

// That it imports only along its layers is a step of the check, which every test run begins with.
describe('the project', () => {
  test('keeps no exception that nothing needs', () => {
    expect(findStaleExceptions(sources)).toEqual([]);
  });

  test('keeps files short: 400 lines at most', () => {
    const long = sources
      .map((source) => ({ path: source.path, lines: source.text.split('\n').length - 1 }))
      .filter((file) => file.lines > 400);
    expect(long).toEqual([]);
  });

  test('is looked at as a whole', () => {
    expect(sources.length).toBeGreaterThan(100);
    for (const folder of ['core/kit/', 'electron/loopback/', 'renderer/kit/', 'e2e/check/']) {
      expect(sources.some((source) => source.path.startsWith(folder))).toBe(true);
    }
  });
});

describe('the layer check', () => {
  const judge = (path: string, text: string) => findOffences([{ path, text }]).map((offence) => offence.edge);

  test.each([
    ['core/kit/a.ts', "import { b } from '../model/b.ts';", 'core/kit/a.ts → core/model/b.ts'],
    ['core/kit/a.ts', "import fs from 'node:fs';", 'core/kit/a.ts → node:fs'],
    ['core/model/a.ts', "export * from '../store/open.ts';", 'core/model/a.ts → core/store/open.ts'],
    ['core/query/a.ts', "import type { X } from '../services/x.ts';", 'core/query/a.ts → core/services/x.ts'],
    ['core/query/a.ts', "type X = import('../services/x.ts').X;", 'core/query/a.ts → core/services/x.ts'],
    ['core/ingest/formats/x/a.ts', "import '../../read/r.ts';", 'core/ingest/formats/x/a.ts → core/ingest/read/r.ts'],
    ['core/services/a.ts', "import D from 'better-sqlite3';", 'core/services/a.ts → better-sqlite3'],
    ['core/host/a.ts', "import { app } from 'electron';", 'core/host/a.ts → electron'],
    ['core/host/a.ts', "const m = await import('../../electron/main/x.ts');", 'core/host/a.ts → electron/main/x.ts'],
    ['core/host/a.ts', "new URL('../../renderer/x.ts', import.meta.url);", 'core/host/a.ts → renderer/x.ts'],
    ['electron/main/a.ts', "import { o } from '../../core/store/open.ts';", 'electron/main/a.ts → core/store/open.ts'],
    ['renderer/data/a.ts', "import { o } from '../../core/query/tree.ts';", 'renderer/data/a.ts → core/query/tree.ts'],
    [
      'renderer/kit/a.tsx',
      "import { o } from '../features/x/y.tsx';",
      'renderer/kit/a.tsx → renderer/features/x/y.tsx',
    ],
    ['renderer/kit/a.tsx', "import 'node:path';", 'renderer/kit/a.tsx → node:path'],
    ['renderer/features/x/a.tsx', "import '../y/b.tsx';", 'renderer/features/x/a.tsx → renderer/features/y/b.tsx'],
    ['renderer/features/x/a.tsx', "import '../../app/b.tsx';", 'renderer/features/x/a.tsx → renderer/app/b.tsx'],
    ['core/query/a.test.ts', "import '../../electron/main/x.ts';", 'core/query/a.test.ts → electron/main/x.ts'],
    ['tools/a.ts', '', 'tools/a.ts'],
  ])('%s with %s is refused', (path, text, edge) => {
    expect(judge(path, text)).toEqual([edge]);
  });

  test.each([
    ['core/store/a.ts', "import D from 'better-sqlite3'; import 'node:fs'; import '../query/tree.ts';"],
    ['core/query/a.test.ts', "import fc from 'fast-check'; import 'node:fs'; import '../store/open.ts';"],
    ['renderer/features/x/a.tsx', "import './b.tsx'; import '../../kit/c.tsx'; import '../../../core/contract/m.ts';"],
    ['renderer/features/all.ts', "import './x/index.ts';"],
    ['core/kit/a.ts', '/* import "node:fs" */ const text = "import x from \'node:fs\'";'],
  ])('%s with %s is fine', (path, text) => {
    expect(judge(path, text)).toEqual([]);
  });

  test('reads every way to name a module, with its line', () => {
    const text =
      "import a from 'a';\nexport { b } from 'b';\nexport * from 'c';\nawait import('d');\ntype E = import('e').E;";
    expect(findImports('x.ts', text).map((found) => `${found.line}${found.specifier}`)).toEqual([
      '1a',
      '2b',
      '3c',
      '4d',
      '5e',
    ]);
  });

  test('takes the longest folder as a file’s layer', () => {
    expect(layerOf('core/ingest/formats/squid-native/parse.ts')?.path).toBe('core/ingest/formats');
    expect(layerOf('core/ingest/read/gzip.ts')?.path).toBe('core/ingest');
    expect(layerOf('core/kitchen/x.ts')).toBe(null);
  });
});
