/** CyberArk Endpoint Privilege Manager: what its administrators do, from its API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const cyberarkEpm = defineConnector({
  id: 'cyberark-epm',
  title: 'CyberArk Endpoint Privilege Manager admin audit',
  vendor: 'CyberArk',
  app: 'cyberark',
  grade: 'documented',
  source: 'https://github.com/elastic/integrations/tree/main/packages/cyberark_epm',
  shapes: [
    {
      has: ['EventTime', 'Administrator', 'Feature', 'Description', 'LoggedFrom'],
      score: 1,
      words: 'an administrator’s act: EventTime, Administrator, Feature, Description, LoggedFrom',
    },
  ],
  time: ['EventTime'],
  paths: {
    instance: ['SetName'],
    sourceUser: ['Administrator'],
    operation: ['Description'],
    sourceIp: ['LoggedFrom'],
    sessionId: ['InternalSessionId'],
    clientApp: ['Feature'],
    description: ['Description'],
  },
  operations: {
    'Enter Set *': 'resource.view',
    'API Get *': 'resource.view',
    'Get agent installation *': 'file.download',
    'Read *': 'resource.view',
    'View *': 'resource.view',
    'Create *polic*': 'policy.create',
    'Delete *polic*': 'policy.delete',
    '*polic*': 'policy.change',
    'Create user*': 'user.create',
    'Delete user*': 'user.delete',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.actorKind = 'admin';
  const told = draft.operation;
  // What was done leads the sentence; of what, with its address or its name, follows.
  draft.operation = /^[^"':/]+/.exec(told.replace(draft.instance, ''))?.[0].trim() || told;
  draft.outcome = /\bfail(?:ed|ure)\b/i.test(told) ? 'failure' : 'success';
  draft.objects = objects(record.text('Feature').toLowerCase() || 'object', {
    name: /"([^"]+)"/.exec(told)?.[1] ?? '',
  });
  return undefined;
}
