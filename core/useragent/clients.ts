/**
 * Clients that are no browsers, known by what they put into their user agent. Browsers are a library's; these are this file's,
 * because audit logs are full of them and libraries made for web statistics are not.
 */
import type { UserAgent } from '../model/user-agent.ts';

export interface ClientRule {
  readonly name: string;
  readonly kind: Exclude<UserAgent['kind'], 'browser' | 'unknown'>;
  /** Group 1 is the version, where there is one. */
  readonly pattern: RegExp;
  readonly os?: string;
  readonly device?: NonNullable<UserAgent['device']>;
  /** Speaks a protocol that knows no modern authentication, or an endpoint made for such clients. */
  readonly legacy?: true;
}

const app = (name: string, pattern: RegExp, more: Partial<ClientRule> = {}): ClientRule => ({
  name,
  kind: 'app',
  pattern,
  ...more,
});
const script = (name: string, pattern: RegExp): ClientRule => ({ name, kind: 'script', pattern });
const crawler = (name: string, pattern: RegExp): ClientRule => ({ name, kind: 'crawler', pattern });
const IPHONE = { os: 'iOS', device: 'mobile' } as const;
const ANDROID = { os: 'Android', device: 'mobile' } as const;

/** In order: the first that fits names the client. */
export const CLIENT_RULES: readonly ClientRule[] = [
  // Sign-ins of POP, IMAP, SMTP and old mail clients, as Entra ID writes them.
  app('Basic authentication of a mail client', /^BAV2ROPC\b/, { legacy: true }),
  app('Basic authentication of a mail client', /^CBAIn(?:PROD|TAR)\b/i, { legacy: true }),

  app('Microsoft Teams', /\bTeams(?:Mobile-iOS)\/?([\d.]*)/, IPHONE),
  app('Microsoft Teams', /\bTeams(?:Mobile-Android)\/?([\d.]*)/, ANDROID),
  app('Microsoft Teams', /\bTeams\/([\d.]+)/),
  app('Microsoft Teams', /\bTeamsWebView|SkypeSpaces\/([\d.]+)/),
  app('Skype for Business', /\b(?:Lync|OC|UCCAPI)\/([\d.]+)/),
  app('Outlook', /\bOutlook-iOS(?:-Android)?\/([\d.]+)/, { device: 'mobile' }),
  app('Outlook', /\bOutlook-Android\/([\d.]+)/, ANDROID),
  app('Outlook', /\bMac ?Outlook\/([\d.]+)/i, { os: 'macOS', device: 'desktop' }),
  app('Outlook', /\bMicrosoft Outlook(?: Mail)?[ /]?([\d.]*)/, { device: 'desktop' }),
  app('OneDrive', /\b(?:Microsoft SkyDriveSync|SkyDriveSync|OneDriveSync|OneDrive)[ /]([\d.]+)/),
  app('OneNote', /\bOneNote[ /]([\d.]+)/),
  app('Microsoft Word', /\b(?:Microsoft Office Word|Microsoft Word|Word)\/?[ ]?([\d.]+)/),
  app('Microsoft Excel', /\b(?:Microsoft Office Excel|Microsoft Excel|Excel)\/?[ ]?([\d.]+)/),
  app('Microsoft PowerPoint', /\b(?:Microsoft Office PowerPoint|Microsoft PowerPoint)\/?[ ]?([\d.]+)/),
  app('WebDAV of Windows', /\bMicrosoft-WebDAV-MiniRedir\/([\d.]+)/, { os: 'Windows', device: 'desktop' }),
  app('Microsoft Office', /\b(?:Microsoft Office|MSOffice|Office)[ /]([\d.]+)/),
  app('SharePoint Designer', /\bMS FrontPage ?([\d.]*)/),

  // Exchange ActiveSync and the mail programs of systems.
  app('iOS Mail', /^Apple-(?:iPhone|iPod)\w*\/([\d.]+)/, IPHONE),
  app('iOS Mail', /^Apple-iPad\w*\/([\d.]+)/, { os: 'iPadOS', device: 'tablet' }),
  app('iOS Mail', /^(?:iOS|iPadOS)\/[\d.]+ .*\b(?:dataaccessd|accountsd|Mail|maild)\/?([\d.]*)/, { os: 'iOS' }),
  app(
    'macOS Mail',
    /^(?:macOS|Mac[_ ]OS[_ ]X|Mac\+OS\+X)\/.*\b(?:CalendarAgent|accountsd|exchangesyncd|Mail)\b\/?([\d.]*)/,
    {
      os: 'macOS',
      device: 'desktop',
    },
  ),
  app('macOS Mail', /^AppleExchangeWebServices\/([\d.]+)/, { os: 'macOS', device: 'desktop' }),
  app('Android Mail', /^(?:Android-Mail|Android-EAS|AndroidGmail|Android-SAMSUNG)[-/]?([\d.]*)/, ANDROID),
  app('Samsung Email', /^SAMSUNG-[\w-]+\/([\d.]+)/, ANDROID),
  app('Windows Mail', /^MSFT-WIN-\d+\/([\d.]+)/, { os: 'Windows', device: 'desktop' }),
  app('Windows Phone Mail', /^MSFT-(?:WP|SPhone|PPC)\/([\d.]+)/, { os: 'Windows Phone', device: 'mobile' }),
  app('Thunderbird', /\bThunderbird\/([\d.]+)/),
  app('Exchange Web Services client', /^ExchangeServicesClient\/([\d.]+)/),

  app('Dropbox', /\bDropbox(?:DesktopClient|Mac|Win)?\/([\d.]+)/),
  app('Box', /\bBox(?:Drive| Sync| Edit)?\/([\d.]+)/),
  app('Google Drive', /\b(?:Google Drive|DriveFS|GoogleDriveFS)\/?([\d.]*)/),
  app('Slack', /\b(?:Slack_SSB|Slack)\/([\d.]+)|\bcom\.tinyspeck\.chatlyio\/([\d.]+)/),
  app('Zoom', /\bZoom(?:Video|Phone|Webkit)?\/([\d.]+)|\bus\.zoom\.\w+\/([\d.]+)/),
  app('GitHub Desktop', /\bGitHubDesktop\/([\d.]+)/),
  app('Git', /^(?:JGit|git)\/([\w.]+)/),

  app('PowerShell', /\b(?:Windows)?PowerShell\/([\d.]+)/),
  app('Azure CLI', /\b(?:AZURECLI|azure-cli)\/([\d.]+)/i),
  app('Azure PowerShell', /\bAzurePowershell\/v?([\d.]+)/i),
  app('AWS CLI', /^aws-cli\/([\d.]+)/),
  app('AWS console', /^(?:signin|console|AWS Internal|[\w-]+)\.amazonaws\.com$|^AWS Internal$/),
  app('gcloud', /\b(?:google-cloud-sdk|gcloud)[ /]?([\d.]*)/),
  app('Terraform', /\bTerraform\/([\d.]+)/),
  app('kubectl', /^kubectl\/v?([\d.]+)/),
  app('Postman', /^PostmanRuntime\/([\d.]+)/),
  app('rclone', /^rclone\/v?([\d.]+)/),

  crawler('Headless Chrome', /\bHeadlessChrome\/([\d.]+)/),
  crawler('PhantomJS', /\bPhantomJS\/([\d.]+)/),
  crawler('Selenium', /\bselenium\b\/?([\d.]*)/i),
  script('Boto3', /\bBoto3\/([\d.]+)/),
  script('Botocore', /\bBotocore\/([\d.]+)/i),
  script('AWS SDK', /\baws-sdk-[\w-]+\/([\d.]+)/i),
  script('Python requests', /^python-requests\/([\d.]+)/),
  script('Python', /\b(?:Python-urllib|Python-httpx|python-httpx|aiohttp|urllib3|Python)\/([\d.]+)/i),
  script('curl', /^(?:lib)?curl\/([\d.]+)/),
  script('Wget', /^Wget\/([\d.]+)/),
  script('Go', /^Go-http-client\/([\d.]+)/),
  script('OkHttp', /^okhttp\/([\d.]+)/),
  script('Apache HttpClient', /\bApache-HttpClient\/([\d.]+)/),
  script('Java', /^Java\/([\d._]+)/),
  script('axios', /^axios\/([\d.]+)/),
  script('Node.js', /^(?:node-fetch|undici|got|node)\b\/?([\d.]*)/),
  script('libwww-perl', /^libwww-perl\/([\d.]+)/),
  script('Ruby', /^(?:Ruby|Faraday v?)\/?([\d.]*)/),
  crawler('Crawler', /(?:bot|crawler|spider|slurp|facebookexternalhit|uptime|scanner)\b(?:\/([\d.]+))?/i),
];
