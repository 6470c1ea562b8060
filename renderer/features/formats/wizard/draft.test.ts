import { describe, expect, it } from 'vitest';
import { formatFields, formatLayout } from '../../../../core/contract/custom-format.ts';
import { emptyLayout, FIELD_ROWS, idOf, KIND_CHOICES, missingOf, sourceOf, withSource } from './draft.ts';

describe('a draft', () => {
  it('begins with layouts that the engine accepts', () => {
    for (const { value } of KIND_CHOICES) expect(formatLayout.safeParse(emptyLayout(value)).success).toBe(true);
  });

  it('maps every field that there is, and takes a mapping back', () => {
    expect(FIELD_ROWS.map(({ field }) => field).sort()).toEqual(Object.keys(formatFields.shape).sort());
    for (const { field } of FIELD_ROWS) {
      const mapped = withSource({}, field, 'a');
      expect(formatFields.safeParse(mapped).success, field).toBe(true);
      expect(sourceOf(mapped, field)).toBe('a');
      expect(withSource(mapped, field, null)).toEqual({});
    }
  });

  it('keeps what was said of a field when its source changes', () => {
    const fields = withSource({ bytesSent: { from: 'a', unit: 'MB' } }, 'bytesSent', 'b');
    expect(fields).toEqual({ bytesSent: { from: 'b', unit: 'MB' } });
  });

  it('has an id that no built-in format takes', () => {
    expect(idOf('Büro-Proxy (neu)')).toBe('custom-bu-ro-proxy-neu');
    expect(idOf('…')).toBe('custom-log');
  });
});

it('cannot be saved without a title, a destination and a time', () => {
  const lines = { syslog: true, comment: '', contain: [], lack: [] };
  const host = { destinationHost: { from: 'h' } };
  expect(missingOf({ title: 'A', fields: host, lines })).toBeNull();
  expect(missingOf({ title: ' ', fields: host, lines })).toContain('title');
  expect(missingOf({ title: 'A', fields: { sourceIp: { from: 'c' } }, lines })).toContain('destination');
  expect(missingOf({ title: 'A', fields: host, lines: { ...lines, syslog: false } })).toContain('time');
});
