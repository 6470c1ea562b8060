/**
 * When a browser or system was out of date, by dates that its maker published. The judge is the time of the event: Chrome 90 was no
 * fault in 2021. Versions after the last known date are taken to go on at the maker's own pace; a system whose string is
 * frozen (Windows 10 and 11, macOS since 10.15, Android 10 of reduced Chromium strings) is never called outdated.
 */

const DAY = 86_400_000;
const NEVER = Number.POSITIVE_INFINITY;
/** Outdated since before there were logs. */
const ALWAYS = Number.NEGATIVE_INFINITY;
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

/** A browser is outdated a year after its release: no maker supports one that long, long-term editions included. */
const BROWSER_LIFE = 365 * DAY;

interface Cadence {
  /** Major version and the day it was released, ascending. Between two, releases are evenly spaced. */
  readonly known: readonly (readonly [major: number, released: number])[];
  /** Days between versions after the last known one. */
  readonly every: number;
}

/** https://chromiumdash.appspot.com/schedule, https://whattrainisitnow.com/calendar, Apple's release notes. */
const CHROMIUM: Cadence = {
  known: [
    [1, day('2008-12-11')],
    [50, day('2016-04-13')],
    [70, day('2018-10-16')],
    [83, day('2020-05-19')],
    [94, day('2021-09-21')],
    [108, day('2022-11-29')],
    [120, day('2023-12-05')],
    [131, day('2024-11-12')],
  ],
  every: 28,
};
const FIREFOX: Cadence = {
  known: [
    [3, day('2008-06-17')],
    [4, day('2011-03-22')],
    [50, day('2016-11-15')],
    [72, day('2020-01-07')],
    [100, day('2022-05-03')],
    [121, day('2023-12-19')],
    [133, day('2024-11-26')],
  ],
  every: 28,
};
const SAFARI: Cadence = {
  known: [
    [5, day('2010-06-07')],
    [9, day('2015-09-30')],
    [12, day('2018-09-17')],
    [13, day('2019-09-19')],
    [14, day('2020-09-16')],
    [15, day('2021-09-20')],
    [16, day('2022-09-12')],
    [17, day('2023-09-18')],
    [18, day('2024-09-16')],
    [26, day('2025-09-15')],
  ],
  every: 365,
};
const CADENCES: Readonly<Record<string, Cadence>> = {
  Chrome: CHROMIUM,
  Chromium: CHROMIUM,
  'Microsoft Edge': CHROMIUM,
  Firefox: FIREFOX,
  Safari: SAFARI,
};
/** A yearly browser is outdated once its successor's successor is out. */
const SAFARI_LIFE = 2 * 365 * DAY;
/** Retired by Microsoft: Internet Explorer 11, and the Edge before Chromium (versions up to 18). */
const IE_END = day('2022-06-15');
const OLD_EDGE_END = day('2021-03-09');

/** The last instant (ms since 1970) at which a browser is up to date; Infinity where it never grows old or nothing is known. */
export function browserEnd(name: string, version: string): number {
  const major = Number.parseInt(version, 10);
  if (!Number.isFinite(major)) return NEVER;
  if (name === 'Internet Explorer') return major < 11 ? ALWAYS : IE_END - 1;
  if (name === 'Microsoft Edge' && major < 79) return OLD_EDGE_END - 1;
  const cadence = CADENCES[name];
  return cadence ? releaseOf(cadence, major) + (name === 'Safari' ? SAFARI_LIFE : BROWSER_LIFE) : NEVER;
}

function releaseOf({ known, every }: Cadence, major: number): number {
  const next = known.findIndex(([version]) => version >= major);
  const [last, lastDay] = known.at(-1) ?? [0, 0];
  if (next < 0) return lastDay + (major - last) * every * DAY;
  const [version, released] = known[next] ?? [0, 0];
  const before = known[next - 1];
  // Of versions before the first known one it is known that they are older.
  if (version === major || !before) return released;
  return before[1] + ((released - before[1]) * (major - before[0])) / (version - before[0]);
}

/** Last day of the maker's security updates. */
const WINDOWS_END: Readonly<Record<string, number>> = {
  XP: day('2014-04-08'),
  'Server 2003': day('2015-07-14'),
  Vista: day('2017-04-11'),
  '7': day('2020-01-14'),
  '8': day('2016-01-12'),
  '8.1': day('2023-01-10'),
};
/** By `10.x`; 10.15 may stand for any later one. */
const MACOS_END: Readonly<Record<string, number>> = {
  '10.9': day('2016-12-01'),
  '10.10': day('2017-08-01'),
  '10.11': day('2018-12-01'),
  '10.12': day('2019-10-01'),
  '10.13': day('2020-12-01'),
  '10.14': day('2021-10-25'),
};
const ANDROID_END: Readonly<Record<string, number>> = {
  '4': day('2017-10-01'),
  '5': day('2018-03-01'),
  '6': day('2018-08-01'),
  '7': day('2019-10-01'),
  '8': day('2021-10-01'),
  '9': day('2022-01-01'),
  '11': day('2024-02-05'),
  '12': day('2025-03-31'),
};
/** Releases of iOS 9 to 18, mid-September each year from 2015; 26 followed 18. */
const IOS_FIRST = 9;
const IOS_FIRST_YEAR = 2015;

/** The last instant (ms since 1970) at which a system has its maker's security updates; Infinity where nothing is known. */
export function osEnd(os: string, version: string): number {
  const [major = '', minor = ''] = version.split('.');
  switch (os) {
    case 'Windows':
      return WINDOWS_END[version] ?? NEVER;
    case 'macOS':
      return MACOS_END[`${major}.${minor}`] ?? NEVER;
    case 'Android':
      return Number(major) < 4 ? ALWAYS : (ANDROID_END[major] ?? NEVER);
    case 'iOS':
    case 'iPadOS': {
      const number = Number.parseInt(major, 10);
      if (!Number.isFinite(number)) return NEVER;
      const year = IOS_FIRST_YEAR + (number >= 26 ? number - 16 : number - IOS_FIRST);
      // Two versions later.
      return Date.UTC(year + 2, 8, 15);
    }
    default:
      return NEVER;
  }
}
