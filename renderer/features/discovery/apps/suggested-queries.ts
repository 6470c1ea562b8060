import type { MenuQuery } from '../../../kit/filter/menu-query.ts';

/** A ready-made question to the apps table. */
export interface SuggestedQuery extends MenuQuery {
  /** Filter fields it stands on: shown only where the engine lists all of them. */
  readonly fields: readonly string[];
}

function query(id: string, title: string, logic: string, filter: string): SuggestedQuery {
  const names = [...filter.matchAll(/([a-zA-Z][\w.]*)(?=:|<=|>=|<|>)/g)].map((match) => match[1] ?? '');
  return { id, title, logic, filter, fields: [...new Set(names)] };
}

/** Known to be missing, or nobody says. */
function lacks(factor: string): string {
  return `(factor.${factor}:no or factor.${factor}:unknown)`;
}

/** Questions analysts ask first: what nobody decided on, what leaves the house, and what the catalog's factors warn of. */
export const SUGGESTED_QUERIES: readonly SuggestedQuery[] = [
  query('undecided', 'High-risk apps nobody has decided on', 'High risk and no tag', 'band:high and tag:none'),
  query('forbidden', 'Unsanctioned apps still in use', 'Tagged unsanctioned', 'tag:unsanctioned'),
  query('uploads', 'Uploads to high-risk apps', 'High risk and upload above 0', 'band:high and bytesSent>0'),
  query('ai', 'Generative AI in use', 'Category generative AI', 'category:generative-ai'),
  query(
    'anonymous',
    'Apps that allow anonymous use',
    'Requires sign-in is no, and users can upload data',
    'factor.isRequiresUserAuthentication:no and factor.isUserCanUploadData:yes',
  ),
  query(
    'csa',
    'CSA STAR certified apps',
    'Any level of CSA STAR',
    'factor.csaStarLevel:(selfAssessment, cStarAssessment, certification, attestation, continuousMonitoring)',
  ),
  query(
    'fedramp',
    'FedRAMP compliant apps',
    'FedRAMP high, moderate or low',
    'factor.fedRampLevel:(high, moderate, low)',
  ),
  // Public sources say what providers have, seldom what they lack: "not stated" is asked for as well.
  query(
    'ownership',
    'Storage and collaboration apps that do not say who owns the data',
    'Cloud storage or collaboration, data not owned by the customer or not stated',
    `category:(cloud-storage, collaboration) and ${lacks('isDataOwnership')}`,
  ),
  query(
    'storage-risk',
    'Risky cloud storage without compliance',
    'Cloud storage, score up to 5, SOC 2, HIPAA and PCI DSS missing or not stated',
    `category:cloud-storage and score<=5 and ${lacks('isSoc2')} and ${lacks('isHipaa')} and (factor.pciDssVersion:notSupported or factor.pciDssVersion:unknown)`,
  ),
  query(
    'weak-sign-in',
    'Apps with weak sign-in',
    'No multi-factor authentication, SAML missing or not stated',
    `factor.isMultiFactorAuthentication:no and ${lacks('isSupportsSaml')}`,
  ),
  query(
    'weak-encryption',
    'Apps whose encryption nobody states',
    'Users can upload data; encryption at rest and on the way missing or not stated',
    'factor.isUserCanUploadData:yes and (factor.dataAtRestEncryptionMethod:notSupported or factor.dataAtRestEncryptionMethod:unknown) and (factor.tlsEncryptionProtocol:notSupported or factor.tlsEncryptionProtocol:unknown)',
  ),
  query(
    'gdpr',
    'GDPR ready apps',
    'Erasure on request, breaches reported in 72 hours, a data protection officer',
    'factor.isGdprRightToErasure:yes and factor.isGdprReportDataBreaches:yes and factor.isGdprDataProtectionOfficer:yes',
  ),
];

/** The queries whose every field the engine knows. */
export function expressible(fields: readonly { readonly name: string }[]): readonly SuggestedQuery[] {
  const names = new Set(fields.map((field) => field.name));
  return SUGGESTED_QUERIES.filter((one) => one.fields.every((field) => names.has(field)));
}
