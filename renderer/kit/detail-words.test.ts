import { expect, it } from 'vitest';
import { detailWords } from './detail-words.ts';

it('says an entry of the governance log in words', () => {
  const detail = { tag: 'sanctioned', before: null, keepEvidence: false, files: ['a.log', 'b.log'], tags: [] };
  expect(detailWords(detail, 'UTC')).toBe(
    'tag: sanctioned · before: none · keep evidence: no · files: a.log, b.log · tags: none',
  );
  expect(detailWords(detail, 'UTC', ['before', 'files', 'tags'])).toBe('tag: sanctioned · keep evidence: no');
});

it('calls kinds of snapshots as the pages do', () => {
  expect(detailWords({ kind: 'inboxRules' }, 'UTC')).toBe('kind: Inbox rules');
  expect(detailWords({ kind: 'user' }, 'UTC')).toBe('kind: user');
});

it('tells times from counts, and opens what is nested', () => {
  expect(detailWords({ taken: 1795651200000, objects: 21 }, 'Europe/Berlin')).toBe(
    'taken: 2026-11-26 01:00:00 · objects: 21',
  );
  expect(detailWords({ before: { name: 'Old', inGlobal: true } }, 'UTC')).toBe('before: (name: Old · in global: yes)');
});

it('shows what would turn the text around it as its code', () => {
  expect(detailWords({ note: 'a\u202eb' }, 'UTC')).toBe('note: a⟨U+202E⟩b');
});
