/**
 * Statements that one list alone does not establish. The Resmo list gives sign-on, certificates, audit trails, roles and
 * address restrictions to many an app whose vendor documents none of it (a web shop with HIPAA, a news site with SAML, a
 * language course with an audit trail), so of these it only confirms what another source says. The Privacy Shield was struck down in July 2020: who was once on its list says nothing of today.
 */
import { type DraftApp, readWords } from './draft.ts';

const RESMO: ReadonlySet<string> = new Set([
  'isSupportsSaml',
  'isMultiFactorAuthentication',
  'isUserAuditTrail',
  'isUserRolesSupport',
  'isIpAddressRestriction',
  'isSoc2',
  'isIso27001',
  'isIso27018',
  'isHipaa',
  'isPrivacyShield',
]);

/** The words of a list's statement that stand, given what is known of the app already. */
export function confirmedWords(list: string, text: string, known: DraftApp['facts']): string {
  if (list !== 'resmo') return text;
  return text
    .split(' ')
    .filter((word) => readWords(word).every(([factor]) => !RESMO.has(factor) || known.has(factor)))
    .join(' ');
}
