/** ESET PROTECT: what administrators did in its console, as it sends its events in JSON by syslog. Its detections are the traffic format `eset`'s. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const esetProtect = defineConnector({
  id: 'eset-protect',
  title: 'ESET PROTECT audit events',
  vendor: 'ESET',
  app: 'eset',
  grade: 'documented',
  source: 'https://help.eset.com/protect_admin/latest/en-US/events-exported-to-json-format.html',
  shapes: [
    {
      has: ['event_type', 'source_uuid', 'occured', 'action'],
      where: { event_type: /^Audit_Event$/ },
      score: 1,
      words: 'an audit event: event_type Audit_Event, source_uuid, occured, action',
    },
  ],
  time: [],
  // Of UTC, with the month in letters.
  localeTime: ['occured'],
  paths: {
    sourceUser: ['user'],
    operation: ['action'],
    target: ['target'],
    description: ['detail'],
  },
  outcome: ['result'],
  typedBy: ['domain', 'action'],
  operations: {
    '* Login attempt': 'login',
    '* Login*': 'login',
    '* Logout*': 'logout',
    'Native user * Create*': 'user.create',
    '*user Create*': 'user.create',
    '*user Delete*': 'user.delete',
    '*user *password*': 'password.change',
    '*user *': 'user.update',
    'Permission set *': 'permission.grant',
    'Policy Create*': 'policy.create',
    'Policy Delete*': 'policy.delete',
    'Policy *': 'policy.change',
    '* Create*': 'resource.create',
    '* Delete*': 'resource.delete',
  },
  gives: ['actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  // Who tries to come in is the target: nobody has been in yet.
  if (draft.sourceUser === '' && /^log(?:in|out)/.test(draft.activityType)) {
    draft.sourceUser = draft.target;
    draft.target = '';
  }
  if (draft.sourceUser !== '') draft.actorKind = 'admin';
  const domain = record.text('domain');
  if (draft.target !== '') draft.objects = objects(domain.toLowerCase() || 'object', { name: draft.target });
  return undefined;
}
