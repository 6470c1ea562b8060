/** HashiCorp Vault: its audit devices, which write every request and every answer. */
import { type ActivityDraft, type Refusal, skip } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { operationTypes, type TypeOf } from '../kit/operations.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const hashicorpVault = defineConnector({
  id: 'hashicorp-vault',
  title: 'HashiCorp Vault audit',
  vendor: 'HashiCorp',
  app: 'hashicorp-cloud',
  grade: 'documented',
  source: 'https://developer.hashicorp.com/vault/docs/audit/schema',
  shapes: [
    {
      has: ['time', 'type', 'request.id', 'request.operation', 'request.path'],
      where: { type: /^(?:request|response)$/ },
      score: 1,
      words: 'an entry of an audit device: type request or response, request.id, request.operation, request.path',
    },
    {
      has: ['time', 'type', 'request.remote_address', 'request.namespace'],
      where: { type: /^kmip-(?:request|response)$/ },
      score: 1,
      words: 'an entry of the KMIP listener: type kmip-request or kmip-response, request.remote_address',
    },
  ],
  time: ['time'],
  paths: {
    instance: ['request.namespace.path', 'request.namespace.id'],
    sourceUser: ['auth.metadata.email', 'auth.metadata.username', 'auth.display_name', 'auth.entity_id'],
    userId: ['auth.entity_id', 'request.client_certificate_serial_number'],
    operation: ['request.operation', 'type'],
    reason: ['error'],
    sourceIp: ['request.remote_address'],
    userAgent: ['request.headers.user-agent.0'],
    correlationId: ['request.id'],
    clientApp: ['request.mount_type', 'auth.token_type'],
    description: ['request.path'],
  },
  operations: {},
  gives: ['outcome', 'actorKind', 'objects', 'target'],
  finish,
});

/** Places below which an operation means more than that something was read or written; the first that fits. */
const PLACES: readonly (readonly [path: RegExp, typeOf: TypeOf])[] = [
  [/^auth\/[^/]+\/(?:[^/]+\/)*?(?:login|oidc\/callback)/, operationTypes({ '*': 'login' })],
  [/^auth\/token\/create/, operationTypes({ '*': 'key.create' })],
  [/^auth\/token\/revoke/, operationTypes({ '*': 'token.revoke' })],
  [/^auth\/token\/renew/, operationTypes({ '*': 'token.refresh' })],
  [/^sys\/audit(?:\/|$)/, operationTypes({ read: 'resource.view', list: 'resource.view', '*': 'audit.change' })],
  [
    /^sys\/polic/,
    operationTypes({ read: 'resource.view', list: 'resource.view', delete: 'policy.delete', '*': 'policy.change' }),
  ],
  [/^sys\/(?:seal|unseal|step-down|rekey|generate-root)/, operationTypes({ '*': 'setting.change' })],
  [/^sys\/auth\//, operationTypes({ read: 'resource.view', list: 'resource.view', '*': 'domain.change' })],
  [/^identity\//, operationTypes({ read: 'resource.view', list: 'resource.view', '*': 'user.update' })],
  [
    /^(?:sys|auth)\//,
    operationTypes({ read: 'resource.view', list: 'resource.view', help: 'resource.view', '*': 'setting.change' }),
  ],
  [/./, operationTypes({ read: 'secret.access', list: 'resource.view', help: 'resource.view', '*': 'secret.change' })],
];

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  // Every request is told of again with its answer, which knows how it ended.
  if (/^(?:kmip-)?request$/.test(record.text('type')) && draft.reason === '') return skip('request');
  draft.outcome = draft.reason === '' ? 'success' : 'failure';
  const path = draft.description;
  if (path === '') return undefined;
  const typeOf = PLACES.find(([place]) => place.test(path))?.[1];
  draft.activityType = typeOf?.(draft.operation) ?? 'other';
  if (draft.sourceUser !== '') draft.actorKind = /^token|approle/.test(draft.sourceUser) ? 'app' : 'user';
  draft.objects = objects('secret', { id: path });
  return undefined;
}
