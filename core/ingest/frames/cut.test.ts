import { expect, it } from 'vitest';
import { isCut, lineHash, mayCut } from './cut.ts';

const hashOf = (line: string): number => lineHash(Buffer.from(line), 0, line.length);

it.each([
  ['', 0],
  ['a', 2_234_211_760],
  ['GET / 1', 1_710_555_504],
  [
    '1750032000.007    151 192.0.2.23 TCP_MISS/200 528900 GET https://host.example/ ann HIER_DIRECT/198.51.100.7 text/html',
    4_003_156_160,
  ],
])('hashes a line as frames that are stored have it: %s', (line, stored) => {
  expect(hashOf(line) >>> 0).toBe(stored);
});

it('cuts after the same lines, whether their hashes are signed or stored', () => {
  const cuts = Array.from({ length: 4000 }, (_, at) => at).filter((at) => isCut(hashOf(`line ${at}`), -1));
  // The first, second and third have the top bit: as signed numbers they are negative.
  expect(cuts).toEqual([118, 1515, 2602, 3690]);
  for (const at of cuts) expect(mayCut(hashOf(`line ${at}`) >>> 0)).toBe(true);
});

it('does not cut after a line that repeats the one before', () => {
  const hash = hashOf('line 118');
  expect(isCut(hash, hash)).toBe(false);
  expect(isCut(hash, hashOf('line 117'))).toBe(true);
});
