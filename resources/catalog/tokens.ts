/**
 * The short words that authored files use for factor values, e.g. `mfa saml !anon pci=v4 founded=2007`.
 * `!word` says "no", `word=value` gives a value, `word=na` says "does not apply", a full factor id always works.
 */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  datacenter: ['dataCenters'],
  hosting: ['hostingCompany'],
  datatypes: ['dataTypes'],
  genai: ['isGenerativeAi'],
  popularity: ['consumerPopularity'],
  terms: ['termsOfServiceUrl'],
  privacy: ['privacyPolicyUrl'],
  logon: ['logonUrls'],
  registered: ['domainRegistrationDateTime'],
  dr: ['isDisasterRecoveryPlan'],
  breach: ['latestBreachDateTime'],
  // Year or month, a colon, the source: `breaches=2012:haveibeenpwned.com,2022-08`.
  breaches: ['breachHistory'],
  atrest: ['dataAtRestEncryptionMethod'],
  mfa: ['isMultiFactorAuthentication'],
  ip: ['isIpAddressRestriction'],
  audit: ['isUserAuditTrail', 'isAdminAuditTrail'],
  useraudit: ['isUserAuditTrail'],
  adminaudit: ['isAdminAuditTrail'],
  dataaudit: ['isDataAuditTrail'],
  upload: ['isUserCanUploadData'],
  share: ['isFileSharing'],
  classify: ['isDataClassification'],
  roles: ['isUserRolesSupport'],
  tls: ['tlsEncryptionProtocol'],
  saml: ['isSupportsSaml'],
  pentest: ['isPenetrationTesting'],
  auth: ['isRequiresUserAuthentication'],
  anon: ['isAnonymousUsage'],
  https: ['isEnforceTransportEncryption'],
  remember: ['isRememberPassword'],
  cert: ['isValidCertificateName'],
  trusted: ['isTrustedCertificate'],
  drown: ['drownProtected'],
  heartbleed: ['heartbleedPatched'],
  scim: ['isScim'],
  passkeys: ['isPasskeys'],
  byok: ['isCustomerManagedKeys'],
  remoteTool: ['isRemoteAccessTool'],
  disposable: ['isDisposableMail'],
  shortens: ['linkShortenerHosts'],
  csp: ['isHttpSecurityHeadersContentSecurityPolicy'],
  nosniff: ['isHttpSecurityHeadersXContentTypeOptions'],
  frame: ['isHttpSecurityHeadersXFrameOptions'],
  xss: ['isHttpSecurityHeadersXXssProtection'],
  hsts: ['isHttpSecurityHeadersStrictTransportSecurity'],
  pwlength: ['isPasswordPolicyPasswordLengthLimit'],
  pwchars: ['isPasswordPolicyCharacterCombination'],
  pwchange: ['isPasswordPolicyChangePasswordPeriod'],
  pwhistory: ['isPasswordPolicyPasswordHistoryAndReuse'],
  pwpersonal: ['isPasswordPolicyPersonalInformationUse'],
  iso27001: ['isIso27001'],
  iso27017: ['isIso27017'],
  iso27018: ['isIso27018'],
  iso27002: ['isIso27002'],
  iso42001: ['isIso42001'],
  c5: ['isC5'],
  ens: ['isEns'],
  irap: ['isIrap'],
  eucoc: ['isEuCloudCodeOfConduct'],
  dora: ['isDora'],
  nis2: ['isNis2'],
  soc1: ['isSoc1'],
  soc2: ['isSoc2'],
  soc3: ['isSoc3'],
  hipaa: ['isHipaa'],
  hitrust: ['isHitrustCsf'],
  ferpa: ['isFerpa'],
  coppa: ['isCoppa'],
  finra: ['isFinra'],
  itar: ['isItar'],
  fisma: ['isFisma'],
  sox: ['isSox'],
  glba: ['isGlba'],
  ffiec: ['isFfiec'],
  sp80053: ['isSp80053'],
  isae3402: ['isIsae3402'],
  ssae16: ['isSsae16'],
  gaap: ['isGaap'],
  gapp: ['isGapp'],
  cobit: ['isCobit'],
  jericho: ['isJerichoForumCommandments'],
  safeharbor: ['isSafeHarbor'],
  shield: ['isPrivacyShield'],
  pci: ['pciDssVersion'],
  fedramp: ['fedRampLevel'],
  star: ['csaStarLevel'],
  own: ['isDataOwnership'],
  dmca: ['isDmca'],
  retention: ['dataRetentionPolicy'],
  trainsAi: ['isTrainsAiOnCustomerData'],
  residency: ['isDataResidencyOptions'],
  subprocessors: ['isSubprocessorsListed'],
  deletion: ['accountDeletion'],
  gdprpage: ['gdprReadinessStatement'],
  erasure: ['isGdprRightToErasure'],
  notify: ['isGdprReportDataBreaches'],
  dpia: ['isGdprImpactAssessment'],
  transfer: ['isGdprSecureCrossBorderDataTransfer'],
  object: ['isGdprRightToObject'],
  access: ['isGdprRightToAccess'],
  portability: ['isGdprRightToDataPortability'],
  informed: ['isGdprRightToBeInformed'],
  restriction: ['isGdprRightToRestrictionOfProcessing'],
  automated: ['isGdprRightsRelatedToAutomatedDecisionMaking'],
  lawful: ['isGdprLawfulBasisForProcessing'],
  rectification: ['isGdprRightToRectification'],
  dpo: ['isGdprDataProtectionOfficer'],
  // The rights a privacy policy written for the GDPR lists.
  rights: [
    'isGdprRightToErasure',
    'isGdprRightToObject',
    'isGdprRightToAccess',
    'isGdprRightToDataPortability',
    'isGdprRightToBeInformed',
    'isGdprRightToRestrictionOfProcessing',
    'isGdprLawfulBasisForProcessing',
    'isGdprRightToRectification',
  ],
};

/** Values that stand for longer ones. */
const VALUES: Readonly<Record<string, string>> = {
  na: 'notApplicable',
  '1.2': 'tls1_2',
  '1.3': 'tls1_3',
  self: 'selfAssessment',
  li: 'liSaaS',
};

export type TokenValue = boolean | string | number | readonly string[];

/** Reads one line of words into factor values. @throws Error for an empty value. */
export function readTokens(text: string, isList: (id: string) => boolean): readonly (readonly [string, TokenValue])[] {
  return text
    .split(' ')
    .filter((token) => token !== '')
    .flatMap((token) => {
      const no = token.startsWith('!');
      const equals = token.indexOf('=');
      const word = token.slice(no ? 1 : 0, equals < 0 ? undefined : equals);
      const ids = WORDS[word] ?? [word];
      const raw = equals < 0 ? null : token.slice(equals + 1);
      if (raw === '') throw new Error(`"${token}" has no value`);
      return ids.map((id): readonly [string, TokenValue] => [id, raw === null ? !no : readValue(raw, isList(id))]);
    });
}

function readValue(raw: string, list: boolean): TokenValue {
  if (list) return raw.split(',');
  if (/^\d{4}$/.test(raw) || /^\d{1,2}$/.test(raw)) return Number(raw);
  return VALUES[raw] ?? raw;
}
