/** A format that the workspace describes: from lines that nothing reads to imports, evidence and reading again. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace, importFiles, squidLog, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;
beforeAll(async () => {
  test = await startEngine();
  await createWorkspace(test, folder.path('own.undercast'));
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

const HEADER = 'Day;Clock;Client;Address;Verdict;Volume';

/** Columns that no built-in format knows. Long enough for several frames, so that later ones need the header line. */
function ownLog(from: number, to: number): string {
  let text = `${HEADER}\n`;
  for (let i = from; i < to; i++) {
    const clock = new Date(Date.UTC(2025, 2, 7) + i * 1000).toISOString().slice(11, 19);
    text += `7/3/2025;${clock};10.0.0.${i % 200};https://${i % 3 === 0 ? 'www.dropbox.com' : 'a.example.net'}/p?n=${i};${i % 5 === 0 ? 'no' : 'yes'};${i}\n`;
  }
  return text;
}

const LINES = 12_000;
const log = folder.write('own.log', ownLog(0, LINES));

async function blockedOf(id: string): Promise<unknown> {
  const page = await test.client.call('discovery.listRows', { table: 'apps' });
  const row = (page.columns.id ?? []).indexOf(id);
  return page.columns.blocked?.[row];
}

it('is guessed, tried, saved, recognised, read, and read again when it changes', async () => {
  const { client } = test;
  await expect(importFiles(test, [log])).rejects.toThrow('None of the 12001 lines');
  const guess = await client.call('formats.describe', { token: test.grant(log), limit: 50 });
  expect(guess.problem).toBeNull();
  expect(guess.counts).toEqual({ parsed: 49, skipped: 1, rejected: 0 });
  expect(guess.sources.map((source) => source.name)).toEqual(HEADER.split(';'));
  expect(guess.definition).toMatchObject({
    id: 'custom-own',
    layout: { kind: 'csv', delimiter: ';', header: true },
    fields: {
      time: { from: ['Day', 'Clock'] },
      sourceIp: { from: 'Client' },
      url: { from: 'Address' },
      action: { from: 'Verdict' },
      bytesTotal: { from: 'Volume' },
    },
  });
  const definition = guess.definition as { fields: Record<string, unknown> };
  const { url: _, ...without } = definition.fields;
  const broken = await client.call('formats.describe', {
    token: test.grant(log),
    limit: 50,
    definition: { ...definition, fields: without },
  });
  // The lines are there all the same: it is from them that the description is put right.
  expect(broken.problem?.message).toBe('A destination is needed: host, address or URL.');
  expect(broken.text.split('\n')).toHaveLength(50);
  expect(await client.call('formats.save', { definition })).toEqual({ id: 'custom-own', isNew: true, outdated: [] });

  const { files } = await client.call('imports.preview', { tokens: [test.grant(log)] });
  expect(files[0]?.candidates[0]).toMatchObject({ format: 'custom-own', grade: 'own' });
  const { ledger } = await importFiles(test, [log], { stream: 'edge' });
  expect(ledger).toMatchObject({ parsed: LINES, rejected: 0, skipped: 1 });
  expect(ledger.files[0]).toMatchObject({ format: 'custom-own', formats: { 'custom-own': LINES } });
  // Nothing said which words mean blocked, and "no" is not among the usual ones.
  expect(await blockedOf('dropbox')).toBe(0);

  // The header stands in the first frame only.
  const last = await client.call('discovery.listEvidence', {
    subject: { host: 'a.example.net' },
    from: Date.UTC(2025, 2, 7, 3),
    limit: 5000,
  });
  expect(last.rows.length).toBeGreaterThan(500);
  expect(last.rows.every((row) => row.record.format === 'custom-own')).toBe(true);

  const changed = {
    ...definition,
    fields: { ...definition.fields, action: { from: 'Verdict', deny: ['no'], allow: [] } },
  };
  const [{ id } = { id: 0 }] = await client.call('imports.list', {});
  // The one that failed before holds no lines.
  expect(await client.call('formats.save', { definition: changed })).toMatchObject({ isNew: false, outdated: [id] });
  expect(await blockedOf('dropbox')).toBe(0);
  expect(await client.run('formats.reread', { id: 'custom-own' })).toEqual({ imports: 1 });
  expect(await blockedOf('dropbox')).toBe(LINES / 15);
  expect((await client.call('formats.get', { id: 'custom-own' })).outdated).toEqual([]);
});

it('that is removed stays with what was read with it', async () => {
  const { client } = test;
  await client.call('formats.remove', { id: 'custom-own' });
  await expect(client.call('formats.get', { id: 'custom-own' })).rejects.toThrow('describes no format');
  const lines = await client.call('discovery.listEvidence', { subject: { app: 'dropbox' }, limit: 1 });
  expect(lines.rows[0]?.record).toMatchObject({ format: 'custom-own' });
  const { rows } = await client.call('governance.list', {});
  const actions = rows.map((row) => row.action).filter((action) => action.startsWith('format.'));
  expect(actions).toEqual(['format.remove', 'format.change', 'format.add']);
});

it('cannot be used while it is not there, nor saved while it is wrong', async () => {
  const { client } = test;
  const squid = folder.write('squid.log', squidLog(0, 10));
  await expect(importFiles(test, [squid], { format: 'custom-own' })).rejects.toThrow('no format "custom-own"');
  await expect(client.call('formats.save', { definition: { id: 'x' } })).rejects.toThrow('no format description');
  const tried = await client.call('formats.describe', {
    text: 'a',
    definition: { layout: { kind: 'regex', pattern: '(' } },
  });
  expect(tried.problem?.message).toContain('pattern cannot be used');
});
