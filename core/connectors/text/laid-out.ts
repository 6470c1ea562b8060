/** Lines whose fields have their place instead of a name: each product's layout, and the names that its documents give the places. */
import { FieldSet, type TextFields } from './fields.ts';

interface Layout {
  readonly pattern: RegExp;
  /** Of the pattern's groups, in order. */
  readonly names: readonly string[];
  /** Whose lines they are, where the names are plain ones that no connector of its own reads. */
  readonly product?: string;
}

const plain = (product: string, pattern: RegExp, names: string): Layout => ({
  product,
  pattern,
  names: names.split(' '),
});
const ADDRESS = '[0-9a-fA-F.:]{2,45}';

const LAYOUTS: readonly Layout[] = [
  // PingFederate, audit.log: `%d| tid| event| subject| ip| app| connectionid| protocol| host| role| status| adapterid| description| responsetime`.
  {
    pattern:
      /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) ?\| ?(tid:[^|]{0,100})\|([^|]{1,100})\|([^|]{0,1000})\|([^|]{0,100})\|([^|]{0,2000})\|([^|]{0,1000})\|([^|]{0,100})\|([^|]{0,300})\|([^|]{0,100})\|([^|]{0,100})\|([^|]{0,300})(?:\|([^|]{0,4000}))?/,
    names:
      'timestamp trackingid event subject ip app connectionid protocol pfhost role status adapterid description'.split(
        ' ',
      ),
  },
  // PingFederate, admin.log: `%d | user | roles | ip | component | event | eventdetailid | message`.
  {
    pattern:
      /^(\d{4}-\d\d-\d\d {1,2}\d{1,2}:\d\d:\d\d,\d{3}) \| ([^|]{0,300}) \| ([A-Za-z, ]{0,300}) \| ([0-9a-fA-F.:]{0,60}) \| ([^|]{0,200}) \| ([A-Z_ ]{1,80}) \| ([A-Z_ ]{1,80}) \| (.{0,4000})/,
    names: 'timestamp user roles ip component event eventdetailid message'.split(' '),
  },
  // Unified Access Gateway: `LOGIN_SUCCESS: SOURCE_IP_ADDR=192.0.2.1: USERNAME=admin: CHANGE=…`.
  plain(
    'vmware-unified-access-gateway',
    /UAG-AUDIT: ?.{0,200}? - ([A-Z_]{3,60}): SOURCE_IP_ADDR=([^ :]{1,100}|[0-9a-fA-F:]{2,45}): USERNAME=([^:\s]{1,128})(?:: (.{0,4000}))?/,
    'eventAction sourceIp userName details',
  ),
  // NIOS: `2026-03-05 09:03:00.415Z [admin]: Login_Allowed - - to=AdminConnector ip=192.0.2.1 auth=LOCAL …`, `[admin]: Modified Network 10.0.0.0/8: …`.
  plain(
    'infoblox-nios',
    /(?:^|\bhttpd(?:\[\d{0,10}\])?: )(?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z) )?\[([^\]]{1,128})\]: (Login_Allowed|Login_Denied|First_Login|Logout|Password_Reset_\w{2,20}|Created|Deleted|Modified|Inserted|Called|Restored)\b(?: - -)?(?=.{0,1000}?\bip=([0-9a-fA-F.:]{2,45})|) ?(.{0,4000})/,
    'eventTime userName eventAction sourceIp details',
  ),
  // UCS: `%UCSM-6-AUDIT: [trigger][user][action][session][id][affected][affected][changes] description`.
  plain(
    'cisco-ucs',
    /%UCSM-\d-AUDIT: \[\w{0,40}\]\[([^\]]{0,128})\]\[([^\]]{1,60})\]\[[^\]]{0,128}\]\[\d{0,20}\]\[([^\]]{0,500})\]\[[^\]]{0,500}\](?=.{0,2000}?\bfrom ([0-9a-fA-F.:]{2,45})|)\[.{0,2000}?\] (.{0,2000})/,
    'userName eventAction targetName sourceIp details',
  ),
  // Authentication Manager: columns behind the class that wrote them.
  plain(
    'rsa-securid',
    /(?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}), ?[^,]{0,100}, ?)?\baudit\.(?:runtime|admin)\.[\w.]{3,200}, ?\w{3,8}, ?[^,]{0,64}, ?[^,]{0,64}, ?([0-9a-fA-F.:]{2,45}), ?[0-9a-fA-F.:]{0,45}, ?([A-Z_]{3,80}), ?\d{0,10}, ?(\w{2,20}), ?(\w{0,80}), ?[^,]{0,100}, ?[^,]{0,64}, ?[^,]{0,64}, ?[^,]{0,64}, ?([^,]{0,128})/,
    'eventTime sourceIp eventAction outcome reason userName',
  ),
  // Connect Secure: `2026-03-05 08:35:44 - node - [192.0.2.1] user(realm)[roles] - Login succeeded …`.
  plain(
    'ivanti-connect-secure',
    /^(?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) - )?\S{1,128} - \[([0-9a-fA-F.:]{2,45})\] (?:[\w ]{1,60}::)?(\S{1,128})\([^)]{0,200}\)(?:\[[^\]]{0,500}\]){1,3} - ((?:Login|Logout|Agent login|(?:Primary |Secondary )?[Aa]uthentication|(?:VPN Tunneling: )?Session|Password|Account|User Account|Max session|Host Checker policy)\b(?: (?:succeeded|failed|successful|rejected|created|resumed|started|ended|timed out|changed|locked))?)(?=.{0,1500}?\bwith ([A-Za-z][\w.-]{1,40}\/\d.{0,300}?)\.?\s*$|)(.{0,2000})/,
    'eventTime sourceIp userName eventAction userAgent details',
  ),
  // NetScaler: `… default GUI CMD_EXECUTED 456 0 : User nsroot - Remote_ip 192.0.2.1 - Command "…" - Status "Success"`.
  plain(
    'citrix-adc',
    new RegExp(
      String.raw`: default (?:AAATM|AAA|SSLVPN|GUI|CLI|API|SSHD?) (LOGIN|LOGOUT|LOGIN_?FAILED|CMD_EXECUTED) \d{1,20} \d{1,10} : +(?=.{0,500}?\bUser "?([^\s"]{1,128})"? -|)(?=.{0,500}?\b(?:Client_ip|Remote_ip) "?(${ADDRESS})|)(?=.{0,4000}?\bStatus "([^"]{0,200})"|)(?=.{0,4000}?\bCommand "([^"]{0,4000})"|)(?=.{0,4000}?\bBrowser(?:_type)? "?([^"]{1,500}?)"?(?: - |\s*$)|)`,
    ),
    'eventAction userName sourceIp outcome details userAgent',
  ),
  // A Barracuda firewall of applications: `AUDIT admin GUI 192.0.2.1 12345 LOGIN 17 …`.
  plain(
    'barracuda-waf',
    /\bAUDIT (\S{1,128}) (?:GUI|CLI|API|REST|SNMP|NONE) ([0-9a-fA-F.:]{2,45}) \d{1,6} ([A-Z_]{3,60}) (.{0,2000})/,
    'userName sourceIp eventAction details',
  ),
  // ONTAP: `[kern_audit:info:12] 8503e8:8503e9 :: node:ssh :: 192.0.2.1:5000 :: vserver:admin :: volume delete … :: Success`.
  plain(
    'netapp-ontap',
    /\[kern_audit:\w{1,20}:\d{1,10}\] \S{1,40} :: \S{1,128} :: (\S{1,60}) :: [^:]{0,128}:([^\s:]{1,128})(?::\w{0,40})? :: (.{1,2000}?) :: (\w{2,20})/,
    'sourceIp userName eventAction outcome',
  ),
  // Gerrit's sshd_log: `[time] 8f29e8dd [sshd-thread] ann a/1000 LOGIN FROM 192.0.2.1`, and a command where the login stands.
  plain(
    'gerrit',
    new RegExp(
      String.raw`^\[(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.,]\d{3}(?:Z| ?[+-]\d{4})?)\] [0-9a-f]{1,16} (?:\[.{1,200}?\] |SSH )?(\S{1,128}) (?:a\/\d{1,12}|-) (LOGIN FROM|AUTH FAILURE FROM|LOGOUT|git-[\w-]{4,30}|gerrit\.[\w-]{2,40})(?:[. ](?:(${ADDRESS})(?=$|\s)|(.{1,1000})))?`,
    ),
    'eventTime userName eventAction sourceIp details',
  ),
  // Comware's shell: `%%10SHELL/6/SHELL_CMD: -Line=vty0-IPAddr=192.0.2.1-User=ann; Command is display version`.
  plain(
    'hpe-comware',
    new RegExp(
      String.raw`%%\d\dSHELL\/\d\/(SHELL_CMD)\w{0,20}: .{0,60}?-IPAddr=(${ADDRESS})-User=([^;]{1,128}); ?Command is (.{1,2000})`,
    ),
    'eventAction sourceIp userName details',
  ),
  // Forescout's users of its console: a line of traffic names a destination.
  plain(
    'forescout',
    new RegExp(
      String.raw`\bCounterACT\[\d{1,10}\]: (?:Log: )?Source: (${ADDRESS}), Destination: NA, User: ([^,]{1,128}), Reason: ([^,]{3,120})`,
    ),
    'sourceIp userName eventAction',
  ),
  // vCenter's appliance: `Authorization Result: User=ann@example.com, priv=ModifyConfiguration, authorized=True`.
  plain(
    'vmware-vcenter',
    /\bAuthorization Result: User=([^,\s]{1,300}), priv=(\w{1,100}), authorized=(True|False)\b/,
    'userName eventAction outcome',
  ),
  // Pleasant Password Server: `Pleasant Password Server:192.0.2.1 - ann@example.com -  - Success - Password Fetched - User <ann…`.
  plain(
    'pleasant-password-server',
    new RegExp(
      String.raw`\bPleasant Password Server: ?(?:0\.0\.0\.0|(${ADDRESS})) - ([^<>]{1,200}?) - [^-]{0,200} - (\w{2,20}) - (\w[\w /-]{1,80}?) - (.{0,4000})`,
    ),
    'sourceIp userName outcome eventAction details',
  ),
  // Endpoint Protection's manager: `Site: main,Server: sepm,Domain: Default,Admin: ann,Administrator log on succeeded`.
  plain(
    'symantec-endpoint-protection',
    /\bSite: [^,]{1,200}, ?Server(?: Name)?: [^,]{1,200}, ?Domain(?: Name)?: [^,]{0,200}, ?Admin: ?([^,]{1,128}), ?(?:Event Description: ?)?([^:,]{3,120}?)(?:$|[:,](.{0,2000}))/,
    'userName eventAction details',
  ),
  // Bitbucket's audit log: `192.0.2.1 | RepositoryCreatedEvent | ann | 1400681373433 | PROJECT/repo | {…} | request | session`.
  plain(
    'bitbucket',
    new RegExp(
      String.raw`^(${ADDRESS})(?:, ?${ADDRESS}){0,5} \| (\w{2,80}Event) \| ([^|]{1,128}) \| (\d{13}) \| ([^|]{1,500}) \|(?: (.{0,4000}?) \| \S{1,100} \| (\S{1,100})$)?`,
    ),
    'sourceIp eventAction userName eventTime targetName details sessionId',
  ),
  // cPanel's login_log: `[2026-04-18 13:07:02 -0400] info [cpsrvd] 192.0.2.1 - ann - SUCCESS LOGIN cpaneld`.
  plain(
    'cpanel',
    new RegExp(
      String.raw`^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4})\] \w{2,10} \[\w{1,40}\] (${ADDRESS}) (?:- |PURGE )([^\s:]{1,128})(?: \(possessor: [^)]{1,128}\))?(?: "[^"]{0,2000}"| -|:\S{1,128}) ((?:(SUCCESS|FAILED|DEFERRED) LOGIN)|logout|expired|badpass)(?: (.{0,1000}))?`,
    ),
    'eventTime sourceIp userName eventAction outcome details',
  ),
  // Wazuh's api.log: `2026/10/05 10:33:18 INFO: ann 192.0.2.1 "PUT /agents/group" with parameters {…} and body {…} done in 0.006s: 200`.
  plain(
    'wazuh',
    new RegExp(
      String.raw`^(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) \w{4,8}: (\S{1,128}) (${ADDRESS}) "((?:GET|POST|PUT|DELETE|PATCH) \/\S{0,1000})" with parameters (.{0,8000}) done in [\d.]{1,12}s: (\d{3})$`,
    ),
    'eventTime userName sourceIp eventAction details statusCode',
  ),
  // vCenter: `Event [key] [1-1] [time] [type] [severity] [user] [datacenter] [chain] [message]`.
  {
    pattern:
      /^Event \[(\d{1,20})\] \[\d{1,5}-\d{1,5}\] \[([0-9T:.Z-]{20,40})\] \[([\w.]{1,200})\] \[(\w{1,20})\] \[([^\]]{0,300})\] \[([^\]]{0,300})\] \[(-?\d{0,20})\] \[(.{0,8000}?)\]?(?:\\n)?$/,
    names: 'key createdTime eventTypeId severity userName datacenter chainId fullFormattedMessage'.split(' '),
  },
];

/** @returns undefined when the message has none of the layouts */
export function laidOutRecord(message: string): TextFields | undefined {
  for (const { pattern, names, product } of LAYOUTS) {
    const match = pattern.exec(message);
    if (match === null) continue;
    const out = new FieldSet();
    if (product !== undefined) {
      out.put('product', product);
      out.put('layoutOf', product);
    }
    // NIOS writes a blank within a value as C would.
    const isEscaped = product === 'infoblox-nios';
    for (const [at, name] of names.entries()) {
      const value = (match[at + 1] ?? '').trim();
      out.put(name, isEscaped ? value.replaceAll('\\040', ' ') : value);
    }
    return out.fields;
  }
  return undefined;
}
