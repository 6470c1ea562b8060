/** In: planned events. Out: each provider's own records of them, in the shapes that its exports really have. */
import { scatter } from '../random.ts';
import type { Person } from '../world/people.ts';
import type { SampleApp, SampleEvent } from './plan.ts';

const DOMAIN = 'example.com';
export const TENANT = '11111111-aaaa-4bbb-8ccc-00000000c0de';
export const MAIL_APP = '7c0ffee0-0000-4000-8000-00000000bacc';

export const mail = (account: string): string => `${account}@${DOMAIN}`;

/** Eight hexadecimal digits of a number. */
const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');

/** An id that is the same for the same event, of whatever file. */
function guid({ timeMs, person, session }: SampleEvent, salt: number): string {
  const low = hex(scatter(timeMs % 4_294_967_296) ^ salt);
  const who = hex(scatter(person.index + salt * 31));
  return `${low}-${who.slice(0, 4)}-4${who.slice(5, 8)}-8${hex(session).slice(0, 3)}-${hex(Math.floor(timeMs / 65_536))}${hex(session).slice(4)}`;
}

export function displayName({ account }: Person): string {
  return account
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}

export const userId = (person: Person): string => `a11ce000-0000-4000-8000-${hex(scatter(person.index))}0000`;
const iso = (timeMs: number): string => new Date(timeMs).toISOString();

type Writer = (event: SampleEvent, at: number) => object;

/** Workloads and record types of the unified audit log. */
const M365: Partial<Readonly<Record<SampleApp, readonly [workload: string, recordType: number]>>> = {
  entra: ['AzureActiveDirectory', 15],
  exchange: ['Exchange', 1],
  sharepoint: ['SharePoint', 6],
  onedrive: ['OneDrive', 6],
  teams: ['MicrosoftTeams', 25],
};

const isSignIn = ({ operation }: SampleEvent): boolean => operation.startsWith('UserLog');

/** A record of the Office 365 Management Activity API. */
function m365(event: SampleEvent, at: number): object {
  const { app, operation, person, place, userAgent, success, object, target } = event;
  const [workload, recordType] = M365[app] ?? ['Other', 0];
  const shared = {
    CreationTime: iso(event.timeMs).slice(0, 19),
    Id: guid(event, 3 + at),
    Operation: operation,
    OrganizationId: TENANT,
    RecordType: recordType,
    UserKey: userId(person),
    UserType: operation === 'Reset user password.' || operation.endsWith('group.') ? 2 : 0,
    Version: 1,
    Workload: workload,
    UserId: mail(person.account),
    ClientIP: place.ip,
    ResultStatus: success ? 'Success' : 'Failed',
  };
  if (isSignIn(event)) {
    return {
      ...shared,
      ExtendedProperties: [
        { Name: 'UserAgent', Value: userAgent },
        { Name: 'RequestType', Value: 'OAuth2:Authorize' },
      ],
      DeviceProperties: [{ Name: 'SessionId', Value: guid(event, 1) }],
      InterSystemsId: guid(event, 2),
      IntraSystemId: guid(event, 0),
      ...(success ? {} : { LogonError: 'InvalidUserNameOrPassword' }),
    };
  }
  if (app === 'sharepoint' || app === 'onedrive') {
    const site =
      app === 'onedrive'
        ? `https://example-my.sharepoint.com/personal/${person.account.replace('.', '_')}`
        : `https://example.sharepoint.com/sites/${person.departmentName.replaceAll(' ', '')}`;
    return {
      ...shared,
      ItemType: 'File',
      SiteUrl: `${site}/`,
      SourceRelativeUrl: 'Documents',
      SourceFileName: object,
      SourceFileExtension: object.slice(object.lastIndexOf('.') + 1),
      ObjectId: `${site}/Documents/${object}`,
      UserAgent: userAgent,
      EventSource: 'SharePoint',
    };
  }
  if (operation === 'New-InboxRule') {
    return {
      ...shared,
      ClientIP: `${place.ip}:51022`,
      ResultStatus: 'True',
      ObjectId: `${person.account}\\${object}`,
      Parameters: [
        { Name: 'Name', Value: object },
        { Name: 'SubjectOrBodyContainsWords', Value: 'invoice;payment;security' },
        { Name: 'MoveToFolder', Value: 'RSS Feeds' },
        { Name: 'MarkAsRead', Value: 'True' },
      ],
    };
  }
  if (operation === 'MailItemsAccessed') {
    const items = Array.from({ length: 2 + (at % 5) }, (_, item) => ({
      InternetMessageId: `<${hex(scatter(at * 31 + item))}@${DOMAIN}>`,
      SizeInBytes: 4_000 + (scatter(at * 17 + item) % 180_000),
    }));
    return {
      ...shared,
      RecordType: 50,
      ResultStatus: 'Succeeded',
      ClientAppId: MAIL_APP,
      ClientInfoString: `Client=REST;${userAgent}`,
      MailboxOwnerUPN: mail(person.account),
      OperationProperties: [{ Name: 'MailAccessType', Value: 'Bind' }],
      Folders: [{ Path: '\\Inbox', FolderItems: items }],
      OperationCount: items.length,
    };
  }
  if (operation.startsWith('Consent')) {
    return {
      ...shared,
      RecordType: 8,
      ObjectId: MAIL_APP,
      Target: [
        { ID: target, Type: 1 },
        { ID: MAIL_APP, Type: 2 },
      ],
      ModifiedProperties: [
        { Name: 'ConsentContext.IsAdminConsent', NewValue: 'False', OldValue: '' },
        {
          Name: 'ConsentAction.Permissions',
          NewValue:
            '[] => [[Id: 1, ClientId: x, ConsentType: Principal, Scope: Mail.ReadWrite offline_access User.Read]]',
          OldValue: '',
        },
      ],
      ActorIpAddress: place.ip,
    };
  }
  if (app === 'entra')
    return { ...shared, RecordType: 8, ObjectId: mail(target), Target: [{ ID: mail(target), Type: 5 }] };
  return shared;
}

/** A sign-in of Microsoft Graph. Its id is the request that the unified audit log names too. */
function entra(event: SampleEvent): object {
  const { person, place, userAgent, success } = event;
  return {
    id: guid(event, 0),
    createdDateTime: iso(event.timeMs),
    userDisplayName: displayName(person),
    userPrincipalName: mail(person.account),
    userId: userId(person),
    appId: '4345a7b9-9a63-4910-a426-35363201d503',
    appDisplayName: 'Office 365',
    resourceDisplayName: 'Office 365 SharePoint Online',
    ipAddress: place.ip,
    clientAppUsed: 'Browser',
    userAgent,
    correlationId: guid(event, 2),
    sessionId: guid(event, 1),
    isInteractive: true,
    conditionalAccessStatus: success ? 'success' : 'notApplied',
    authenticationRequirement: 'singleFactorAuthentication',
    status: success
      ? { errorCode: 0, failureReason: 'Other.' }
      : { errorCode: 50_126, failureReason: 'Error validating credentials due to invalid username or password.' },
    deviceDetail: place.country === 'ZA' ? {} : { displayName: person.device, isCompliant: true, isManaged: true },
    location: {
      city: place.city,
      countryOrRegion: place.country,
      geoCoordinates: { latitude: place.latitude, longitude: place.longitude },
    },
  };
}

function okta(event: SampleEvent, at: number): object {
  const { person, place, operation, success, target, userAgent } = event;
  const isApp = operation === 'user.authentication.sso';
  return {
    uuid: guid(event, 5 + at),
    published: iso(event.timeMs),
    eventType: operation,
    version: '0',
    severity: success ? 'INFO' : 'WARN',
    displayMessage: operation,
    actor: {
      id: `00u${hex(scatter(person.index))}`,
      type: 'User',
      alternateId: mail(person.account),
      displayName: displayName(person),
    },
    client: {
      userAgent: { rawUserAgent: userAgent },
      device: 'Computer',
      ipAddress: place.ip,
      geographicalContext: { city: place.city, country: place.country },
    },
    authenticationContext: { externalSessionId: `102${hex(event.session)}` },
    outcome: success ? { result: 'SUCCESS' } : { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' },
    transaction: { type: 'WEB', id: `tx${hex(event.session)}${at}`, detail: {} },
    target:
      target === ''
        ? null
        : [
            isApp
              ? { id: '0oaoffice', type: 'AppInstance', alternateId: target, displayName: target }
              : { id: '00utarget', type: 'User', alternateId: mail(target), displayName: target },
          ],
  };
}

function google(event: SampleEvent, at: number): object {
  const { person, place, operation, object } = event;
  const isLogin = operation === 'login_success';
  return {
    kind: 'admin#reports#activity',
    id: {
      time: iso(event.timeMs),
      uniqueQualifier: `${scatter(person.index * 131 + at)}${at}`,
      applicationName: isLogin ? 'login' : 'drive',
      customerId: 'C0sample1',
    },
    actor: { callerType: 'USER', email: mail(person.account), profileId: String(scatter(person.index)) },
    ipAddress: place.ip,
    events: [
      isLogin
        ? { type: 'login', name: operation, parameters: [{ name: 'login_type', value: 'saml' }] }
        : {
            type: 'access',
            name: operation,
            parameters: [
              { name: 'doc_id', value: `1doc${hex(scatter(object.length * 7 + at))}` },
              { name: 'doc_title', value: object },
              { name: 'doc_type', value: 'document' },
              { name: 'owner', value: mail(person.account) },
              { name: 'visibility', value: 'people_within_domain_with_link' },
            ],
          },
    ],
  };
}

function salesforce(event: SampleEvent, at: number): object {
  const { person, place, operation, object, userAgent } = event;
  const id = `005${hex(scatter(person.index))}0001`;
  const time = iso(event.timeMs);
  return {
    EVENT_TYPE: operation,
    TIMESTAMP: `${time.slice(0, 19).replaceAll(/[-T:]/g, '')}${time.slice(19, 23)}`,
    TIMESTAMP_DERIVED: time,
    REQUEST_ID: `4ex-${hex(event.session)}-${at}`,
    ORGANIZATION_ID: '00D0000000SAMPL',
    USER_ID: id,
    USER_ID_DERIVED: `${id}AAA`,
    USER_NAME: mail(person.account),
    CLIENT_IP: place.ip,
    ...(operation === 'Login'
      ? { LOGIN_STATUS: 'LOGIN_NO_ERROR', SOURCE_IP: place.ip, BROWSER_TYPE: userAgent }
      : { REPORT_DESCRIPTION: object, REPORT_ID_DERIVED: `00O${hex(scatter(object.length))}AAA`, REQUEST_STATUS: 'S' }),
  };
}

function github(event: SampleEvent, at: number): object {
  const { person, place, operation, object, userAgent } = event;
  return {
    '@timestamp': event.timeMs,
    _document_id: `doc-${hex(event.session)}-${at}`,
    action: operation,
    actor: `${person.account.replaceAll('.', '-')}-example`,
    actor_id: 1_000 + person.index,
    actor_ip: place.ip,
    actor_location: { country_code: place.country },
    created_at: event.timeMs,
    operation_type: 'modify',
    org: 'example-org',
    org_id: 77,
    repo: object,
    user_agent: operation.startsWith('git.') ? 'git/2.45.2' : userAgent,
  };
}

/** A provider's export: its name, whose events it holds, and how a record is written. */
export const SAMPLE_EXPORTS: readonly {
  readonly name: string;
  readonly holds: (event: SampleEvent) => boolean;
  readonly write: Writer;
}[] = [
  // First, so that of a sign-in seen twice the record counts that says where it was.
  { name: 'entra-sign-ins.json', holds: isSignIn, write: entra },
  { name: 'm365-unified-audit-log.json', holds: ({ app }) => M365[app] !== undefined, write: m365 },
  { name: 'okta-system-log.json', holds: ({ app }) => app === 'okta', write: okta },
  { name: 'google-workspace-reports.json', holds: ({ app }) => app === 'google', write: google },
  { name: 'salesforce-event-log.json', holds: ({ app }) => app === 'salesforce', write: salesforce },
  { name: 'github-audit-log.json', holds: ({ app }) => app === 'github', write: github },
];
