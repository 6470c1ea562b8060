import { describe, expect, it } from 'vitest';
import { factsOf, objectsOf } from './facts.ts';

describe('an activity as a list', () => {
  it('names what the record says and nothing else', () => {
    const activity = {
      activityType: 'login',
      sourceUser: 'a b@example.com',
      outcome: 'failure',
      actorKind: 'toString',
      app: 'okta',
      place: { country: 'DE' },
      device: { managed: false },
      impersonated: true,
      reason: '',
    };
    expect(factsOf(activity, 'Okta').map(({ title, value, condition }) => [title, value, condition])).toEqual([
      ['Activity type', 'Log on (login)', 'type:login'],
      ['Outcome', 'Failed', 'outcome:failure'],
      ['User', 'a b@example.com', 'user:"a b@example.com"'],
      ['Kind of actor', 'toString', 'actor:toString'],
      ['Impersonated', 'yes', 'impersonated:yes'],
      ['App', 'Okta', 'app:okta'],
      ['Country', 'DE', 'country:DE'],
      ['Managed device', 'no', 'managed:no'],
    ]);
  });
  it('lists objects, and survives what is none', () => {
    expect(
      objectsOf({
        objects: [{ type: 'file', id: '7', name: 'a.txt', owner: 'o', sharing: 'public' }, 3, null, { id: 'x' }],
      }),
    ).toEqual([
      { type: 'file', name: 'a.txt', detail: '7 · owner o · shared: public' },
      { type: '', name: 'x', detail: '' },
    ]);
    expect(objectsOf({ objects: 'no' })).toEqual([]);
  });
});
