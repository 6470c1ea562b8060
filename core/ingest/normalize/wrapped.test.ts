import { expect, test } from 'vitest';
import { WrappedLines } from './wrapped.ts';

function find(record: unknown): [string, string, string, string] {
  const text = JSON.stringify(record);
  const wrapped = new WrappedLines();
  const kind = wrapped.find(text, 0, text.length);
  const time = Number.isNaN(wrapped.timeMs) ? '' : new Date(wrapped.timeMs).toISOString();
  return [kind, kind === '' ? '' : wrapped.line, time, wrapped.tag];
}

test('takes the raw line out of a log service\u2019s record, with its time and program', () => {
  expect(
    find({ TimeGenerated: '2025-01-01T00:00:00Z', ProcessName: 'named', SyslogMessage: 'client 10.0.0.5#1: "x"\n' }),
  ).toEqual(['raw', 'client 10.0.0.5#1: "x"', '2025-01-01T00:00:00.000Z', 'named']);
  expect(find({ result: { _raw: 'a line of some length', _time: '1735689600.5' } }).slice(0, 3)).toEqual([
    'raw',
    'a line of some length',
    '2025-01-01T00:00:00.500Z',
  ]);
  expect(find({ _source: { event: { original: 'a line of some length' } } })[0]).toBe('raw');
});

test('takes prose only after the record, and nothing where there is none', () => {
  expect(find({ '@timestamp': '2025-01-01T00:00:00Z', message: 'a line of some length' })[0]).toBe('text');
  expect(find({ message: 'started' })[0]).toBe('');
  expect(find({ RawData: '', sourceIp: '10.0.0.5' })[0]).toBe('');
  expect(new WrappedLines().find('plain text line', 0, 15)).toBe('');
});
