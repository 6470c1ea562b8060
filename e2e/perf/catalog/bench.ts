/**
 * What the app catalog costs: `node --expose-gc e2e/perf/catalog/bench.ts`.
 * Opening (read, check, host index), host look-ups, scoring every app anew, and the memory it all holds.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { compileWeights, DEFAULT_WEIGHTS, PackedCatalog, PackedScorer } from '../../../core/catalog/index.ts';
import { openCatalog } from '../../../core/host/open-catalog.ts';
import type { Importance } from '../../../core/model/app.ts';
import { describeMachine } from '../machine.ts';

const ROOT = join(import.meta.dirname, '../../..');
const LOOK_UPS = 6_000_000;
const LEVELS: readonly Importance[] = ['low', 'medium', 'high', 'veryHigh'];

function held(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function line(what: string, value: string): void {
  process.stdout.write(`${what.padEnd(44)} ${value}\n`);
}

// Built first if it is stale, which is no part of opening it.
openCatalog(join(ROOT, 'resources'));
const file = join(ROOT, 'resources/catalog/catalog.bin');
const before = held();
const began = performance.now();
const catalog = new PackedCatalog(readFileSync(file));
const matcher = catalog.matcher();
const opened = performance.now() - began;
const memory = held() - before;

// Half of the hosts are known, a quarter lie below an app's domain, a quarter are nobody's.
const hosts: string[] = [];
for (let app = 0; app < catalog.count; app += 3) {
  const domain = (catalog.domains(app)[0] ?? '').replace('*', 'contoso');
  hosts.push(domain, `www.${domain}`, `a1.cdn.${domain}`, `host-${app}.internal.example`);
}
let found = 0;
for (const host of hosts) found += matcher.match(host).appIndex >= 0 ? 1 : 0;
const lookBegan = performance.now();
for (let i = 0; i < LOOK_UPS; i += 1) found += matcher.match(hosts[i % hosts.length] ?? '').appIndex >= 0 ? 1 : 0;
const lookSeconds = (performance.now() - lookBegan) / 1000;

const rescores = LEVELS.map((security) => {
  const start = performance.now();
  const weights = compileWeights({ ...DEFAULT_WEIGHTS, categories: { ...DEFAULT_WEIGHTS.categories, security } });
  const scorer = new PackedScorer(catalog, weights, '2026-01-01');
  for (let app = 0; app < catalog.count; app += 1) scorer.score(app);
  return performance.now() - start;
});

line('machine', describeMachine());
line('apps', String(catalog.count));
line('file', `${(readFileSync(file).length / 1e6).toFixed(1)} MB`);
line('read, checked and ready to match', `${opened.toFixed(0)} ms`);
line('memory held', globalThis.gc === undefined ? 'run with --expose-gc' : `${(memory / 1e6).toFixed(1)} MB`);
line(
  'host look-ups',
  `${(LOOK_UPS / lookSeconds / 1e6).toFixed(1)} M/s (${hosts.length} hosts, ${found > 0 ? 'found' : 'none'})`,
);
line('every app scored anew, first and best', `${rescores[0]?.toFixed(0)} ms, ${Math.min(...rescores).toFixed(0)} ms`);
