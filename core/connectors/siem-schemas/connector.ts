/**
 * Events of cloud apps as SIEMs and lakes keep them, where the provider's record is gone: in Elastic's common schema (ECS), OCSF, Chronicle's UDM
 * and Sentinel's information model (ASIM). The operation is the provider's own, so its connector says what it means.
 */
import type { ActivityOutcome } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { typeOfClass } from './classes.ts';
import { KNOWN_PRODUCT, productOf } from './products.ts';

/** UDM's names are written in both ways. */
const udm = (...paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => [path, path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())]);

/** Events of people and what they do, not of networks, processes and hosts. */
const UDM_EVENT = /^(?:USER|GROUP|RESOURCE|SETTING|EMAIL)_/;
const OCSF_CLASS = /^(?:3|6)\d{3}$/;

export const siemSchemas = defineConnector({
  id: 'siem-schemas',
  title: "Cloud apps' events in a SIEM's schema (ECS, OCSF, UDM, ASIM)",
  vendor: 'Elastic, OCSF, Google, Microsoft',
  app: 'elastic-cloud',
  grade: 'documented',
  source: 'https://schema.ocsf.io',
  shapes: [
    {
      has: ['@timestamp', 'event.action', 'event.dataset'],
      where: { 'event.dataset': KNOWN_PRODUCT },
      score: 0.6,
      words: 'an event of ECS: @timestamp, event.action, event.dataset of a cloud app',
    },
    {
      has: ['class_uid', 'metadata.product', 'time', 'activity_id'],
      where: { class_uid: OCSF_CLASS },
      score: 0.6,
      words: 'an event of OCSF: class_uid of identity or application activity, metadata.product, time',
    },
    ...(['metadata.event_timestamp', 'metadata.eventTimestamp'] as const).map((time) => {
      const type = time === 'metadata.event_timestamp' ? 'metadata.event_type' : 'metadata.eventType';
      return {
        has: [time, type],
        where: { [type]: UDM_EVENT },
        score: 0.6,
        words: `an event of UDM: ${time}, ${type}`,
      };
    }),
    {
      has: ['EventVendor', 'EventProduct', 'EventType', 'EventSchema', 'TimeGenerated'],
      where: { EventSchema: /^(?:Authentication|AuditEvent|UserManagement)$/ },
      score: 0.6,
      words: 'an event of ASIM: EventVendor, EventProduct, EventType, EventSchema',
    },
  ],
  time: [
    ...udm('metadata.event_timestamp'),
    'EventStartTime',
    'TimeGenerated',
    'time_dt',
    'time',
    'event.created',
    '@timestamp',
  ],
  localeTime: ['@timestamp', 'TimeGenerated'],
  paths: {
    id: ['event.id', ...udm('metadata.product_log_id', 'metadata.id'), 'metadata.uid', 'EventOriginalUid'],
    sourceUser: [
      'user.email',
      'client.user.email',
      'source.user.email',
      'actor.user.email_addr',
      'actor.user.name',
      'actor.user.uid',
      ...udm('principal.user.email_addresses.0', 'principal.user.userid', 'principal.user.user_display_name'),
      'ActorUsername',
      'okta.actor.alternate_id',
      'azure.signinlogs.properties.user_principal_name',
      'azure.auditlogs.properties.initiated_by.user.userPrincipalName',
      'user.email_addr',
      'user.name',
      'client.user.name',
      'source.user.name',
      'user.id',
      'user.uid',
    ],
    userId: ['actor.user.uid', 'user.id', 'user.uid', 'ActorUserId'],
    userName: ['user.full_name', 'actor.user.full_name', ...udm('principal.user.user_display_name')],
    operation: [
      'api.operation',
      ...udm('metadata.product_event_type'),
      'EventOriginalType',
      'Operation',
      'event.action',
      'EventMessage',
      'activity_name',
      'activity',
      'type_name',
      ...udm('metadata.event_type'),
      'EventType',
    ],
    reason: ['event.reason', 'error.message', 'status_detail', 'EventResultDetails', 'EventOriginalResultDetails'],
    sourceIp: ['source.ip', 'client.ip', 'src_endpoint.ip', 'principal.ip.0', 'principal.ip', 'SrcIpAddr'],
    userAgent: ['user_agent.original', 'http_request.user_agent', ...udm('network.http.user_agent'), 'HttpUserAgent'],
    target: [
      'user.target.email',
      'user.target.name',
      ...udm('target.user.email_addresses.0', 'target.user.userid', 'target.resource.name'),
      'TargetUsername',
      'Object',
    ],
    sessionId: ['session.uid', 'actor.session.uid', ...udm('network.session_id'), 'ActorSessionId'],
    correlationId: ['api.request.uid', 'transaction.id', 'metadata.correlation_uid'],
  },
  outcome: ['event.outcome', 'status', 'EventResult'],
  operations: {},
  gives: ['objects', 'place', 'device', 'clientApp', 'description'],
  finish,
});

/** What OCSF's figures mean where no word stands beside them. */
const OCSF_STATUS: Readonly<Record<string, ActivityOutcome>> = { 1: 'success', 2: 'failure' };

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  nameProduct(record, draft);
  const connector = productOf(draft.description);
  draft.app = connector?.app ?? draft.app;
  draft.activityType = connector?.typeOf(draft.operation) ?? typeOfClass(record) ?? 'other';
  // Who signs in is whom the sign-in is of.
  if (draft.sourceUser === '') draft.sourceUser = person(record, draft);
  if (/^log(?:in|out)/.test(draft.activityType) && draft.target === draft.sourceUser) draft.target = '';
  // Whose account was changed stands as the user beside the actor.
  if (draft.target === '' && /^300[156]$/.test(record.text('class_uid')) && record.has('actor.user')) {
    const changed = record.text('user.email_addr', 'user.name', 'user.uid');
    if (changed !== draft.sourceUser) draft.target = changed;
  }
  // ECS parts an address into name and domain.
  const domain = record.text('user.domain');
  if (domain.includes('.') && draft.sourceUser !== '' && draft.sourceUser === record.text('user.name'))
    draft.sourceUser = `${draft.sourceUser}@${domain}`;
  readUdmOutcome(record, draft);
  if (draft.outcome === 'unknown') draft.outcome = OCSF_STATUS[record.text('status_id')] ?? 'unknown';
  if (draft.outcome === 'success') draft.reason = '';
  draft.objects = [
    ...objects('file', {
      id: record.text('file.uid', 'target.file.sha256'),
      name: record.text('file.name', 'file.path'),
    }),
    ...objects((record.text('ObjectType') || 'resource').toLowerCase(), {
      id: record.text('ObjectId', ...udm('target.resource.product_object_id')),
      name: record.text('Object', 'target.resource.name'),
    }),
  ];
  for (const resource of record.list('resources').slice(0, 50))
    draft.objects.push(
      ...objects((resource.text('type') || 'resource').toLowerCase(), {
        id: resource.text('uid'),
        name: resource.text('name'),
      }),
    );
  const city = 'source.geo.city_name';
  draft.place = place({
    country: record.text('source.geo.country_iso_code', 'src_endpoint.location.country', 'SrcGeoCountry'),
    region: record.text('source.geo.region_name', 'SrcGeoRegion'),
    city: record.text(city, 'src_endpoint.location.city', 'SrcGeoCity'),
  });
  draft.device = device({ os: record.text('user_agent.os.full', 'user_agent.os.name', 'SrcDvcOs') });
  return undefined;
}

/** What the SIEM calls the product: shown, and asked for its app. */
function nameProduct(record: SourceRecord, draft: ActivityDraft): void {
  const names = [
    record.text('event.dataset', 'event.module'),
    record.text('metadata.product.vendor_name', ...udm('metadata.vendor_name'), 'EventVendor'),
    record.text('metadata.product.name', ...udm('metadata.product_name'), 'EventProduct'),
  ].filter((name) => name !== '');
  draft.description = [...new Set(names)].join(' ');
  const own = names.at(-1) ?? '';
  draft.app = own
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function person(record: SourceRecord, draft: ActivityDraft): string {
  return /^log/.test(draft.activityType)
    ? record.text(...udm('target.user.email_addresses.0', 'target.user.userid'), 'TargetUsername')
    : '';
}

/** UDM says what the product did about it, if anything. */
function readUdmOutcome(record: SourceRecord, draft: ActivityDraft): void {
  const results = [...record.list('security_result'), ...record.list('securityResult')];
  const action = results.flatMap((result) => result.texts('action'))[0] ?? '';
  if (/^(?:BLOCK|FAIL|QUARANTINE)$/.test(action)) draft.outcome = 'failure';
  else if (/^ALLOW/.test(action)) draft.outcome = 'success';
}
