/** In: a description of the user's own. Out: the connector that reads by it, like any other. */
import type { CustomConnector } from '../../contract/custom-connector.ts';
import type { ActivityField, ActivityOutcome } from '../../model/activity.ts';
import type { Connector } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { matchesAny } from '../kit/operations.ts';
import { objects, place } from '../kit/parts.ts';
import { ownTimes } from './own-times.ts';

/** Below what any built-in shape claims: a described connector takes no record that a known product claims, unless it is chosen. */
const SCORE = 0.6;

export function compileConnector(definition: CustomConnector): Connector {
  const { shapes, time, paths, outcome, object, operations, typedBy } = definition;
  const readTimes = ownTimes(time);
  const says =
    outcome === undefined ? undefined : { success: matchesAny(outcome.success), failure: matchesAny(outcome.failure) };
  const gives: ActivityField[] = ['actorKind'];
  if (outcome !== undefined) gives.push('outcome');
  if (object !== undefined) gives.push('objects');
  if (definition.place !== undefined) gives.push('place');
  return defineConnector({
    id: definition.id,
    title: definition.title,
    vendor: definition.vendor,
    app: definition.app,
    grade: 'own',
    source: '',
    shapes: shapes.map(({ has, where }) => ({
      has,
      where: Object.fromEntries(Object.entries(where).map(([path, words]) => [path, { test: matchesAny(words) }])),
      score: SCORE,
      words: `what the description asks for: ${has.join(', ')}`,
    })),
    time: time.from,
    localeTime: [...time.local, ...time.from],
    ...(readTimes === undefined ? {} : { readTimes }),
    paths: Object.fromEntries(Object.entries(paths).filter(([, list]) => list !== undefined && list.length > 0)),
    ...(outcome === undefined ? {} : { outcome: outcome.from }),
    operations,
    ...(typedBy.length === 0 ? {} : { typedBy }),
    gives,
    finish: (record, draft) => {
      if (outcome !== undefined && says !== undefined) {
        const word = record.text(...outcome.from);
        const found: ActivityOutcome = says.failure(word) ? 'failure' : says.success(word) ? 'success' : draft.outcome;
        draft.outcome = found;
      }
      if (draft.sourceUser !== '') draft.actorKind = 'user';
      if (object !== undefined) {
        draft.objects = objects(record.text(...object.typeFrom).toLowerCase() || object.type, {
          id: record.text(...object.id),
          name: record.text(...object.name),
          owner: record.text(...object.owner),
        });
      }
      if (definition.place !== undefined) {
        const { country, region, city } = definition.place;
        draft.place = place({
          country: record.text(...country),
          region: record.text(...region),
          city: record.text(...city),
        });
      }
      return undefined;
    },
  });
}
