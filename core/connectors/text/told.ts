/** Sentences that name nobody by a word of their own: what happened, and where in them who did it from where. */
export const TOLD: readonly (readonly [act: string, outcome: string, pattern: RegExp])[] = [
  ['FAILED SU', 'failure', /^FAILED SU \(to (?<target>[^)]{1,128})\) (?<user>\S{1,128}) on /],
  ['su', 'success', /^\(to (?<target>[^)]{1,128})\) (?<user>\S{1,128}) on /],
  ['su', 'success', /^Successful su for (?<target>\S{1,128}) by (?<user>\S{1,128})/],
  ['FAILED SU', 'failure', /^FAILED su for (?<target>\S{1,128}) by (?<user>\S{1,128})/],
  [
    'SASL login',
    'success',
    /^\w{1,40}: client=\S{0,255}\[(?<ip>[0-9a-fA-F.:]{2,45})\], sasl_method=\w{1,40}, sasl_username=(?<user>[^\s,]{1,256})/,
  ],
  [
    'login',
    'success',
    /^(?:\[pid \d{1,10}\] )?\[(?<user>[^\]]{1,128})\] OK LOGIN: Client "(?:::ffff:)?(?<ip>[0-9a-fA-F.:]{2,45})"/,
  ],
  [
    'login failed',
    'failure',
    /^(?:\[pid \d{1,10}\] )?\[(?<user>[^\]]{1,128})\] FAIL LOGIN: Client "(?:::ffff:)?(?<ip>[0-9a-fA-F.:]{2,45})"/,
  ],
  ['login failed', 'failure', /\bCannot login (?<user>[^\s@]{1,128})@(?<ip>[0-9a-fA-F.:]{2,45})/],
  [
    'Peer Connection Initiated',
    'success',
    /^(?:\S{1,64} )?\[(?<user>[^\]]{1,128})\] Peer Connection Initiated with \[AF_INET6?\](?<ip>[0-9.]{7,15})/,
  ],
  [
    'session terminated',
    'success',
    /\b[Ss]ession (?:\S{1,40} )?(?:for|of) user ["'[]?(?<user>[^\s"'\]]{1,128})["'\]]? from (?<ip>[0-9a-fA-F.:]{2,45}) (?:was |has been )?(?:terminated|closed|ended|expired)/,
  ],
  [
    'login success',
    'success',
    /\blogin success \[.{0,300}\[IP\|(?<ip>[0-9a-fA-F.:]{2,45})\|.{0,100}\[login\|(?<user>[^\]|]{1,128})\]/,
  ],
  [
    'login failure',
    'failure',
    /\blogin failure \[.{0,600}\[IP\|(?<ip>[0-9a-fA-F.:]{2,45})\|.{0,100}\[login\|(?<user>[^\]|]{1,128})\]/,
  ],
  [
    'ACCEPTED LOGIN',
    'success',
    /\[ACCEPTED LOGIN\].{0,100}\bfor client : (?<user>[^\s/]{1,128}) ?\/ ?(?<ip>[0-9a-fA-F.:]{2,45})/,
  ],
  [
    'DENIED LOGIN',
    'failure',
    /\[DENIED LOGIN\].{0,100}\bfor client : (?<user>[^\s/]{1,128}) ?\/ ?(?<ip>[0-9a-fA-F.:]{2,45})/,
  ],
  [
    'AAA_ACCOUNTING_MESSAGE',
    'success',
    /%AAA-6-AAA_ACCOUNTING_MESSAGE: update:(?<ip>[0-9a-fA-F.:]{2,45})@[^:]{1,60}:(?<user>[^:]{1,128}):(?<command>.{1,1000}) \(SUCCESS\)/,
  ],
  [
    'AAA_ACCOUNTING_MESSAGE',
    'failure',
    /%AAA-6-AAA_ACCOUNTING_MESSAGE: update:(?<ip>[0-9a-fA-F.:]{2,45})@[^:]{1,60}:(?<user>[^:]{1,128}):(?<command>.{1,1000}) \(FAILURE\)/,
  ],
  // HPE's iLO: `SSH login: ann - 192.0.2.1(DNS name not found).`
  [
    'login',
    'success',
    /\b(?:Browser|SSH|XML|REST|Web|Host REST|Remote console) login: (?<user>[^\s]{1,128}) - (?<ip>[0-9a-fA-F.:]{2,45})\(/,
  ],
  [
    'logout',
    'success',
    /\b(?:Browser|SSH|XML|REST|Web|Host REST|Remote console) logout: (?<user>[^\s]{1,128}) - (?<ip>[0-9a-fA-F.:]{2,45})\(/,
  ],
  [
    'EAP failed',
    'failure',
    /\bEAP method \w{1,40} failed for peer (?<user>[^\s,]{1,128})(?:, from (?<ip>[0-9a-fA-F.:]{2,45}))?/,
  ],
  // An ArubaOS switch: which session became a manager's or an operator's.
  [
    'SME session',
    'success',
    /\bSME (?:SSH|TELNET|WEB|CONSOLE)(?: Session)?(?: from (?<ip>[0-9a-fA-F.:]{2,45}))? - (?:MANAGER|OPERATOR) Mode/,
  ],
  ['Access denied', 'failure', /\bAccess denied for user '(?<user>[^']{1,128})'@'(?<ip>[^']{1,255})'/],
  // ZNC: `[ann] failed to login from 192.0.2.1`, `[ann] connected to ZNC from …`.
  [
    'failed to login',
    'failure',
    /(?:^|\] )\[(?<user>[^\]\s]{1,128})\] failed to login from (?<ip>[0-9a-fA-F.:]{2,45})$/,
  ],
  ['login', 'success', /(?:^|\] )\[(?<user>[^\]\s]{1,128})\] connected to ZNC from (?<ip>[0-9a-fA-F.:]{2,45})$/],
  ['logout', 'success', /(?:^|\] )\[(?<user>[^\]\s]{1,128})\] disconnected from ZNC from (?<ip>[0-9a-fA-F.:]{2,45})$/],
  // Murmur: `<8:ann(-1)> Rejected connection from 192.0.2.1:29761: Wrong certificate or password for existing user`.
  [
    'login failed',
    'failure',
    /<\d{1,10}:(?<user>[^<>]{1,128})\(-?\d{1,10}\)> Rejected connection from \[?(?<ip>[0-9a-fA-F.:]{2,45}?)\]?:\d{1,5}: (?:Invalid server password|Wrong certificate or password)/,
  ],
  ['login failed', 'failure', /^user denied: (?<user>\S{1,128}) \([^)]{1,60}\) from (?<ip>[0-9a-fA-F.:]{2,45})/],
  // xrdp writes a name as it was typed, and the address last: what stands in the name is no address.
  [
    'login failed',
    'failure',
    /\bAUTHFAIL: user=(?<user>\S{1,128})(?: .{0,500})? ip=(?:::ffff:)?(?<ip>[0-9a-fA-F.:]{2,45}) time=\d{1,12}$/,
  ],
  ['login failed', 'failure', /\bIncorrect password supplied for LDAP DN "(?:CN|cn|UID|uid)=(?<user>[^,"]{1,128})/],
  ['BIND', '', /^conn=\d{1,20} op=\d{1,10} BIND dn="(?:CN|cn|UID|uid)=(?<user>[^,"]{1,128})[^"]{0,1000}" method=/],
];
