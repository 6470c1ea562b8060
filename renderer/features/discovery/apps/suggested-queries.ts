import type { MenuQuery } from '../../../kit/filter/views-menu.tsx';

/** A ready-made question to the apps table. */
export interface SuggestedQuery extends MenuQuery {
  /** Filter fields it stands on: shown only where the engine lists all of them. */
  readonly fields: readonly string[];
}

function query(id: string, title: string, logic: string, filter: string): SuggestedQuery {
  const names = [...filter.matchAll(/([a-zA-Z][\w.]*)(?=:|<=|>=|<|>)/g)].map((match) => match[1] ?? '');
  return { id, title, logic, filter, fields: [...new Set(names)] };
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
  query(
    'ownership',
    'Storage and collaboration apps that own user data',
    'Cloud storage or collaboration, data not owned by the customer, data retained',
    'category:(cloud-storage, collaboration) and factor.isDataOwnership:no and factor.dataRetentionPolicy:dataRetained',
  ),
  query(
    'storage-risk',
    'Risky, non-compliant cloud storage',
    'Cloud storage, score up to 5, no SOC 2, no HIPAA, no PCI DSS',
    'category:cloud-storage and score<=5 and factor.isSoc2:no and factor.isHipaa:no and factor.pciDssVersion:notSupported',
  ),
  query(
    'weak-sign-in',
    'Apps with weak sign-in',
    'No SAML, no multi-factor authentication, no password length rule',
    'factor.isSupportsSaml:no and factor.isMultiFactorAuthentication:no and factor.isPasswordPolicyPasswordLengthLimit:no',
  ),
  query(
    'weak-encryption',
    'Apps with weak encryption',
    'Data at rest not encrypted and no encryption protocol',
    'factor.dataAtRestEncryptionMethod:notSupported and factor.tlsEncryptionProtocol:notSupported',
  ),
  query('gdpr', 'GDPR ready apps', 'The provider publishes a GDPR statement', 'factor.gdprReadinessStatement:known'),
];

/** The queries whose every field the engine knows. */
export function expressible(fields: readonly { readonly name: string }[]): readonly SuggestedQuery[] {
  const names = new Set(fields.map((field) => field.name));
  return SUGGESTED_QUERIES.filter((one) => one.fields.every((field) => names.has(field)));
}
