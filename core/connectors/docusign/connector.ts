/** DocuSign: the events of Monitor's stream, and Connect's webhook messages. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const docusign = defineConnector({
  id: 'docusign',
  title: 'DocuSign Monitor and Connect',
  vendor: 'DocuSign',
  app: 'docusign',
  grade: 'documented',
  source: 'https://developers.docusign.com/docs/monitor-api/monitor101/events-alerts/events-list/',
  shapes: [
    {
      has: ['timestamp', 'eventId', 'object', 'action', 'accountId'],
      score: 1,
      words: 'an event of Monitor: timestamp, eventId, object, action, accountId',
    },
    {
      has: ['timestamp', 'eventId', 'object', 'action', 'organizationId'],
      score: 1,
      words: 'an event of Monitor: timestamp, eventId, object, action, organizationId',
    },
    {
      has: ['event', 'apiVersion', 'generatedDateTime', 'data.accountId'],
      score: 1,
      words: 'a message of Connect: event, apiVersion, generatedDateTime, data.accountId',
    },
  ],
  time: ['timestamp', 'generatedDateTime'],
  paths: {
    id: ['eventId'],
    instance: ['accountId', 'data.accountId', 'organizationId'],
    sourceUser: [
      'data.UserEmail',
      'data.Email',
      'userEmail',
      'data.email',
      'data.senderEmail',
      'userId',
      'data.userId',
    ],
    userId: ['userId', 'data.userId'],
    userName: ['data.UserName', 'userName'],
    operation: ['action', 'event'],
    sourceIp: ['ipAddress'],
    userAgent: ['userAgent'],
    clientApp: ['data.ClientName', 'source'],
    target: ['data.AffectedUserEmail', 'data.AffectedUserId', 'referencedUserId'],
    reason: ['data.errorReason', 'data.FailureReason', 'data.ReasonCode', 'data.Reason'],
  },
  outcome: ['result', 'data.authenticationStatus'],
  typedBy: ['object', 'action', 'event'],
  operations: {
    '* Login*': 'login',
    '* LoginFailed*': 'login.failed',
    '* Logout*': 'logout',
    '* UserAdded*': 'user.create',
    '* UserInvited*': 'user.invite',
    '* UserClosed*': 'user.delete',
    '* UserRemoved*': 'user.delete',
    'User Created*': 'user.create',
    'User Activated*': 'user.restore',
    'User Closed*': 'user.delete',
    'User Updated*': 'user.update',
    '*Password*Chang*': 'password.change',
    '*Password*Reset*': 'password.reset',
    '*PermissionProfile*': 'permission.grant',
    '*PermissionSet*': 'permission.grant',
    'Group Created*': 'group.create',
    'Group Deleted*': 'group.delete',
    '*ApiKey*Created*': 'key.create',
    '*ApiKey*Deleted*': 'key.delete',
    '*Consent*Revoked*': 'app.consent.revoke',
    '*Consent*': 'app.consent',
    'Account *Settings*': 'setting.change',
    'AccountSettings *': 'setting.change',
    'Settings *': 'setting.change',
    'Account Updated*': 'setting.change',
    'Envelope Created*': 'file.upload',
    'Envelope Downloaded*': 'file.download',
    'Envelope *Download*': 'file.download',
    'Envelope Sent*': 'file.share.external',
    'Envelope Viewed*': 'file.view',
    'Envelope Purged*': 'file.delete',
    'Envelope Deleted*': 'file.delete',
    'Envelope *Transfer*': 'permission.grant',
    'Template Created*': 'file.upload',
    'Template Deleted*': 'file.delete',
    'Template *Updated*': 'file.edit',
    '*envelope-sent': 'file.share.external',
    '*envelope-resent': 'file.share.external',
    '*envelope-voided': 'file.unshare',
    '*envelope-corrected': 'file.edit',
    '*envelope-delivered': 'file.view',
    '*recipient-delivered': 'file.view',
    '*recipient-authenticationfailed': 'login.failed',
    '*envelope-created': 'file.upload',
    '*envelope-deleted': 'file.delete',
    '*envelope-purge': 'file.delete',
    '*recipient-authentication-*': 'login',
    '*template-created': 'file.upload',
    '*template-modified': 'file.edit',
    '*template-deleted': 'file.delete',
    'Alert *': 'alert.raise',
  },
  gives: ['outcome', 'actorKind', 'objects', 'place'],
  finish,
});

const BY_RECIPIENT = /recipient-|envelope-(?:delivered|completed|declined)/;

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (/-failure$|Failed/.test(draft.operation)) draft.outcome = 'failure';
  if (draft.outcome === 'unknown') draft.outcome = 'success';
  // A recipient opens, signs or declines; who sent the envelope does nothing then.
  const sender = record.text('data.senderEmail');
  if (sender !== '' && draft.sourceUser === sender && BY_RECIPIENT.test(draft.operation))
    draft.sourceUser = record.text('data.name', 'data.recipientId');
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  const kind = record.text('object').toLowerCase() || (draft.operation.split('-')[0] ?? 'object');
  draft.objects = objects(kind, {
    id: record.text(
      'data.EnvelopeId',
      'data.envelopeId',
      'data.TemplateId',
      'data.templateId',
      'data.AffectedUserId',
      'data.PermissionProfileId',
    ),
    name: record.text(
      'data.EnvelopeName',
      'data.Subject',
      'data.TemplateName',
      'data.PermissionProfileName',
      'data.GroupName',
      'data.name',
      'data.Name',
    ),
  });
  const at = 'ipAddressLocation';
  draft.place = place(
    {
      country: record.text(`${at}.country`, 'country'),
      region: record.text(`${at}.state`, 'state'),
      city: record.text(`${at}.city`, 'city'),
    },
    [record.number(`${at}.latitude`, 'latitude'), record.number(`${at}.longitude`, 'longitude')],
  );
  return undefined;
}
