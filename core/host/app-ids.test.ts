import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CONNECTORS } from '../connectors/index.ts';
import { TEMPLATES } from '../control/templates.ts';
import { ENTRA_APPS, FEDERATED_APPS, GOOGLE_APPS } from '../model/control.ts';
import { PROVIDERS } from '../pull/index.ts';
import { openCatalog } from './open-catalog.ts';

const catalog = openCatalog(join(import.meta.dirname, '../../resources'));

test.each([
  // The one that reads by names alone says of no app that it is its.
  ['connectors', CONNECTORS.flatMap(({ app, isLast }) => (isLast ? [] : [app]))],
  ['connections', PROVIDERS.map(({ app }) => app)],
  ['commands', TEMPLATES.flatMap(({ apps }) => apps)],
  ['actions of connections', PROVIDERS.flatMap(({ writing }) => writing?.apps ?? [])],
  ['directories', [...ENTRA_APPS, ...GOOGLE_APPS, ...FEDERATED_APPS]],
])('%s name apps that the catalog has, so that activities, traffic and actions meet in one', (_, ids) => {
  expect([...new Set(ids)].filter((id) => catalog.indexOf(id) < 0)).toEqual([]);
});
