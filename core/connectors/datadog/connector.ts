/** Datadog: events of its audit trail, from its API or archive. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { operationTypes } from '../kit/operations.ts';
import { objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** In the API's answer attributes are in attributes. */
const at = (...paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => [path, `attributes.${path}`, `attributes.attributes.${path}`]);

export const datadog = defineConnector({
  id: 'datadog',
  title: 'Datadog audit trail',
  vendor: 'Datadog',
  app: 'datadog',
  grade: 'documented',
  source: 'https://docs.datadoghq.com/account_management/audit_trail/events/',
  shapes: [
    {
      has: ['type', 'attributes.timestamp', 'attributes.attributes.evt.name'],
      where: { type: /^audit$/ },
      score: 1,
      words: 'an audit event of the API: type audit, attributes.timestamp, attributes.attributes.evt.name',
    },
    {
      has: ['attributes.evt.name', 'attributes.evt.actor', 'attributes.action'],
      score: 1,
      words: 'an archived audit event: attributes with evt.name, evt.actor and action',
    },
    {
      has: ['evt.name', 'evt.actor', 'action'],
      score: 1,
      words: 'an audit event: evt.name, evt.actor, action',
    },
  ],
  time: ['attributes.timestamp', 'timestamp', 'date', ...at('timestamp', '@timestamp')],
  paths: {
    id: ['id', '_id', ...at('evt.id')],
    instance: at('org.name', 'org.uuid'),
    sourceUser: at('usr.email', 'usr.id', 'evt.actor.email', 'metadata.api_key.owner.email', 'usr.name'),
    userId: at('usr.uuid', 'usr.id'),
    userName: at('usr.name'),
    operation: at('action'),
    sourceIp: at('network.client.ip'),
    userAgent: at('http.useragent'),
    target: at('asset.name', 'asset.id'),
    correlationId: at('http.request_id'),
    tokenId: at('metadata.api_key.id', 'auth_token.id'),
    clientApp: at('auth_method', 'metadata.auth_method'),
    description: ['message', 'attributes.message'],
  },
  outcome: at('status', 'outcome'),
  operations: {},
  gives: ['actorKind', 'objects', 'place'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const name = record.text(...at('evt.name'));
  const asset = record.text(...at('asset.type'));
  const action = draft.operation.toLowerCase();
  if (/^authentication$/i.test(name) && /login/.test(action)) draft.activityType = 'login';
  else if (/^request$/i.test(name)) {
    // A call of the API; what it did is in its method alone.
    draft.activityType = /^(?:get|head)$/i.test(record.text(...at('http.method'))) ? 'resource.view' : 'other';
  } else draft.activityType = typeOf(`${asset.toLowerCase()} ${action}`) ?? 'other';
  const status = Number(record.text(...at('http.status_code')));
  if (draft.outcome === 'unknown') draft.outcome = status >= 400 ? 'failure' : 'success';
  const actor = record.text(...at('evt.actor.type', 'evt.actor')).toUpperCase();
  draft.actorKind = actor.startsWith('USER')
    ? 'user'
    : actor === ''
      ? undefined
      : /SUPPORT/.test(actor)
        ? 'admin'
        : 'app';
  draft.objects = objects(asset || 'object', {
    id: record.text(...at('asset.id')),
    name: record.text(...at('asset.name')),
  });
  draft.place = place({
    country: record.text(...at('network.client.geoip.country.iso_code')),
    city: record.text(...at('network.client.geoip.city.name')),
  });
  return undefined;
}

const typeOf = operationTypes({
  'api_key created': 'key.create',
  'api_key deleted': 'key.delete',
  'application_key created': 'key.create',
  'application_key deleted': 'key.delete',
  'user created': 'user.create',
  'user deleted': 'user.delete',
  'user modified': 'user.update',
  'user disabled': 'user.suspend',
  'password modified': 'password.change',
  'identity_provider *': 'domain.change',
  // A role's permissions and its users are told of alike.
  '*role modified': 'admin.role.grant',
  'role created': 'role.create',
  'role deleted': 'role.delete',
  'user_role deleted': 'admin.role.revoke',
  'restriction_policy modified': 'permission.grant',
  'restriction_policy deleted': 'permission.revoke',
  '* created': 'resource.create',
  '* modified': 'resource.update',
  '* deleted': 'resource.delete',
  '* accessed': 'resource.view',
  '* login': 'login',
  '* logout': 'logout',
  '* exported': 'data.export',
  '* downloaded': 'data.export',
  '* queried': 'data.query',
});
