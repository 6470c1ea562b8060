/**
 * Firewalls, access servers and other appliances: who signed in to them and what was changed, from the lines of their system and audit logs. Asked
 * last, and only of text: most of what such a device writes is traffic.
 */
import type { ActivityDraft, Connector, Refusal } from '../connector.ts';
import { reject, skip } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import { SourceRecord } from '../kit/source-record.ts';
import { actRecord, deviceAct } from './products.ts';

/** Above records by the names of their fields, below what makes a file an audit log by itself. */
const SCORE = 0.28;

const described = defineConnector({
  id: 'device-admin',
  title: "Firewalls' and appliances' administration",
  vendor: 'Fortinet, Palo Alto Networks, Check Point, Cisco and others',
  app: '',
  grade: 'documented',
  source: 'https://docs.fortinet.com/document/fortigate/latest/fortios-log-message-reference',
  shapes: [],
  open,
  time: ['time'],
  paths: {
    sourceUser: ['user'],
    operation: ['operation'],
    sourceIp: ['ip'],
    target: ['target'],
    description: ['text'],
  },
  outcome: ['outcome'],
  typedBy: ['operation', 'text'],
  operations: {},
  gives: ['objects'],
  finish,
});

export const deviceAdmin: Connector = {
  ...described,
  isLast: true,
  claim: (record) =>
    deviceAct(record) === undefined && !isLaterSegment(record)
      ? { score: 0, reason: '' }
      : { score: SCORE, reason: "a device's own words for who signed in to it or changed it" },
};

/** It belongs to a message whose first segment has told who did what. */
function isLaterSegment(record: SourceRecord): boolean {
  return record.isText && record.has('ise_segment');
}

function open(record: SourceRecord): SourceRecord | Refusal {
  if (isLaterSegment(record)) return skip('continued');
  const act = deviceAct(record);
  return act === undefined ? reject('shape') : new SourceRecord(actRecord(act));
}

function finish(record: SourceRecord, draft: ActivityDraft): undefined {
  draft.app = record.text('app');
  draft.objects = objects('object', { name: draft.target });
  const text = `${draft.operation} ${draft.description}`;
  if (/CMDLINE/.test(draft.operation)) draft.activityType = 'command.run';
  else if (/log(?:ged)?[ _-]?(?:out|off)|\btunnel (?:closed|removed)/i.test(text)) draft.activityType = 'logout';
  else if (
    /log(?:ged)?[ _-]?(?:in|on)\b|authenticat|\bauth-(?:fail|success)|^(?:portal|gateway)-auth|^access-(?:accept|reject)$|\bVPN tunnel opened/i.test(
      text,
    )
  )
    draft.activityType = 'login';
  else if (
    /^(?:set|edit|add|delete|commit|rename|move|clone|override|load config|modify|create)\b/i.test(draft.operation)
  )
    draft.activityType = 'policy.change';
  if (draft.activityType === 'login' && draft.outcome === 'unknown') draft.outcome = 'success';
  return undefined;
}
