import { age, choice, type FactorDef, flag, info } from './factor-def.ts';

const HEADERS = 'isHttpSecurityHeaders';
const PASSWORDS = 'isPasswordPolicy';
/** Two sides of one question in the specification; as a group they are not counted twice. */
const ANONYMITY = 'isRequiresUserAuthentication';

function header(id: string, name: string): FactorDef {
  return flag('security', `${HEADERS}${id}`, `HTTP header ${name}`, `Responses carry ${name}`, {
    group: HEADERS,
    share: 1 / 5,
  });
}

function passwordRule(id: string, title: string, meaning: string): FactorDef {
  return flag('security', `${PASSWORDS}${id}`, `Password policy: ${title}`, meaning, {
    group: PASSWORDS,
    share: 1 / 5,
  });
}

export const SECURITY_FACTORS: readonly FactorDef[] = [
  age(
    'security',
    'latestBreachDateTime',
    'Latest breach',
    'Most recent incident that exposed protected data owned by the app',
    'date',
    [
      { atLeast: 5, points: 8 },
      { atLeast: 3, points: 6 },
      { atLeast: 1, points: 3 },
      { atLeast: 0, points: 0 },
    ],
    10,
  ),
  choice(
    'security',
    'dataAtRestEncryptionMethod',
    'Data-at-rest encryption',
    'How stored data is encrypted',
    { aes: 10, bitLocker: 10, rsA: 10, blowfish: 6, des3: 6, des: 2, rc4: 2, notSupported: 0 },
    { naAllowed: true },
  ),
  flag(
    'security',
    'isMultiFactorAuthentication',
    'Multi-factor authentication',
    'Users can sign in with a second factor',
  ),
  flag('security', 'isIpAddressRestriction', 'IP address restriction', 'Access can be limited to chosen addresses'),
  flag('security', 'isUserAuditTrail', 'User audit trail', 'Users’ actions are recorded per user'),
  flag('security', 'isAdminAuditTrail', 'Admin audit trail', 'Administrators’ actions are recorded'),
  flag('security', 'isDataAuditTrail', 'Data audit trail', 'Access to and changes of data are recorded'),
  flag('security', 'isUserCanUploadData', 'User can upload data', 'Users can send files to the app', { good: false }),
  flag('security', 'isDataClassification', 'Data classification', 'Uploaded data can be classified'),
  flag('security', 'isRememberPassword', 'Remember password', 'The app keeps users’ passwords for later sign-ins', {
    good: false,
  }),
  flag('security', 'isUserRolesSupport', 'User roles', 'Roles and levels of permission can be given'),
  flag('security', 'isFileSharing', 'File sharing', 'Users can share files with others', { good: false }),
  flag('security', 'isValidCertificateName', 'Valid certificate name', 'The certificate names the host it serves'),
  flag('security', 'isTrustedCertificate', 'Trusted certificate', 'The certificate’s chain ends in a trusted root'),
  choice(
    'security',
    'tlsEncryptionProtocol',
    'Encryption protocol',
    'Best TLS version the app offers',
    { tls1_3: 10, tls1_2: 10, tls1_1: 4, tls1_0: 2, ssl3: 0, notSupported: 0 },
    { naAllowed: true },
  ),
  flag('security', 'heartbleedPatched', 'Heartbleed patched', 'Servers are safe from Heartbleed (CVE-2014-0160)'),
  header('ContentSecurityPolicy', 'Content-Security-Policy'),
  header('StrictTransportSecurity', 'Strict-Transport-Security'),
  header('XContentTypeOptions', 'X-Content-Type-Options'),
  header('XFrameOptions', 'X-Frame-Options'),
  header('XXssProtection', 'X-XSS-Protection'),
  flag('security', 'isSupportsSaml', 'SAML single sign-on', 'Users can sign in through SAML'),
  flag('security', 'drownProtected', 'Protected against DROWN', 'Servers are safe from DROWN (CVE-2016-0800)'),
  flag('security', 'isPenetrationTesting', 'Penetration testing', 'The provider has its service tested for weaknesses'),
  flag('security', 'isRequiresUserAuthentication', 'Requires sign-in', 'The app cannot be used without signing in', {
    group: ANONYMITY,
    share: 1 / 2,
  }),
  passwordRule('PasswordLengthLimit', 'length', 'Passwords have a least length'),
  passwordRule('CharacterCombination', 'characters', 'Passwords must combine kinds of characters'),
  passwordRule('ChangePasswordPeriod', 'change period', 'Passwords must be changed after a time'),
  passwordRule('PasswordHistoryAndReuse', 'history', 'Old passwords cannot be used again'),
  passwordRule('PersonalInformationUse', 'personal information', 'Passwords may not contain personal information'),
  flag(
    'security',
    'isEnforceTransportEncryption',
    'Enforces transport encryption',
    'The app is reachable over HTTPS only',
  ),
  flag('security', 'isAnonymousUsage', 'Anonymous use', 'The app can be used without an account', {
    good: false,
    group: ANONYMITY,
    share: 1 / 2,
  }),
  flag('security', 'isScim', 'SCIM provisioning', 'Accounts can be created and removed through SCIM (RFC 7644)'),
  flag('security', 'isPasskeys', 'Passkeys', 'Users can sign in with passkeys or security keys (WebAuthn)'),
  flag(
    'security',
    'isCustomerManagedKeys',
    'Bring your own key',
    'Customers can hold the keys that encrypt their data',
  ),
  flag(
    'security',
    'isRemoteAccessTool',
    'Remote access tool',
    'The app gives control of a computer from afar, which intruders use too',
    { good: false },
  ),
  info('security', 'isDisposableMail', 'Disposable mail', 'Hands out mail addresses that last for minutes', 'flag'),
  info(
    'security',
    'linkShortenerHosts',
    'Link shortener hosts',
    'Hosts of the app that shorten addresses: where a request to them leads is not to be seen',
    'list',
  ),
  // What a probe sees beside the scored factors.
  info('security', 'isSecurityTxt', 'security.txt', 'The site says how to report weaknesses (RFC 9116)', 'flag'),
  info('security', 'isCaaRecord', 'CAA record', 'The domain says who may issue its certificates (RFC 8659)', 'flag'),
  info('security', 'isMtaSts', 'MTA-STS', 'Mail to the domain is to be sent encrypted (RFC 8461)', 'flag'),
  info('security', 'isDnssec', 'DNSSEC', 'The domain’s zone is signed (RFC 4034)', 'flag'),
  info('security', 'certificateExpiry', 'Certificate expiry', 'Last day of the host’s certificate', 'date'),
  info('security', 'oldTlsVersions', 'Old TLS versions', 'The server still agrees to TLS 1.0 or 1.1', 'flag'),
  info(
    'security',
    'breachHistory',
    'Breach history',
    'Incidents that exposed protected data: year or month, a colon, and who reports it',
    'list',
  ),
];
