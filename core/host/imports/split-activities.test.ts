import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { TRAFFIC_FORMATS } from '../../ingest/formats/registry.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import { splitActivities } from './split-activities.ts';

function source(name: string, text: string): LogSource {
  const bytes = Buffer.from(text, 'latin1');
  return {
    name,
    compression: 'none',
    bytes: bytes.length,
    modifiedMs: Date.UTC(2026, 0, 1),
    plainPath: null,
    open: () => Promise.resolve(Readable.from([bytes], { objectMode: false })),
  };
}

it('takes no traffic for the audit log of an app', async () => {
  const samples = TRAFFIC_FORMATS.map(({ id }) =>
    source(id, readFileSync(new URL(`../../ingest/formats/${id}/sample.log`, import.meta.url), 'latin1')),
  );
  // Event log files of an app have keys of the same names.
  const sensor = source(
    'eve.json',
    '{"timestamp":"2025-06-16T00:00:15.702000+0000","flow_id":1,"in_iface":"eth1","event_type":"tls","src_ip":"192.0.2.5","src_port":1025,"dest_ip":"192.0.2.68","dest_port":443,"proto":"TCP","tls":{"sni":"www.example.com"}}\n',
  );
  const { activities } = await splitActivities([...samples, sensor], []);
  expect(activities.map(({ name }) => name)).toEqual([]);
});

it.each(['a line', 'lines of its own'])(
  'knows an audit log on standard input whose first record is long, on %s',
  async (place) => {
    const record = { CreationTime: '2025-01-01T00:00:00', Id: 'a', Operation: 'UserLoggedIn', RecordType: 15 };
    const more = { UserId: 'alice@example.com', Workload: 'AzureActiveDirectory', OrganizationId: 'o', UserType: 0 };
    const long = { ...record, ...more, ExtendedProperties: [{ Name: 'x', Value: 'y'.repeat(100_000) }] };
    const text = place === 'a line' ? `${JSON.stringify(long)}\n` : JSON.stringify([long], null, 2);
    const stdin = { ...source('-', text), bytes: null };
    const { activities } = await splitActivities([stdin], []);
    expect(activities.map(({ name }) => name)).toEqual(['-']);
    const [only] = activities;
    let read = 0;
    for await (const chunk of (await only?.open()) ?? []) read += (chunk as Buffer).length;
    expect(read).toBe(text.length);
  },
);
