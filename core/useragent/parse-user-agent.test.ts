import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUserAgent } from './index.ts';

const NOW = Date.UTC(2024, 4, 1);
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

/** name, version, kind, os, os version, device, tags */
type Expected = readonly [
  string | null,
  string | null,
  string,
  string | null,
  string | null,
  string | null,
  ...string[],
];

const BROWSERS: readonly (readonly [string, Expected])[] = [
  [`${WINDOWS} Chrome/124.0.0.0 Safari/537.36`, ['Chrome', '124.0.0.0', 'browser', 'Windows', '10 or 11', 'desktop']],
  [
    `${WINDOWS} Chrome/124.0.0.0 Safari/537.36 Edg/124.0.2478.80`,
    ['Microsoft Edge', '124.0.2478.80', 'browser', 'Windows', '10 or 11', 'desktop'],
  ],
  [
    `${WINDOWS} Chrome/96.0.4664.45 Safari/537.36`,
    ['Chrome', '96.0.4664.45', 'browser', 'Windows', '10 or 11', 'desktop', 'outdatedBrowser'],
  ],
  [`${IPHONE} Version/17.4.1 Mobile/15E148 Safari/604.1`, ['Safari', '17.4.1', 'browser', 'iOS', '17.4.1', 'mobile']],
  [
    'Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/123.0.6312.52 Mobile/15E148 Safari/604.1',
    ['Chrome', '123.0.6312.52', 'browser', 'iPadOS', '12.5', 'tablet', 'outdatedOs'],
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1 Safari/605.1.15',
    ['Safari', '13.1', 'browser', 'macOS', null, 'desktop', 'outdatedBrowser'],
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_13_6) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Safari/537.36',
    ['Chrome', '116.0.0.0', 'browser', 'macOS', '10.13.6', 'desktop', 'outdatedOs'],
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36',
    ['Chrome', '124.0.0.0', 'browser', 'Android', null, 'mobile'],
  ],
  [
    'Mozilla/5.0 (Linux; Android 8.1.0; SM-T580) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36',
    ['Chrome', '124.0.0.0', 'browser', 'Android', '8.1.0', 'tablet', 'outdatedOs'],
  ],
  [
    'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0',
    ['Firefox', '125.0', 'browser', 'Linux', null, 'desktop'],
  ],
  [
    'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko',
    ['Internet Explorer', '11.0', 'browser', 'Windows', '7', 'desktop', 'outdatedBrowser', 'outdatedOs'],
  ],
  [
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36',
    ['Chrome', '124.0.0.0', 'browser', 'Chrome OS', '14541.0.0', 'desktop'],
  ],
];

const CLIENTS: readonly (readonly [string, Expected])[] = [
  [
    'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)',
    ['Outlook', '16.0.17328', 'app', 'Windows', '10 or 11', 'desktop', 'nativeClient'],
  ],
  [
    'Microsoft Office Word/16.0.17328 (Windows/10.0; Desktop x64; de-DE; Desktop app; LENOVO/20XW)',
    ['Microsoft Word', '16.0.17328', 'app', 'Windows', '10 or 11', 'desktop', 'nativeClient'],
  ],
  [
    'Microsoft Office/16.0 (Windows NT 10.0; 16.0.17328; Pro)',
    ['Microsoft Office', '16.0', 'app', 'Windows', '10 or 11', 'desktop', 'nativeClient'],
  ],
  ['Outlook-iOS/2.0', ['Outlook', '2.0', 'app', null, null, 'mobile', 'nativeClient']],
  [
    'MacOutlook/16.84.24041420 (Intelx64 Mac OS X 14.4.1 (Build 23E224))',
    ['Outlook', '16.84.24041420', 'app', 'macOS', '14.4.1', 'desktop', 'nativeClient'],
  ],
  [
    `${WINDOWS} Teams/1.6.00.4472 Chrome/85.0.4183.121 Electron/10.4.7 Safari/537.36`,
    ['Microsoft Teams', '1.6.00.4472', 'app', 'Windows', '10 or 11', 'desktop', 'nativeClient'],
  ],
  [
    'Microsoft SkyDriveSync 24.070.0407.0003 ship; Windows NT 10.0 (22631)',
    ['OneDrive', '24.070.0407.0003', 'app', 'Windows', '10 or 11', 'desktop', 'nativeClient'],
  ],
  ['Apple-iPhone14C2/2104.10', ['iOS Mail', '2104.10', 'app', 'iOS', null, 'mobile', 'nativeClient']],
  [
    'iOS/15.4.1 (19E258) dataaccessd/1.0',
    ['iOS Mail', '1.0', 'app', 'iOS', '15.4.1', 'mobile', 'nativeClient', 'outdatedOs'],
  ],
  ['Android-Mail/2024.04.07.623', ['Android Mail', '2024.04.07.623', 'app', 'Android', null, 'mobile', 'nativeClient']],
  ['SAMSUNG-SM-G991B/101.14', ['Samsung Email', '101.14', 'app', 'Android', null, 'mobile', 'nativeClient']],
  [
    'BAV2ROPC',
    ['Basic authentication of a mail client', null, 'app', null, null, null, 'nativeClient', 'legacyAuthentication'],
  ],
  ['python-requests/2.31.0', ['Python requests', '2.31.0', 'script', null, null, null, 'nativeClient', 'robot']],
  ['curl/8.4.0', ['curl', '8.4.0', 'script', null, null, null, 'nativeClient', 'robot']],
  [
    'aws-cli/2.13.0 Python/3.11.4 Windows/10 exe/AMD64 prompt/off command/s3.ls',
    ['AWS CLI', '2.13.0', 'app', 'Windows', '10 or 11', 'desktop', 'nativeClient'],
  ],
  [
    'Boto3/1.34.84 md/Botocore#1.34.84 ua/2.0 os/linux#5.15 Botocore/1.34.84',
    ['Boto3', '1.34.84', 'script', null, null, null, 'nativeClient', 'robot'],
  ],
  [
    'Botocore/1.34.84 Python/3.12.3 Linux/6.5',
    ['Botocore', '1.34.84', 'script', 'Linux', null, 'desktop', 'nativeClient', 'robot'],
  ],
  [
    'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.4291',
    ['PowerShell', '5.1.19041.4291', 'app', 'Windows', '10 or 11', 'desktop', 'nativeClient'],
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/124.0.6367.60 Safari/537.36',
    ['Headless Chrome', '124.0.6367.60', 'crawler', 'Linux', null, 'desktop', 'robot'],
  ],
  [
    'Mozilla/5.0 (compatible; Examplebot/2.1; +https://example.com/bot.html)',
    ['Crawler', '2.1', 'crawler', null, null, null, 'robot'],
  ],
];

function shown(text: string, at = NOW): Expected {
  const { name, version, kind, os, osVersion, device, tags } = parseUserAgent(text, at);
  return [name, version, kind, os, osVersion, device, ...tags];
}

describe('user agents', () => {
  it.each(BROWSERS)('browser: %s', (text, expected) => expect(shown(text)).toEqual(expected));
  it.each(CLIENTS)('client: %s', (text, expected) => expect(shown(text)).toEqual(expected));

  it.each(['', '-', 'garbage', 'Mozilla/5.0', '\u0000\u202e<script>', '{"a":1}', '%'])('says nothing of %j', (text) => {
    expect(shown(text)).toEqual([null, null, 'unknown', null, null, null]);
  });

  it('judges age by the day of the event', () => {
    const text = `${WINDOWS} Chrome/96.0.4664.45 Safari/537.36`;
    expect(shown(text, Date.UTC(2022, 1, 1))).not.toContain('outdatedBrowser');
    expect(shown(text, Date.UTC(2023, 1, 1))).toContain('outdatedBrowser');
    const seven = 'Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:71.0) Gecko/20100101 Firefox/71.0';
    expect(shown(seven, Date.UTC(2020, 0, 10))).not.toContain('outdatedOs');
    expect(shown(seven, Date.UTC(2020, 0, 16))).toContain('outdatedOs');
  });

  it('answers any text, the same every time, whatever its length', () => {
    const words = fc.constantFrom(
      'Mozilla/5.0',
      ' (',
      'Windows NT ',
      '10.0',
      ';',
      ')',
      'Chrome/',
      'Android',
      'bot',
      '\u0000',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 60 }).map((parts) => parts.join('')),
        ),
        (text) => {
          expect(parseUserAgent(text, NOW)).toEqual(parseUserAgent(text, NOW));
        },
      ),
    );
    expect(parseUserAgent('Mozilla/5.0 '.repeat(200_000), NOW).kind).toBe('unknown');
  });

  it('never calls a later version outdated where an earlier one is not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 160 }),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom('Chrome', 'Firefox'),
        fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2030, 0) }),
        (major, more, browser, at) => {
          const text = (n: number) =>
            browser === 'Chrome'
              ? `${WINDOWS} Chrome/${n}.0.0.0 Safari/537.36`
              : `Mozilla/5.0 (X11; Linux x86_64; rv:${n}.0) Gecko/20100101 Firefox/${n}.0`;
          const isOutdated = (n: number) => parseUserAgent(text(n), at).tags.includes('outdatedBrowser');
          expect(isOutdated(major + more) && !isOutdated(major)).toBe(false);
        },
      ),
    );
  });
});
