import { choice, type FactorDef, flag, info } from './factor-def.ts';

function gdpr(id: string, title: string, meaning: string): FactorDef {
  return flag('legal', `isGdpr${id}`, `GDPR: ${title}`, meaning, { naAllowed: true });
}

export const LEGAL_FACTORS: readonly FactorDef[] = [
  flag('legal', 'isDataOwnership', 'Data ownership', 'Users keep full ownership of what they upload'),
  flag('legal', 'isDmca', 'DMCA', 'Claims under the US Digital Millennium Copyright Act are handled'),
  choice('legal', 'dataRetentionPolicy', 'Data retention', 'What happens to data after the account ends', {
    deletedImmediately: 10,
    deletedWithinTwoWeeks: 9,
    deletedWithinOneMonth: 8,
    deletedWithinThreeMonths: 6,
    deletedWithinMoreThanThreeMonths: 4,
    dataRetained: 0,
  }),
  info('legal', 'gdprReadinessStatement', 'GDPR statement', 'Address of the provider’s statement on GDPR', 'url'),
  gdpr('RightToErasure', 'right to erasure', 'Personal data is deleted on request'),
  gdpr('ReportDataBreaches', 'breach notification', 'Breaches are reported within 72 hours'),
  gdpr('ImpactAssessment', 'impact assessment', 'Data protection impact assessments are made'),
  gdpr('SecureCrossBorderDataTransfer', 'cross-border transfer', 'Data leaves the EU only under safeguards'),
  gdpr('DataProtectionOfficer', 'data protection officer', 'A data protection officer is appointed'),
  gdpr('RightToObject', 'right to object', 'People can object to processing'),
  gdpr('RightToAccess', 'right of access', 'People can see the data held on them'),
  gdpr('RightToDataPortability', 'data portability', 'People can take their data elsewhere'),
  gdpr('RightToBeInformed', 'right to be informed', 'People are told what is done with their data'),
  gdpr('RightToRestrictionOfProcessing', 'restriction of processing', 'People can have processing restricted'),
  gdpr(
    'RightsRelatedToAutomatedDecisionMaking',
    'automated decisions',
    'People can contest decisions made by machines alone',
  ),
  gdpr('LawfulBasisForProcessing', 'lawful basis', 'A lawful basis is named for each processing'),
  gdpr('RightToRectification', 'right to rectification', 'Wrong data is corrected within one month'),
  flag(
    'legal',
    'isTrainsAiOnCustomerData',
    'Trains AI on customer data',
    'Customers’ content is used to train models unless they object',
    { good: false },
  ),
  flag(
    'legal',
    'isDataResidencyOptions',
    'Data residency options',
    'Customers can choose the region that keeps their data',
  ),
  flag(
    'legal',
    'isSubprocessorsListed',
    'Sub-processors listed',
    'The provider publishes the list of its sub-processors',
  ),
  choice('legal', 'accountDeletion', 'Account deletion', 'How hard it is for a user to delete an account', {
    easy: 10,
    medium: 6,
    hard: 3,
    impossible: 0,
  }),
];
