/** Trend Micro Vision One: the audit logs of its console, from its API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const trendVisionOne = defineConnector({
  id: 'trend-vision-one',
  title: 'Trend Micro Vision One audit logs',
  vendor: 'Trend Micro',
  app: 'trend-micro',
  grade: 'documented',
  source: 'https://github.com/elastic/integrations/tree/main/packages/trend_micro_vision_one',
  shapes: [
    {
      has: ['loggedDateTime', 'loggedUser', 'category', 'activity', 'result'],
      score: 1,
      words: 'an audit log: loggedDateTime, loggedUser, category, activity, result',
    },
  ],
  time: ['loggedDateTime'],
  paths: {
    sourceUser: ['loggedUser'],
    operation: ['activity'],
    clientApp: ['accessType'],
    description: ['category'],
  },
  typedBy: ['category', 'activity'],
  operations: {
    'Logon and Logoff Log on*': 'login',
    'Logon and Logoff Log off*': 'logout',
    'Logon and Logoff Logon*': 'login',
    'Logon and Logoff Logoff*': 'logout',
    'API Keys *delete*': 'key.delete',
    'API Keys *': 'key.create',
    'User Accounts *delete*': 'user.delete',
    'User Accounts *add*': 'user.create',
    'User Accounts *': 'user.update',
    'User Roles *add*': 'role.create',
    'User Roles *delete*': 'role.delete',
    'User Roles *': 'role.update',
    'Single Sign-On *': 'domain.change',
    'Response Management *': 'command.run',
    'Audit Logs *export*': 'data.export',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const result = record.text('result');
  if (/^successful$/i.test(result)) draft.outcome = 'success';
  else if (/^unsuccessful$/i.test(result)) draft.outcome = 'failure';
  if (draft.sourceUser !== '') draft.actorKind = 'admin';
  draft.objects = objects(record.text('category').toLowerCase() || 'object', {
    name: record.text('details.name', 'details.Name'),
  });
  return undefined;
}
