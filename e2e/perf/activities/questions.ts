/** What the bench asks of the activity log. */
import type { MethodOutput } from '../../../core/contract/methods.ts';

/** Filters as people write them; the first is none. */
export const FILTERS = [
  '',
  'type:login.failed',
  'user:user77@example.com',
  'ip:198.51.100.0/24 and category:file',
  'admin:yes',
  'object:*document-4711*',
  'document-4711',
  'raw:document-4711.docx',
  'raw:*sites/team7/*document-4?07.docx*',
  'raw:dropbox.com',
  'raw:MailItemsAccessed',
  'session:5e551011-0000-4000-8000-000000000000',
  'country:DE',
  'ip.category:risky or ip.kind:hosting',
  'isp:*telecom* and not ip.tag:Tor',
  'userAgent.tag:outdatedBrowser',
  'deviceType:mobile and user.domain:example.com',
  'anyone:*user77*',
  'not user:*1* and outcome:failure',
] as const;

type Field = MethodOutput<'activities.describe'>['fields'][number];

/** One condition on each field, as a chip sets it. Texts are asked for a part, which looks at every one of them. */
export function conditionOf({ name, type, operators, values }: Field): string {
  const [first] = values;
  if (first !== undefined) return `${name}:${first.value}`;
  if (type === 'boolean') return `${name}:yes`;
  if (type === 'ip') return `${name}:198.51.100.0/24`;
  if (type === 'number') return `${name}>0`;
  if (type === 'time') return `${name}>2025-03-01T00:00:00Z`;
  return operators.includes('contains') ? `${name}:*77*` : `${name}:5e551011-0000-4000-8000-000000000000`;
}
