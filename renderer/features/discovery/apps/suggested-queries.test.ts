import { describe, expect, it } from 'vitest';
import { expressible, SUGGESTED_QUERIES } from './suggested-queries.ts';

describe('suggested queries', () => {
  it('know the fields they stand on', () => {
    const ownership = SUGGESTED_QUERIES.find((one) => one.id === 'ownership');
    expect(ownership?.fields).toEqual(['category', 'factor.isDataOwnership', 'factor.dataRetentionPolicy']);
    expect(SUGGESTED_QUERIES.find((one) => one.id === 'storage-risk')?.fields).toContain('score');
  });

  it('are offered only where the engine lists every field', () => {
    const some = expressible(['band', 'tag', 'bytesSent'].map((name) => ({ name })));
    expect(some.map((one) => one.id)).toEqual(['undecided', 'forbidden', 'uploads']);
    const all = SUGGESTED_QUERIES.flatMap((one) => one.fields).map((name) => ({ name }));
    expect(expressible(all)).toHaveLength(SUGGESTED_QUERIES.length);
  });
});
