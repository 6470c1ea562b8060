/** Logs, snapshots and lists of which every field that a writer of logs chooses is hostile to whoever shows it. */

/** Everything that a screen or a terminal would obey, in one text: it turns, hides, colours, breaks and ends what stands around it. */
const OBEYED =
  ' \u202efdp\u2066\u2067x\u200by\u00ad\ufeff\u{e0041} \u001b[31m\u001b]8;;http://files.example.com\u0007 \u0000\u0008\u007f\u0085\u2028 \ud800 a\rb\nc';

/** What a field may carry, by whom it is aimed at. */
export const HOSTILE_VALUES: Readonly<Record<string, string>> = {
  markup: `"></title><script>window.scriptRan=1</script><img src=x onerror="window.scriptRan=1"><svg/onload=window.scriptRan=1>${OBEYED}`,
  formula: `=HYPERLINK("http://files.example.com";"x")${OBEYED}`,
  tab: '\t=1+1',
  at: '@SUM(A1:A9)',
  minus: "-2+3+cmd|'/C calc'!A0",
  fullWidth: '＝1+1',
  shell: "'; touch /tmp/ran; '$(touch /tmp/ran)`touch /tmp/ran`\u2019; Remove-Item x; \u2018$(Remove-Item x)\"",
  address: 'javascript:window.scriptRan=1//{user} %s %00\uffff',
  prototype: '__proto__',
  override: 'invoice\u202efdp.exe',
  long: `+${'n'.repeat(100_000)}`,
};

const VALUES = Object.values(HOSTILE_VALUES);
const START = Date.UTC(2026, 2, 4, 9);
const time = (at: number): string => new Date(START + at * 1000).toISOString();

/** One object per line, as JSON escapes it: nothing hostile is left to the file itself. */
const lines = (records: readonly object[]): string => records.map((one) => `${JSON.stringify(one)}\n`).join('');

/** Audit records of Microsoft 365: sign-ins, shared files, grants, rules, roles; each value in every field of each. */
export const microsoft365 = lines(
  VALUES.flatMap((value, at) => {
    const record = (operation: string, workload: string, more: object, n: number): object => ({
      CreationTime: time(at * 10 + n).slice(0, 19),
      Id: `70000000-0000-4000-8000-${String(at * 10 + n).padStart(12, '0')}`,
      Operation: operation,
      Workload: workload,
      UserId: value,
      UserKey: value,
      UserType: 0,
      ClientIP: n % 2 === 0 ? '192.0.2.9' : value,
      UserAgent: value,
      OrganizationId: value,
      CorrelationId: value,
      SessionId: value,
      ...more,
    });
    const file = { SourceFileName: value, ObjectId: value, ItemType: 'File', SiteUrl: value, SourceRelativeUrl: value };
    return [
      record(
        'UserLoggedIn',
        'AzureActiveDirectory',
        {
          ResultStatus: value,
          ExtendedProperties: [{ Name: value, Value: value }],
          DeviceProperties: [
            { Name: 'OS', Value: value },
            { Name: 'DisplayName', Value: value },
          ],
        },
        0,
      ),
      record(
        'AnonymousLinkCreated',
        'OneDrive',
        { ...file, EventData: value, TargetUserOrGroupName: value, TargetUserOrGroupType: 'Guest' },
        1,
      ),
      record('FileDownloaded', 'SharePoint', { ...file, ItemType: value }, 2),
      record(
        'Consent to application.',
        'AzureActiveDirectory',
        {
          ObjectId: value,
          Target: [{ ID: value, Type: 1 }],
          ModifiedProperties: [
            {
              Name: 'ConsentAction.Permissions',
              NewValue: `[] => [[Scope: ${value} Mail.ReadWrite, CreatedDateTime ]]`,
            },
            { Name: value, NewValue: value, OldValue: value },
          ],
        },
        3,
      ),
      record(
        'New-InboxRule',
        'Exchange',
        {
          ObjectId: value,
          Parameters: [
            { Name: 'ForwardTo', Value: value },
            { Name: 'Name', Value: value },
          ],
        },
        4,
      ),
      record(
        'Add member to role.',
        'AzureActiveDirectory',
        { Target: [{ ID: value, Type: 5 }], ModifiedProperties: [{ Name: 'Role.DisplayName', NewValue: value }] },
        5,
      ),
      record(value, value, file, 6),
    ];
  }),
);

export const okta = lines(
  VALUES.map((value, at) => ({
    uuid: `0a0c0de-1111-4222-8333-${String(at).padStart(12, '0')}`,
    published: time(at),
    eventType: at % 2 === 0 ? 'user.session.start' : 'app.oauth2.as.consent.grant',
    version: '0',
    severity: 'INFO',
    displayMessage: value,
    actor: { id: value, type: 'User', alternateId: value, displayName: value },
    client: {
      userAgent: { rawUserAgent: value, os: value, browser: value },
      device: value,
      ipAddress: '192.0.2.15',
      geographicalContext: { city: value, state: value, country: value },
    },
    authenticationContext: { externalSessionId: value },
    outcome: { result: 'FAILURE', reason: value },
    debugContext: { debugData: { requestId: value, [value]: value } },
    securityContext: { asOrg: value, isp: value },
    target: [{ id: value, type: 'AppInstance', alternateId: value, displayName: value }],
  })),
);

export const google = lines(
  VALUES.flatMap((value, at) => {
    const record = (applicationName: string, n: number, name: string, parameters: readonly object[]): object => ({
      kind: 'admin#reports#activity',
      id: { time: time(at), uniqueQualifier: `${at * 10 + n}`, applicationName, customerId: value },
      actor: { callerType: 'USER', email: value, profileId: value },
      ipAddress: '198.51.100.20',
      events: [{ type: 'acl_change', name, parameters }],
    });
    return [
      record('drive', 0, 'change_document_visibility', [
        { name: 'primary_event', boolValue: true },
        { name: 'doc_id', value },
        { name: 'doc_title', value },
        { name: 'doc_type', value },
        { name: 'owner', value },
        { name: 'visibility', value: 'people_with_link' },
        { name: 'old_value', multiValue: [value] },
        { name: 'new_value', multiValue: ['people_with_link'] },
      ]),
      record('token', 1, 'authorize', [
        { name: 'client_id', value },
        { name: 'app_name', value },
        { name: 'client_type', value },
        { name: 'scope', multiValue: [value, 'https://mail.google.com/'] },
      ]),
    ];
  }),
);

/** Traffic to real-looking and to hostile hosts, with a user and an agent that are hostile. */
export const traffic = lines(
  VALUES.flatMap((value, at) =>
    ['files.example.com', 'www.dropbox.com', value].map((domain, n) => ({
      '@timestamp': time(at * 3 + n),
      ecs: { version: '8.0' },
      event: { category: ['network'], dataset: value, action: value },
      source: { ip: '10.0.0.5', port: 50_000, bytes: 120 },
      destination: { ip: '192.0.2.10', port: 443, bytes: 4500, domain },
      url: { domain, full: `https://${domain}/${value}`, path: value },
      user: { name: value, domain: value },
      user_agent: { original: value },
      host: { name: value, hostname: value },
      observer: { name: value },
    })),
  ),
);

const SNAPSHOTS: Readonly<Record<string, (value: string, at: number) => object>> = {
  'users.json': (value, at) => ({
    id: `${value}${at}`,
    userPrincipalName: value,
    displayName: value,
    mail: value,
    department: value,
    jobTitle: value,
    accountEnabled: true,
    manager: { displayName: value },
    memberOf: [{ displayName: value }],
  }),
  'applications.json': (value, at) => ({
    id: `${value}${at}`,
    appId: value,
    displayName: value,
    publisherName: value,
    servicePrincipalType: 'Application',
    replyUrls: [value],
    verifiedPublisher: { displayName: value },
  }),
};

/** State of a tenant, by the name of its file. */
export const snapshots: readonly { readonly name: string; readonly text: string }[] = Object.entries(SNAPSHOTS).map(
  ([name, make]) => ({ name, text: JSON.stringify({ value: VALUES.map(make) }) }),
);

const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');

/** A directory that knows the users of the logs, by hostile names. */
export const directory = csv([
  ['UserPrincipalName', 'mail', 'displayName', 'department', 'manager', 'groups'],
  ...VALUES.map((value) => Array.from({ length: 6 }, () => value)),
]);
