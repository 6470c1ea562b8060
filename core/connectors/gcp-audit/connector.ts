/** Google Cloud audit logs: LogEntry with an AuditLog payload, from Cloud Logging, a sink's files and Sentinel's columns. */
import type { ActorKind } from '../../model/activity.ts';
import type { ActivityType } from '../../model/activity-types.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { readWorkspaceEvent } from './workspace-event.ts';

/** `protoPayload` in LogEntry, `payload` in Sentinel's table, nothing before an AuditLog alone. */
const payload = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => [`protoPayload.${name}`, `payload.${name}`, `jsonPayload.${name}`]);

export const gcpAudit = defineConnector({
  id: 'gcp-audit',
  title: 'Google Cloud audit logs',
  vendor: 'Google',
  app: 'google-cloud',
  grade: 'verified',
  source: 'https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog',
  shapes: [
    {
      has: ['protoPayload.methodName', 'logName'],
      score: 1,
      words: 'a LogEntry with protoPayload.methodName and logName',
    },
    {
      has: ['protoPayload.methodName', 'protoPayload.serviceName'],
      score: 1,
      words: 'protoPayload.methodName and serviceName',
    },
    {
      has: ['protoPayload.methodName', 'timestamp'],
      score: 0.95,
      words: 'protoPayload.methodName and timestamp',
    },
    {
      has: ['payload.methodName', 'payload.serviceName'],
      score: 1,
      words: 'a table row with payload_methodName and payload_serviceName',
    },
  ],
  time: ['timestamp', 'receiveTimestamp', 'TimeGenerated'],
  localeTime: ['timestamp', 'TimeGenerated'],
  paths: {
    id: ['insertId', 'insert_id'],
    instance: ['resource.labels.project_id', 'resource.labels.organization_id', 'resource_labels_project_id'],
    sourceUser: [
      ...payload('authenticationInfo.principalEmail', 'authenticationInfo.principalSubject'),
      ...payload('authenticationInfo.authoritySelector'),
    ],
    operation: payload('methodName'),
    sourceIp: payload('requestMetadata.callerIp'),
    userAgent: payload('requestMetadata.callerSuppliedUserAgent'),
    reason: payload('status.message', 'status.code'),
    correlationId: ['operation.id', 'trace'],
    description: payload('serviceName'),
    clientApp: payload('authenticationInfo.serviceAccountKeyName'),
  },
  operations: {
    'google.login.LoginService.loginSuccess': 'login',
    'google.login.LoginService.loginFailure': 'login.failed',
    'google.login.LoginService.logout': 'logout',
    '*SetIamPolicy': 'admin.role.grant',
    '*setIamPermissions': 'admin.role.grant',
    '*CreateServiceAccountKey': 'app.credential.add',
    '*UploadServiceAccountKey': 'app.credential.add',
    '*DeleteServiceAccountKey': 'app.credential.remove',
    '*CreateServiceAccount': 'app.create',
    '*DeleteServiceAccount': 'app.delete',
    '*DisableServiceAccount': 'app.update',
    '*EnableServiceAccount': 'app.update',
    '*GenerateAccessToken': 'token.issue',
    '*GenerateIdToken': 'token.issue',
    '*SignJwt': 'token.issue',
    '*SignBlob': 'token.issue',
    '*CreateRole': 'role.create',
    '*UpdateRole': 'role.update',
    '*DeleteRole': 'role.delete',
    '*CreateSink': 'audit.change',
    '*UpdateSink': 'audit.change',
    '*DeleteSink': 'audit.change',
    '*DeleteLog': 'audit.change',
    '*CreateExclusion': 'audit.change',
    '*UpdateBucket': 'audit.change',
    '*AccessSecretVersion': 'secret.access',
    '*AddSecretVersion': 'secret.change',
    '*CreateSecret': 'secret.change',
    '*DeleteSecret': 'secret.change',
    '*CreateApiKey': 'key.create',
    '*CreateKey': 'key.create',
    '*GetKeyString': 'secret.access',
    '*ExchangeToken': 'token.issue',
    'jobservice.jobcompleted': 'data.query',
    Decrypt: 'secret.access',
    Encrypt: 'resource.view',
    '*CallFunction': 'command.run',
    '*ExecuteStreamingSql': 'command.run',
    '*.instances.connect': 'login',
    '*AdminService.*StrongAuthentication': 'policy.change',
    '*AdminService.*Settings': 'policy.change',
    '*AdminService.assignRole': 'admin.role.grant',
    '*AdminService.grantAdminPrivilege': 'admin.role.grant',
    '*AdminService.createUser': 'user.create',
    '*AdminService.deleteUser': 'user.delete',
    '*AdminService.suspendUser': 'user.suspend',
    '*AdminService.changePassword': 'password.reset',
    '*AdminService.authorizeApiClientAccess': 'app.consent',
    '*LoginService.suspicious*': 'alert.raise',
    '*LoginService.gov*': 'alert.raise',
    '*LoginService.accountDisabled*': 'user.suspend',
    '*LoginService.2svDisable': 'mfa.disable',
    '*LoginService.2sv*': 'mfa.change',
    '*LoginService.titaniumEnroll': 'mfa.change',
    '*LoginService.titaniumUnenroll': 'mfa.disable',
    '*LoginService.loginChallenge': 'login.challenge',
    '*LoginService.loginVerification': 'login.challenge',
    '*LoginService.risky*': 'alert.raise',
    '*LoginService.emailForwardingOutOfDomain': 'mail.forward.set',
    'google.identity.oauth2.GetToken': 'token.issue',
    'google.identity.oauth2.Deny': 'app.consent.revoke',
    '*.ssh-serialport.*.connect': 'login',
    '*DeleteSubscription': 'resource.delete',
    '*CreateSubscription': 'resource.create',
    '*UpdateSubscription': 'resource.update',
    '*LoginService.recovery*': 'mfa.change',
    '*LoginService.logout': 'logout',
    '*OsLoginService.CheckPolicy': 'login',
    '*.Predict': 'data.query',
    '*.GenerateContent': 'data.query',
    '*.RunQuery': 'data.query',
    '*Datastore.Commit': 'resource.update',
    '*.BeginTransaction': 'resource.update',
    AuthorizeUser: 'login',
    '*.setServiceAccount': 'permission.grant',
    '*.addAccessConfig': 'network.change',
    '*MembershipsService.Create*': 'group.member.add',
    '*MembershipsService.Delete*': 'group.member.remove',
    '*MembershipsService.*': 'group.update',
    '*certificatesigningrequests.approval.update': 'permission.grant',
    '*.pods.exec.create': 'command.run',
    '*.pods.attach.create': 'command.run',
    '*rolebindings.create': 'admin.role.grant',
    '*PrivilegedAccessManager.*Grant': 'admin.role.grant',
    '*rolebindings.delete': 'admin.role.revoke',
    '*.secrets.get': 'secret.access',
    '*.secrets.list': 'secret.access',
    '*.instances.export': 'data.export',
    '*MoveFolder': 'resource.update',
    CreateProject: 'resource.create',
    '*Projects.DeleteProject': 'resource.delete',
    '*Projects.CreateProject': 'resource.create',
    '*DeleteBackupVault': 'resource.delete',
    '*WorkloadIdentityPoolProvider.*': 'domain.change',
    '*AccessContextManager.Create*': 'policy.create',
    '*AccessContextManager.Update*': 'policy.change',
    '*AccessContextManager.Delete*': 'policy.delete',
    '*SecurityCenter.UpdateFinding': 'alert.update',
    '*Publisher.Publish': 'message.send',
    'io.k8s.*roles.create': 'role.create',
    'io.k8s.*roles.patch': 'role.update',
    'io.k8s.*roles.update': 'role.update',
    'io.k8s.*roles.delete': 'role.delete',
    'io.k8s.apps.*.create': 'resource.create',
    'io.k8s.apps.*.update': 'resource.update',
    'io.k8s.apps.*.patch': 'resource.update',
    'io.k8s.apps.*.delete': 'resource.delete',
    'compute.instances.preempted': 'resource.stop',
    DeleteProject: 'resource.delete',
    UndeleteProject: 'resource.update',
    '*CreateRepository': 'resource.create',
    '*WorkloadIdentityPools.*': 'domain.change',
    '*.createSnapshot': 'resource.create',
    '*managedZones.*': 'network.change',
    '*dns.changes.*': 'network.change',
    'storage.objects.get': 'file.download',
    'storage.objects.create': 'file.upload',
    'storage.objects.delete': 'file.delete',
    'storage.objects.list': 'file.view',
    'storage.buckets.create': 'resource.create',
    'storage.buckets.delete': 'resource.delete',
    '*compute.instances.insert': 'resource.create',
    '*compute.instances.delete': 'resource.delete',
    '*compute.instances.start': 'resource.start',
    '*compute.instances.stop': 'resource.stop',
    '*compute.instances.setMetadata': 'command.run',
    '*compute.projects.setCommonInstanceMetadata': 'command.run',
    '*compute.firewalls.*': 'network.change',
    '*compute.routes.*': 'network.change',
    '*compute.networks.*': 'network.change',
    '*compute.subnetworks.*': 'network.change',
    '*compute.vpnTunnels.*': 'network.change',
    '*compute.images.setIamPolicy': 'file.share',
    '*InsertJob': 'data.query',
    'jobservice.insert': 'data.query',
    'jobservice.query': 'data.query',
    'jobservice.getqueryresults': 'data.query',
    'tabledataservice.list': 'data.query',
    '*ExportData*': 'data.export',
    '*.list': 'resource.view',
    '*.get': 'resource.view',
    '*.getIamPolicy': 'resource.view',
  },
  gives: ['actorKind', 'outcome', 'objects', 'target'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.actorKind = actorOf(record, draft.sourceUser);
  draft.outcome = hasFailed(record, draft) ? 'failure' : 'success';
  if (draft.outcome === 'success') draft.reason = '';
  const metadata = payload('metadata').map((path) => record.object(path));
  readWorkspaceEvent(
    metadata.find((found) => found !== undefined),
    draft.description,
    draft,
  );
  if (draft.activityType === 'login' && draft.outcome === 'failure') draft.activityType = 'login.failed';
  if (draft.activityType === 'other') draft.activityType = byLastWord(draft.operation);
  const resource = record.text(...payload('resourceName'));
  if (resource !== '')
    draft.objects.push({
      type: record.text('resource.type', 'resource_type') || 'resource',
      id: resource,
      name: resource.split('/').at(-1) ?? '',
    });
  readGrants(record, draft);
  return undefined;
}

/** A principal is an app where its address, its subject or the key that it used is a service account's. */
function actorOf(record: SourceRecord, user: string): ActorKind | undefined {
  if (user === '') return undefined;
  if (user === 'system@google.com') return 'system';
  // Kubernetes' own names: service accounts of the cluster, whoever did not sign in, and its parts.
  const own = /^system:(serviceaccount:|anonymous$)?/.exec(user);
  if (own !== null) return own[1] === undefined ? 'system' : own[1] === 'anonymous' ? 'anonymous' : 'app';
  const subject = record.text(...payload('authenticationInfo.principalSubject'));
  const key = record.text(...payload('authenticationInfo.serviceAccountKeyName'));
  const isApp = user.endsWith('.gserviceaccount.com') || subject.startsWith('serviceAccount:') || key !== '';
  return isApp ? 'app' : 'user';
}

/** A status other than 0; without one, an error with its reason, or permissions of which none was granted. */
function hasFailed(record: SourceRecord, draft: ActivityDraft): boolean {
  const code = record.number(...payload('status.code'));
  if (code !== undefined) return code !== 0;
  if (record.text('severity') === 'ERROR' && draft.reason !== '') return true;
  const granted = record.list('protoPayload.authorizationInfo').map((info) => info.flag('granted'));
  return granted.length > 0 && granted.every((flag) => flag === false);
}

/** Who got or lost which role: `bindingDeltas` of a policy change. Everyone among them makes it public. */
function readGrants(record: SourceRecord, draft: ActivityDraft): void {
  const at = [...payload('serviceData.policyDelta', 'metadata.policyDelta')]
    .map((path) => record.object(path))
    .find((found) => found !== undefined);
  const deltas = at?.list('bindingDeltas') ?? record.list('payload_serviceData_policyDelta_bindingDeltas');
  if (deltas.length === 0) return;
  for (const delta of deltas.slice(0, 50)) {
    const role = delta.text('role');
    const member = delta.text('member');
    if (role !== '') draft.objects.push({ type: 'role', name: role });
    if (draft.target === '') draft.target = member.replace(/^[a-z]+:/i, '');
    if (/^all(?:Authenticated)?Users$/.test(member) && delta.text('action') === 'ADD')
      draft.activityType = 'file.share.public';
  }
  if (draft.activityType === 'admin.role.grant' && deltas.every((delta) => delta.text('action') === 'REMOVE'))
    draft.activityType = 'admin.role.revoke';
}

/** `google.iam.admin.v1.ListRoles` and `beta.compute.instances.insert` end in what they do. */
function byLastWord(operation: string): ActivityType {
  const word = /([A-Za-z]+)$/.exec(operation)?.[1]?.toLowerCase() ?? '';
  if (/^(?:list|get|search|aggregatedlist|batchget|query|test)/.test(word)) return 'resource.view';
  if (/^insert/.test(word)) return 'resource.create';
  return /^patch/.test(word) ? 'resource.update' : 'other';
}
