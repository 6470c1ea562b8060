import type { MenuQuery } from './menu-query.ts';

/** Known to be missing, or nobody says: public sources state what providers have, seldom what they lack. */
function lacks(factor: string, missing = 'no'): string {
  return `(factor.${factor}:${missing} or factor.${factor}:unknown)`;
}

/** Questions about what the catalog knows of apps, for those in use and for all. */
export const FACTOR_QUERIES: readonly MenuQuery[] = [
  {
    id: 'anonymous',
    title: 'Apps that allow anonymous use',
    logic: 'Requires sign-in is no, and users can upload data',
    filter: 'factor.isRequiresUserAuthentication:no and factor.isUserCanUploadData:yes',
  },
  {
    id: 'csa',
    title: 'CSA STAR certified apps',
    logic: 'Any level of CSA STAR',
    filter: 'factor.csaStarLevel:(selfAssessment, cStarAssessment, certification, attestation, continuousMonitoring)',
  },
  {
    id: 'fedramp',
    title: 'FedRAMP authorised apps',
    logic: 'FedRAMP high, moderate, low or LI-SaaS',
    filter: 'factor.fedRampLevel:(high, moderate, low, liSaaS)',
  },
  {
    id: 'ownership',
    title: 'Storage and collaboration apps that do not say who owns the data',
    logic: 'Cloud storage or collaboration; data not owned by the customer and kept after the end, or not stated',
    filter: `category:(cloud-storage, collaboration) and ${lacks('isDataOwnership')} and ${lacks('dataRetentionPolicy', 'dataRetained')}`,
  },
  {
    id: 'storage-risk',
    title: 'Risky cloud storage without compliance',
    logic: 'Cloud storage, score up to 5, SOC 2, HIPAA and PCI DSS missing or not stated',
    filter: `category:cloud-storage and score<=5 and ${lacks('isSoc2')} and ${lacks('isHipaa')} and ${lacks('pciDssVersion', 'notSupported')}`,
  },
  {
    id: 'weak-sign-in',
    title: 'Apps with weak sign-in',
    logic: 'No multi-factor authentication; SAML and a least password length missing or not stated',
    filter: `factor.isMultiFactorAuthentication:no and ${lacks('isSupportsSaml')} and ${lacks('isPasswordPolicyPasswordLengthLimit')}`,
  },
  {
    id: 'weak-encryption',
    title: 'Apps whose encryption nobody states',
    logic: 'Users can upload data; encryption at rest and on the way missing or not stated',
    filter: `factor.isUserCanUploadData:yes and ${lacks('dataAtRestEncryptionMethod', 'notSupported')} and ${lacks('tlsEncryptionProtocol', 'notSupported')}`,
  },
  {
    id: 'gdpr',
    title: 'GDPR ready apps',
    logic: 'Erasure on request, breaches reported in 72 hours, a data protection officer',
    filter:
      'factor.isGdprRightToErasure:yes and factor.isGdprReportDataBreaches:yes and factor.isGdprDataProtectionOfficer:yes',
  },
];
