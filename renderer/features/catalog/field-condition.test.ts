import { describe, expect, it } from 'vitest';
import { askedOf, withField } from './field-condition.ts';

describe('the condition on one field', () => {
  it('is found, replaced and taken away', () => {
    const filter = 'kind:saas and factor.isSoc2:yes and score:2..6';
    expect(askedOf(filter, 'factor.isSoc2')).toBe('yes');
    expect(askedOf(filter, 'score')).toBe('2..6');
    expect(askedOf(filter, 'tag')).toBeNull();
    expect(withField(filter, 'score', 'score:0..3')).toBe('kind:saas and factor.isSoc2:yes and score:0..3');
    expect(withField(filter, 'kind', null)).toBe('factor.isSoc2:yes and score:2..6');
    expect(withField('', 'tag', 'tag:none')).toBe('tag:none');
  });

  it('is no other field that begins alike, and leaves an `or` whole', () => {
    expect(askedOf('scoreLow>=3', 'score')).toBeNull();
    expect(withField('tag:none or tag:monitored', 'kind', 'kind:saas')).toBe(
      '(tag:none or tag:monitored) and kind:saas',
    );
  });
});
