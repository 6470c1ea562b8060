import { expect, it } from 'vitest';
import type { FilePreview } from '../../../core/contract/imports.ts';
import { readAsText } from './readers-of.ts';

const reader = { title: 'JSON by its names' } as FilePreview['candidates'][number];

function textOf(isSure: boolean | null, candidates: FilePreview['candidates'], mayBeAudit = false): string {
  const state = isSure === null ? null : { kind: 'groups' as const, isSure };
  return readAsText({ state, candidates, mayBeAudit } as FilePreview);
}

it('calls a file the state of a tenant where that is beyond doubt, and by its reader where it is not', () => {
  expect(textOf(true, [reader])).toBe('Snapshot: Groups');
  expect(textOf(false, [reader])).toBe('JSON by its names');
  expect(textOf(false, [])).toBe('Snapshot: Groups');
  expect(textOf(null, [reader])).toBe('JSON by its names');
  expect(textOf(null, [reader], true)).toBe('Unknown');
});
