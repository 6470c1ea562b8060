import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { EvidenceRow } from '../../contract/discovery.ts';
import { METHODS } from '../../contract/methods.ts';
import { printFilter } from '../../query/index.ts';
import { evidencePath } from '../../store/evidence/evidence-file.ts';
import { openReader } from '../../store/open.ts';
import { createTestWorkspace, importTexts, NO_PROFILE } from '../../store/store.test-kit.ts';
import { writeMeta } from '../../store/write/meta.ts';
import { checkIntegrity } from '../workspace/integrity.ts';
import { WorkspaceView } from '../workspace-view.ts';
import {
  appOf,
  cellTrees,
  createWorld,
  type LogEvent,
  questions,
  selected,
  TEST_CATALOG,
} from './discovery.test-kit.ts';
import { listEvidence } from './evidence.ts';
import { fieldsOf } from './scope.ts';

const WORLD = createWorld('Asia/Kolkata', 30, 4);
afterAll(() => WORLD.close());
const { view } = WORLD;
const FIELDS = fieldsOf(view, 'all');
const never = () => false;

function allPages(input: object, limit: number): { rows: EvidenceRow[]; without: number; pages: number } {
  const rows: EvidenceRow[] = [];
  let cursor: string | undefined;
  for (let pages = 1; ; pages++) {
    const ask = METHODS['discovery.listEvidence'].input.parse({ ...input, limit, ...(cursor ? { cursor } : {}) });
    const answer = listEvidence(view, ask, never);
    expect(answer.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...answer.rows);
    if (answer.cursor === null) {
      expect(answer.framesLeft).toBe(0);
      return { rows, without: answer.withoutEvidence, pages };
    }
    cursor = answer.cursor;
  }
}

const subject = fc.constantFrom<Record<string, string>>(
  {},
  { user: 'ana' },
  { app: 'drive' },
  { host: '192.0.2.44' },
  { source: '10.0.0.3' },
  { user: 'bo', app: 'box' },
  { host: 'www.example.edu', source: '10.0.0.1' },
);

function isAbout(event: LogEvent, wanted: Record<string, string>): boolean {
  return Object.entries(wanted).every(([kind, key]) =>
    kind === 'app' ? appOf(view, event)?.app.id === key : event[kind as 'user' | 'source' | 'host'] === key,
  );
}

describe('evidence', () => {
  it('is exactly the lines that were counted, each once, page by page', () => {
    fc.assert(
      fc.property(
        questions,
        fc.option(cellTrees(FIELDS), { nil: null }),
        subject,
        fc.constantFrom(7, 10_000),
        (question, tree, wanted, limit) => {
          const filter = tree === null ? {} : { filter: printFilter(tree, FIELDS) };
          const { rows, without } = allPages({ ...question, ...filter, subject: wanted }, limit);
          const events = selected(WORLD, question, tree, FIELDS).filter((event) => isAbout(event, wanted));
          const kept = events.filter((event) => event.stream !== 'bare');
          expect(rows.map((row) => row.raw).sort()).toEqual(kept.map((event) => event.raw).sort());
          expect(without).toBe(events.length - kept.length);
          for (const row of rows) {
            expect(row.record.line).toBe(row.line);
            expect(row.truncated).toBe(false);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('names the line of the file that it stands on', () => {
    const { rows } = allPages({ streams: [2] }, 50);
    const lines = WORLD.events.filter((event) => event.stream === 'edge').map((event) => event.raw);
    // Line 1 is the header.
    expect(rows.map((row) => lines[row.line - 2])).toEqual(rows.map((row) => row.raw));
  });

  it('refuses a cursor it did not give, and what the workspace never saw', () => {
    const ask = (input: object) => listEvidence(view, METHODS['discovery.listEvidence'].input.parse(input), never);
    expect(() => ask({ cursor: 'x' })).toThrow('no longer known');
    expect(() => ask({ subject: { user: 'nobody' } })).toThrow('No log line names the user nobody');
    expect(() => ask({ subject: { app: 'nothing' } })).toThrow('no app with the id');
  });

  it('that is missing on disk is named by its lines', () => {
    const file = evidencePath(view.folder, 1);
    renameSync(file, `${file}.away`);
    try {
      const answer = listEvidence(view, METHODS['discovery.listEvidence'].input.parse({ streams: [1] }), never);
      expect(answer.rows.some((row) => row.importId === 1)).toBe(false);
      expect(answer.damaged).toMatchObject([{ importId: 1, file: 'file0.log', firstLine: 1 }]);
    } finally {
      renameSync(`${file}.away`, file);
    }
  });

  it('that is damaged is named by its lines, and the rest stays readable', () => {
    const workspace = createTestWorkspace();
    const line = (i: number) =>
      `${1700000000 + i}.000 1 10.0.0.1 TCP_MISS/200 1 GET http://www.example.com/${i} ana HIER_DIRECT/192.0.2.1 -`;
    const lines = Array.from({ length: 20_000 }, (_, i) => line(i));
    importTexts(workspace, [lines.join('\n')]);
    const frame = workspace.db
      .prepare<[], { offset: number; clen: number; first_line: number; lines: number }>(
        'SELECT offset, clen, first_line, lines FROM frame ORDER BY first_line LIMIT 1 OFFSET 1',
      )
      .get();
    if (!frame) throw new Error('the text makes several frames');
    const bytes = readFileSync(evidencePath(workspace.folder, 1));
    bytes[frame.offset + (frame.clen >> 1)] = (bytes[frame.offset + (frame.clen >> 1)] ?? 0) ^ 1;
    writeFileSync(evidencePath(workspace.folder, 1), bytes);
    const reader = openReader(workspace.folder);
    const one = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
    const answer = listEvidence(one, METHODS['discovery.listEvidence'].input.parse({ limit: 10_000 }), never);
    const from = frame.first_line;
    expect(answer.damaged).toEqual([
      { importId: 1, file: 'file0.log', firstLine: from + 1, lastLine: from + frame.lines },
    ]);
    const rest = [...lines.slice(0, from), ...lines.slice(from + frame.lines)];
    expect(answer.rows.map((row) => row.raw)).toEqual(rest.slice(0, 10_000));
    expect(checkIntegrity(one, () => undefined, never).problems).toEqual([
      expect.stringContaining(`lines ${from + 1} to ${from + frame.lines} of file0.log`),
    ]);
    reader.close();
    workspace.close();
  });
});

it('is read with the profile of its import, whatever the profile has become', () => {
  const workspace = createTestWorkspace();
  const line = '1700000000.000 1 10.0.0.1 TCP_MISS/200 1 GET http://www.example.com/ ana HIER_DIRECT/192.0.2.1 -';
  importTexts(workspace, [line], { profile: NO_PROFILE });
  writeMeta(workspace.db, { profile: { ...NO_PROFILE, managedDomains: ['example.com'] } });
  const reader = openReader(workspace.folder);
  const one = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
  const answer = listEvidence(one, METHODS['discovery.listEvidence'].input.parse({}), never);
  expect(answer.rows.map((row) => row.raw)).toEqual([line]);
  reader.close();
  rmSync(evidencePath(workspace.folder, 1));
  workspace.close();
});

it('of a domain with very many hosts is what was counted under its name, also where another import kept the host by its own', () => {
  const workspace = createTestWorkspace();
  const line = (i: number, host: string) =>
    `${1700000000 + i}.000 1 10.0.0.1 TCP_MISS/200 1 GET http://${host}.example.com/${i} ana HIER_DIRECT/192.0.2.1 -`;
  const early = Array.from({ length: 5 }, (_, i) => line(i, `x${i}`));
  const named = Array.from({ length: 10_000 }, (_, i) => line(100 + i, `h${i}`));
  const late = Array.from({ length: 30 }, (_, i) => line(20_000 + i, i % 3 === 0 ? `h${i}` : `x${i}`));
  importTexts(workspace, [early.join('\n')]);
  importTexts(workspace, [[...named, ...late].join('\n')]);
  const reader = openReader(workspace.folder);
  const one = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
  const of = (host: string) => {
    const ask = METHODS['discovery.listEvidence'].input.parse({ subject: { host }, limit: 10_000 });
    return listEvidence(one, ask, never).rows.map((row) => row.raw);
  };
  expect(of('*.example.com')).toEqual(late.filter((raw) => raw.includes('//x')));
  expect(of('x4.example.com')).toEqual(early.slice(4));
  expect(of('h3.example.com')).toEqual([named[3], late[3]]);
  reader.close();
  workspace.close();
});

describe('the frames that are read', () => {
  const HOURS = 3;
  const LINES = 24_000;
  const second = (i: number) => 1_700_000_000 + Math.floor((i * HOURS * 3600) / LINES);
  const who = (i: number) => (i % 9_001 === 17 ? '192.0.2.200' : `10.0.${i % 7}.${i % 200}`);
  const raw = (i: number) =>
    `${second(i)}.000 1 ${who(i)} TCP_MISS/200 1 GET http://h${i % 90}.example.com/${i} u${i % 40} HIER_DIRECT/192.0.2.1 -`;
  const workspace = createTestWorkspace();
  const lines = Array.from({ length: LINES }, (_, i) => raw(i));
  importTexts(workspace, [lines.join('\n')]);
  const reader = openReader(workspace.folder);
  const one = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
  const total = Number(workspace.db.prepare('SELECT count(*) FROM frame').pluck().get());
  const ask = (input: object) => listEvidence(one, METHODS['discovery.listEvidence'].input.parse(input), never);
  afterAll(() => {
    reader.close();
    workspace.close();
  });

  it('are those with lines of the source alone', () => {
    const wanted = lines.filter((_, i) => who(i) === '192.0.2.200');
    const answer = ask({ subject: { source: '192.0.2.200' } });
    expect(answer.rows.map((row) => row.raw)).toEqual(wanted);
    expect(total).toBeGreaterThan(wanted.length);
    expect(answer.framesRead).toBeLessThanOrEqual(wanted.length);
  });

  it('are none where the filter has no cell', () => {
    expect(ask({ subject: { source: '192.0.2.200' }, filter: 'action:blocked' })).toMatchObject({
      rows: [],
      framesRead: 0,
      cursor: null,
    });
  });

  it('give every line of whoever is asked for, however names take turns', () => {
    for (const subject of [{ user: 'u7' }, { host: 'h31.example.com' }, { source: '10.0.3.10' }]) {
      const [kind, key] = Object.entries(subject)[0] ?? ['', ''];
      const wanted = lines.filter((line) => line.includes(kind === 'host' ? `//${key}/` : ` ${key} `));
      expect(ask({ subject, limit: 10_000 }).rows.map((row) => row.raw)).toEqual(wanted);
    }
  });

  it('give a page early to whoever will not wait, and the rest behind it', () => {
    const subject = { source: '192.0.2.200' };
    const rows: EvidenceRow[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = ask({ subject, within: 1, ...(cursor ? { cursor } : {}) });
      rows.push(...page.rows);
      if (page.cursor === null) break;
      expect(page.rows.length).toBeGreaterThan(0);
      cursor = page.cursor;
    }
    expect(rows).toEqual(ask({ subject }).rows);
  });
});
