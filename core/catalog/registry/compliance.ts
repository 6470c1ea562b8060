import { choice, type FactorDef, flag, info } from './factor-def.ts';

function standard(id: string, title: string, meaning: string): FactorDef {
  return flag('compliance', id, title, meaning);
}

/** A rule that binds only some providers, so "not applicable" is an answer. */
function sectorRule(id: string, title: string, meaning: string): FactorDef {
  return flag('compliance', id, title, meaning, { naAllowed: true });
}

export const COMPLIANCE_FACTORS: readonly FactorDef[] = [
  standard('isIso27001', 'ISO 27001', 'Certified information security management system'),
  standard('isIso27017', 'ISO 27017', 'Information security controls for cloud services'),
  sectorRule('isIso27018', 'ISO 27018', 'Protection of personal data in public clouds'),
  sectorRule('isIso27002', 'ISO 27002', 'Code of practice for information security controls'),
  sectorRule('isSoc1', 'SOC 1', 'Audited controls that bear on customers’ financial reporting'),
  standard('isSoc2', 'SOC 2', 'Audited controls for security, availability, confidentiality, privacy'),
  standard('isSoc3', 'SOC 3', 'Public summary of an audit against the trust services criteria'),
  sectorRule('isSsae16', 'SSAE 16', 'Former US attestation standard for service organisations'),
  sectorRule('isIsae3402', 'ISAE 3402', 'International assurance standard for service organisations'),
  sectorRule('isFinra', 'FINRA', 'US rules for brokers and dealers'),
  sectorRule('isFisma', 'FISMA', 'US Federal Information Security Management Act'),
  sectorRule('isGaap', 'GAAP', 'Generally accepted accounting principles'),
  sectorRule('isGapp', 'GAPP', 'Generally accepted privacy principles'),
  sectorRule('isHipaa', 'HIPAA', 'US rules for health data; a business associate agreement is offered'),
  sectorRule('isHitrustCsf', 'HITRUST CSF', 'Harmonised security controls for health data'),
  sectorRule('isItar', 'ITAR', 'US rules on the export of defence articles'),
  sectorRule('isSox', 'SOX', 'US Sarbanes-Oxley Act'),
  standard('isSp80053', 'NIST SP 800-53', 'US federal catalogue of security controls'),
  standard('isCobit', 'COBIT', 'Framework for the governance of IT'),
  sectorRule('isGlba', 'GLBA', 'US rules on the privacy of financial data'),
  sectorRule('isFfiec', 'FFIEC', 'US guidance on authentication for banks'),
  sectorRule('isCoppa', 'COPPA', 'US rules on data of children under 13'),
  sectorRule('isFerpa', 'FERPA', 'US rules on students’ records'),
  standard('isJerichoForumCommandments', 'Jericho Forum', 'Security principles for networks without a perimeter'),
  sectorRule(
    'isPrivacyShield',
    'Privacy Shield',
    'Former framework for transfers of personal data from the EU to the US',
  ),
  choice(
    'compliance',
    'pciDssVersion',
    'PCI DSS',
    'Version of the payment card standard the provider is assessed against',
    { v1: 1, v2: 3, v3: 6, v3_1: 8, v3_2: 10, v3_2_1: 10, v4: 10, notSupported: 0 },
    { naAllowed: true },
  ),
  choice(
    'compliance',
    'fedRampLevel',
    'FedRAMP',
    'Highest impact level of a US federal authorisation of this service, not of a separate government edition',
    { high: 10, moderate: 8, low: 6, liSaaS: 4, notSupported: 0 },
    { naAllowed: true },
  ),
  choice(
    'compliance',
    'csaStarLevel',
    'CSA STAR',
    'Entry in the Cloud Security Alliance’s registry',
    { continuousMonitoring: 10, certification: 8, attestation: 8, cStarAssessment: 8, selfAssessment: 5, none: 0 },
    { naAllowed: true },
  ),
  standard('isIso42001', 'ISO 42001', 'Certified management system for artificial intelligence'),
  standard('isC5', 'BSI C5', 'German attestation of cloud security controls'),
  sectorRule('isEns', 'ENS', 'Spanish national security scheme for public bodies’ suppliers'),
  sectorRule('isIrap', 'IRAP', 'Australian assessment for government data'),
  standard(
    'isEuCloudCodeOfConduct',
    'EU Cloud Code of Conduct',
    'Adherence to the approved GDPR code for cloud providers',
  ),
  sectorRule(
    'isDora',
    'DORA statement',
    'The provider states how it supports the EU Digital Operational Resilience Act',
  ),
  sectorRule('isNis2', 'NIS2 statement', 'The provider states how it meets the EU directive NIS2'),
  info(
    'compliance',
    'isSafeHarbor',
    'Safe Harbor',
    'EU–US framework struck down in 2015; kept for old records only',
    'flag',
    {
      naAllowed: true,
    },
  ),
];
