import { describe, expect, it } from 'vitest';
import type { CollectorRow, SourceConfig } from '../../../core/contract/collectors.ts';
import { METHODS } from '../../../core/contract/methods.ts';
import { draftOf, inputOf, isRemote, missingIn, newDraft } from './source-draft.ts';

function rowOf(receiver: SourceConfig['receiver']): CollectorRow {
  const source = {
    name: 'fw',
    stream: 'Branch',
    format: 'auto',
    zone: null,
    anonymise: true,
    quietHours: 24,
    receiver,
  };
  return { id: 3, source, enabled: true, created: 1, modified: 1, lastData: null, status: null };
}

describe('source draft', () => {
  it('says what is missing, and asks twice about other machines', () => {
    const draft = { ...newDraft('tcp'), name: 'fw' };
    expect(missingIn(newDraft('tcp'))).toBe('Give the source a name.');
    expect(missingIn(draft)).toBeNull();
    expect(missingIn({ ...draft, host: '0.0.0.0' })).toBe('Confirm that other machines may send to it.');
    expect(missingIn({ ...draft, host: '0.0.0.0', allowRemote: true })).toBeNull();
    expect(missingIn({ ...draft, host: 'not an address', allowRemote: true })).toBe('Give an address to listen on.');
    expect(isRemote({ ...draft, host: '999.0.2.1' })).toBe(false);
    expect(missingIn({ ...draft, kind: 'tls' })).toBe('Choose certificate and key.');
    expect(missingIn({ ...draft, kind: 'folder' })).toBe('Choose the folder.');
  });

  it('sends what the engine takes, and leaves out paths that stay', () => {
    const files = { cert: '/etc/tls/cert.pem', key: '/etc/tls/key.pem', ca: null };
    const tls = draftOf(rowOf({ kind: 'tls', host: '127.0.0.1', port: 6514, ...files }));
    expect(inputOf(tls)).toEqual({
      id: 3,
      name: 'fw',
      stream: 'Branch',
      format: 'auto',
      zone: null,
      quietHours: 24,
      anonymise: true,
      allowRemote: false,
      receiver: { kind: 'tls', host: '127.0.0.1', port: 6514, ca: null },
    });
    const changed = inputOf({ ...tls, key: { token: 'a-new-token', name: 'key.pem' } });
    expect(changed.receiver).toMatchObject({ key: 'a-new-token' });
    for (const kind of ['udp', 'tcp', 'tls', 'folder'] as const) {
      const input = inputOf({ ...newDraft(kind), name: 'x' });
      expect(METHODS['collectors.save'].input.safeParse(input).success).toBe(true);
    }
  });
});
