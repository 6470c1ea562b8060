/** NetDocuments: entries of the consolidated and the administration activity log, as its JSON download has them. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** Both logs are XML by birth: where they become JSON an attribute may keep the sign that tells it from an element. */
function attribute(path: string): readonly string[] {
  const at = path.lastIndexOf('.') + 1;
  return [path, `${path.slice(0, at)}@${path.slice(at)}`];
}

export const netdocuments = defineConnector({
  id: 'netdocuments',
  title: 'NetDocuments activity logs',
  vendor: 'NetDocuments',
  app: 'netdocuments',
  grade: 'unverified',
  source: 'https://support.netdocuments.com/hc/en-us/articles/205220260-Consolidated-Activity-Log',
  shapes: [
    {
      has: ['date', 'name', 'host', 'user.id', 'user.guid'],
      score: 1,
      words: 'an entry of an activity log: date, name, host, user.id, user.guid',
    },
    {
      has: ['@date', '@name', '@host', 'user'],
      score: 1,
      words: 'an entry of an activity log: @date, @name, @host, user',
    },
    {
      has: ['date', 'name', 'host', 'user.id', 'storageObject'],
      score: 1,
      words: 'an entry of an activity log: date, name, host, user.id, storageObject',
    },
  ],
  time: attribute('date'),
  paths: {
    instance: [...attribute('repository.name'), ...attribute('repository.id')],
    sourceUser: [...attribute('user.id'), ...attribute('user.name')],
    userId: attribute('user.guid'),
    userName: attribute('user.name'),
    operation: attribute('name'),
    sourceIp: attribute('host'),
    target: [...attribute('member.name'), ...attribute('member.id')],
    description: attribute('desc'),
  },
  operations: {
    'login*fail*': 'login.failed',
    'failed login*': 'login.failed',
    '*login*': 'login',
    '*logon*': 'login',
    '*logout*': 'logout',
    'repository add users': 'user.create',
    'repository remove users': 'user.delete',
    'repository add groups': 'group.create',
    'repository remove groups': 'group.delete',
    '*add*cabinet admin*': 'admin.role.grant',
    '*remove*cabinet admin*': 'admin.role.revoke',
    '*add*repository admin*': 'admin.role.grant',
    '*remove*repository admin*': 'admin.role.revoke',
    '*group*add*': 'group.member.add',
    '*group*remove*': 'group.member.remove',
    'add external users': 'setting.change',
    '*external expose*': 'setting.change',
    '*password*': 'password.change',
    '*cabinet*creat*': 'site.create',
    '*cabinet*delet*': 'site.delete',
    '*access list*': 'permission.grant',
    '*access*modif*': 'permission.grant',
    '*shared*': 'file.share',
    '*send*link*': 'file.share',
    '*email*': 'file.share.external',
    '*secured link*': 'file.share.external',
    '*print*': 'file.print',
    '*download*': 'file.download',
    '*export*': 'file.download',
    '*open*': 'file.view',
    '*view*': 'file.view',
    '*preview*': 'file.view',
    '*undelete*': 'file.restore',
    '*restore*': 'file.restore',
    '*delete*': 'file.delete',
    '*purge*': 'file.delete',
    '*rename*': 'file.rename',
    '*move*': 'file.move',
    '*copy*': 'file.copy',
    '*copied*': 'file.copy',
    '*add*document*': 'file.upload',
    '*import*': 'file.upload',
    '*upload*': 'file.upload',
    '*creat*': 'file.upload',
    'added*': 'file.upload',
    '*check*in*': 'file.edit',
    '*check*out*': 'file.edit',
    '*edit*': 'file.edit',
    '*profile*': 'file.edit',
    '*version*': 'file.edit',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = /fail|denied/i.test(draft.operation) ? 'failure' : 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  const document = record.object('storageObject') ?? record.object('document');
  if (document === undefined) return undefined;
  draft.objects = objects('file', {
    id: document.text('id', '@id', 'docId', '@docId'),
    name: document.text('name', '@name'),
  });
  return undefined;
}
