import { describe, expect, it } from 'vitest';
import { ActivityReader, CONNECTORS, toActivity } from '../../connectors/index.ts';
import type { Activity } from '../../model/activity.ts';
import { sampleAuditFiles, sampleFiles } from '../index.ts';

const OPTIONS = { seed: 7, lines: 20_000, end: Date.UTC(2026, 5, 29) };
const files = sampleAuditFiles(OPTIONS);

function read(text: string, name: string): Activity[] {
  const reader = new ActivityReader(CONNECTORS, { fileName: name }, OPTIONS.end);
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const { events } = reader.readLine(line);
      expect(events, line).toHaveLength(1);
      return events.map((event) => toActivity(event, 1));
    });
}
const activities = new Map(files.map(({ name, text }) => [name, read(text, name)]));
const all = [...activities.values()].flat();

describe('audit logs of the sample', () => {
  it('are the same bytes for the same options, ASCII, inside the period', () => {
    expect(sampleAuditFiles(OPTIONS)).toEqual(files);
    for (const { text } of files) expect(text).toMatch(/^[\n\u0020-\u007e]*$/);
    const times = all.map(({ time }) => Date.parse(time ?? ''));
    expect(Math.max(...times)).toBeLessThan(OPTIONS.end);
    expect(Math.min(...times)).toBeGreaterThan(OPTIONS.end - 22 * 86_400_000);
  });
  it('are read by the connector of their provider, with a type for every act', () => {
    const readers = [...activities].map(([name, list]) => [name, [...new Set(list.map((one) => one.connector))]]);
    expect(readers).toEqual([
      ['entra-sign-ins.json', ['entra-signin']],
      ['m365-unified-audit-log.json', ['m365-ual']],
      ['okta-system-log.json', ['okta']],
      ['google-workspace-reports.json', ['google-workspace']],
      ['salesforce-event-log.json', ['salesforce']],
      ['github-audit-log.json', ['github']],
    ]);
    expect(all.filter(({ activityType }) => activityType === 'other').map(({ operation }) => operation)).toEqual([]);
  });
  it('name people whom the gateways name', () => {
    const [berlin] = sampleFiles(OPTIONS);
    const log = [...(berlin?.chunks ?? [])].join('');
    const users = [...new Set(all.map(({ sourceUser }) => sourceUser ?? ''))].filter((user) => user.includes('@'));
    expect(users.filter((user) => log.includes(user.split('@')[0] ?? '-')).length).toBeGreaterThan(2);
  });
  it('tell of an account that is taken over, in order', () => {
    const intruder = all.filter(({ sourceIp }) => sourceIp === '198.51.100.77');
    expect(new Set(intruder.map(({ sourceUser }) => sourceUser)).size).toBe(1);
    const inOrder = intruder
      .sort((a, b) => ((a.time ?? '') < (b.time ?? '') ? -1 : 1))
      .map(({ activityType }) => activityType);
    expect([...new Set(inOrder)]).toEqual([
      'login.failed',
      'login',
      'mail.rule.create',
      'app.consent',
      'file.download',
      'file.share.public',
    ]);
    expect(inOrder.filter((type) => type === 'file.download')).toHaveLength(140);
  });
  it('let the sign-ins of two connectors be one event', () => {
    // Other records of Microsoft 365 have names of their own kind.
    const events = (name: string): Set<string | undefined> =>
      new Set(
        (activities.get(name) ?? []).flatMap(({ sameEvent = '' }) => (/^entra-/.test(sameEvent) ? [sameEvent] : [])),
      );
    const signIns = events('entra-sign-ins.json');
    expect(signIns.size).toBe(activities.get('entra-sign-ins.json')?.length);
    expect(events('m365-unified-audit-log.json')).toEqual(signIns);
  });
});
