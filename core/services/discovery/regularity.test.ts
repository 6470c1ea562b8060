import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import { openReader, type ReadConnection } from '../../store/open.ts';
import { createTestWorkspace, importTexts, type TestWorkspace } from '../../store/store.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { TEST_CATALOG } from './discovery.test-kit.ts';
import { GapCounter, nameFacts } from './gaps.ts';
import { listRegularity } from './regularity.ts';

it('Gaps are those between the minutes, whatever hours and halves they lie in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(60 * 50), { maxLength: 200 }), (given) => {
      const minutes = [...given].sort((a, b) => a - b);
      const counter = new GapCounter();
      for (let hour = 0; hour <= 50; hour++) {
        const mine = minutes.filter((minute) => Math.floor(minute / 60) === hour).map((minute) => minute % 60);
        const bits = (from: number) =>
          mine.reduce((sum, m) => (m >= from && m < from + 30 ? sum | (1 << (m - from)) : sum), 0) >>> 0;
        if (mine.length > 0) counter.add(hour, bits(0), bits(30));
      }
      const gaps = minutes.slice(1).map((minute, i) => minute - (minutes[i] ?? 0));
      const facts = counter.facts();
      expect(facts.minutes).toBe(minutes.length);
      expect(facts.meanGap ?? 0).toBeCloseTo(gaps.reduce((a, b) => a + b, 0) / Math.max(1, gaps.length));
      expect(facts.histogram.reduce((a, b) => a + b, 0)).toBe(gaps.length);
    }),
    { numRuns: 100 },
  );
});

it('Names tell their length and how much they could carry', () => {
  expect(nameFacts('example.com', 'example.com')).toEqual({ length: 0, entropy: 0 });
  expect(nameFacts('aaaa.example.com', 'example.com')).toEqual({ length: 4, entropy: 0 });
  expect(nameFacts('abcd.example.com', 'example.com').entropy).toBe(2);
});

describe('sources that come back', () => {
  let workspace: TestWorkspace;
  let reader: ReadConnection;
  let view: WorkspaceView;
  const line = (second: number, source: string, host: string) =>
    `${1_700_000_040 + second}.000 1 ${source} TCP_MISS/200 10 GET http://${host}/ ana HIER_DIRECT/192.0.2.1 -`;
  // Every five minutes for two days; busy hours now and then; a tunnel with many names.
  const beacon = Array.from({ length: 576 }, (_, i) => line(i * 300 + (i % 7), '10.0.0.1', 'c2.example.net'));
  const person = Array.from({ length: 300 }, (_, i) => line((i * i * 7) % 170_000, '10.0.0.2', 'www.example.edu'));
  const tunnel = Array.from({ length: 60 }, (_, i) =>
    line(i * 3, '10.0.0.3', `${(i * 7919).toString(36)}x.t.example.org`),
  );
  // Bursts of pages: nearly every gap is a minute, yet nothing comes back by the clock.
  const bursts = Array.from({ length: 400 }, (_, i) =>
    line(Math.floor(i / 40) * 16_000 + (i % 40) * 60, '10.0.0.4', 'news.example.edu'),
  );
  // Two minutes have one gap, which is as long as itself.
  const twice = Array.from({ length: 12 }, (_, i) => line((i % 2) * 900, '10.0.0.5', 'www.example.com'));
  const ask = (input: object) =>
    view.read(() => listRegularity(view, METHODS['discovery.listRegularity'].input.parse(input), () => false));

  beforeAll(() => {
    workspace = createTestWorkspace();
    // The beacon's lines come in two imports that interleave: no gap is doubled.
    importTexts(workspace, [[...beacon.filter((_, i) => i % 2 === 0), ...person].join('\n')]);
    importTexts(workspace, [[...beacon.filter((_, i) => i % 2 === 1), ...tunnel, ...bursts, ...twice].join('\n')]);
    reader = openReader(workspace.folder);
    view = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
  });
  afterAll(() => {
    reader.close();
    workspace.close();
  });

  it('stand first when they are steady, with their gaps', () => {
    const { rows, total, leftOut, withoutMarks } = ask({});
    expect([total, leftOut, withoutMarks]).toEqual([5, 0, 0]);
    expect(rows[0]).toMatchObject({
      source: '10.0.0.1',
      domain: 'example.net',
      transactions: 576,
      minutes: 576,
      medianGap: 5,
      steady: 1,
      hosts: 1,
    });
    expect(rows[0]?.deviation).toBeLessThan(0.5);
    expect(rows.find((row) => row.source === '10.0.0.2')?.steady).toBeLessThan(0.8);
    expect(rows.slice(-2).map((row) => row.source)).toEqual(['10.0.0.4', '10.0.0.5']);
  });

  it('are found by their many names, and by source or host', () => {
    expect(ask({ sort: 'hosts', limit: 1 }).rows).toMatchObject([
      { source: '10.0.0.3', domain: 'example.org', hosts: 60 },
    ]);
    expect(ask({ source: '10.0.0.2' }).rows.map((row) => row.domain)).toEqual(['example.edu']);
    expect(ask({ host: 'c2.example.net' }).rows.map((row) => row.source)).toEqual(['10.0.0.1']);
    expect(() => ask({ host: 'nowhere.example.com' })).toThrow('No log line names the host');
  });

  it('are unknown, not irregular, where an import kept no minutes', () => {
    workspace.db.exec('DELETE FROM segment_column WHERE col >= 12');
    const { rows, withoutMarks } = ask({ source: '10.0.0.1' });
    expect(rows).toMatchObject([{ transactions: 576, minutes: 0, medianGap: null, steady: null }]);
    expect(withoutMarks).toBe(576);
  });
});
