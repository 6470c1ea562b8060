/** What devices and pages fetch by themselves: updates, certificate checks, telemetry, advertising. */
export interface BackgroundHost {
  readonly host: string;
  readonly weight: number;
  /** Fetched by the device, without a signed-in user and around the clock. */
  readonly device: boolean;
  readonly plain: boolean;
  readonly category: string;
}

type Row = readonly [string, number, boolean, boolean, string];

const ADS = 'Web Advertisements';
const TECH = 'Computers and Internet';

const ROWS: readonly Row[] = [
  ['www.google-analytics.com', 120, false, false, 'Web Analytics'],
  ['www.googletagmanager.com', 110, false, false, 'Web Analytics'],
  ['securepubads.g.doubleclick.net', 90, false, false, ADS],
  ['pagead2.googlesyndication.com', 70, false, false, ADS],
  ['fonts.gstatic.com', 80, false, false, 'Content Servers'],
  ['cdn.jsdelivr.net', 40, false, false, 'Content Servers'],
  ['cdnjs.cloudflare.com', 40, false, false, 'Content Servers'],
  ['connect.facebook.net', 40, false, false, 'Web Analytics'],
  ['bat.bing.com', 30, false, false, ADS],
  ['px.ads.linkedin.com', 30, false, false, ADS],
  ['sb.scorecardresearch.com', 24, false, false, 'Web Analytics'],
  ['static.hotjar.com', 22, false, false, 'Web Analytics'],
  ['ib.adnxs.com', 30, false, false, ADS],
  ['match.adsrvr.org', 20, false, false, ADS],
  ['cdn.cookielaw.org', 24, false, false, 'Content Servers'],
  ['browser-intake-datadoghq.com', 20, false, false, 'Web Analytics'],
  ['self.events.data.microsoft.com', 130, true, false, TECH],
  ['v10.events.data.microsoft.com', 100, true, false, TECH],
  ['settings-win.data.microsoft.com', 60, true, false, TECH],
  ['ctldl.windowsupdate.com', 50, true, true, TECH],
  ['fe3cr.delivery.mp.microsoft.com', 40, true, false, TECH],
  ['dl.delivery.mp.microsoft.com', 30, true, true, TECH],
  ['ocsp.digicert.com', 70, true, true, TECH],
  ['ocsp.pki.goog', 30, true, true, TECH],
  ['www.msftconnecttest.com', 40, true, true, TECH],
  ['update.googleapis.com', 40, true, false, TECH],
  ['detectportal.firefox.com', 20, true, true, TECH],
  ['gdmf.apple.com', 16, true, false, TECH],
  ['time.apple.com', 8, true, true, TECH],
];

export const BACKGROUND: readonly BackgroundHost[] = ROWS.map(([host, weight, device, plain, category]) => ({
  host,
  weight,
  device,
  plain,
  category,
}));

/** The organisation's own servers, reached through the same gateway. */
export const PRIVATE_HOSTS: readonly string[] = [
  'intranet.corp.example.com',
  'wiki.corp.example.com',
  'git.corp.example.com',
  'tickets.corp.example.com',
  'erp.corp.example.com',
  'files.corp.example.com',
  'print.corp.example.com',
  '10.0.4.17',
  '10.0.4.21',
];
