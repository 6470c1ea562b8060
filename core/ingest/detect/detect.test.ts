import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EventDraft, REJECTED, type TrafficFormat } from '../formats/api.ts';
import { sceneOf } from '../formats/keyed/json-keys.ts';
import { TRAFFIC_FORMATS } from '../formats/registry.ts';
import { createSyslogHeader, stripSyslog } from '../normalize/syslog.ts';
import { createAutoParser } from './auto.ts';
import { detectFormat } from './detect.ts';

const samples = new Map(
  TRAFFIC_FORMATS.map((format) => [
    format.id,
    readFileSync(new URL(`../formats/${format.id}/sample.log`, import.meta.url), 'latin1'),
  ]),
);
const sampleOf = (format: TrafficFormat): string => samples.get(format.id) ?? '';

/** How far ahead of the next a format must be on its own sample. */
const MARGIN = 0.15;

describe.each(TRAFFIC_FORMATS)('$id', (format) => {
  test('ranks first on its own sample, with a margin', () => {
    const ranked = detectFormat({ text: sampleOf(format), fileName: 'access.log' }, TRAFFIC_FORMATS);
    expect(ranked[0]).toMatchObject({ format: format.id, title: format.title });
    expect((ranked[0]?.score ?? 0) - (ranked[1]?.score ?? 0)).toBeGreaterThan(MARGIN);
  });

  test('gives reasons', () => {
    const [best] = detectFormat({ text: sampleOf(format), fileName: 'access.log' }, TRAFFIC_FORMATS);
    expect(best?.reasons.join('\n')).toContain(format.signature);
    expect(best?.reasons.join('\n')).toMatch(/\d+ of \d+ sampled lines read as traffic/);
  });

  test('reads every line of its sample in a mixed file', () => {
    const auto = createAutoParser(TRAFFIC_FORMATS);
    const own = format.createParser();
    const draft = new EventDraft();
    const header = createSyslogHeader();
    for (const line of sampleOf(format).split('\n')) {
      stripSyslog(line, 0, line.length, header);
      draft.reset();
      const alone = own.parse(line, header.start, line.length, draft, header);
      if (alone === REJECTED) continue;
      const mixed = auto.parse(line, header.start, line.length, draft, header);
      // Generic envelopes leave a vendor's lines to the vendor's format.
      const isEnvelope = format.id === 'cef' || format.id === 'leef';
      const id = isEnvelope && line.includes('|Zscaler|NSS') ? 'zscaler-nss' : format.id;
      expect([mixed, auto.formatId, line]).toEqual([alone, id, line]);
    }
  });
});

test('formats that cannot rank above a score are left out, and no others', () => {
  for (const text of samples.values()) {
    const sample = { text, fileName: 'paloalto.log' };
    const all = detectFormat(sample, TRAFFIC_FORMATS);
    for (const above of [0.3, 0.8, all[0]?.score ?? 0]) {
      expect(detectFormat(sample, TRAFFIC_FORMATS, above)).toEqual(all.filter(({ score }) => score > above));
    }
  }
});

test('claims to objects that hang on their keys are the same for all objects with the same keys', () => {
  const byKeys = TRAFFIC_FORMATS.filter((format) => format.claimsByKeys === true);
  const known = new Map<number, readonly number[]>();
  for (const line of [...samples.values()].flatMap((text) => text.split('\n'))) {
    const scene = line.startsWith('{') ? sceneOf(line, 0, line.length) : 0;
    if (scene === 0) continue;
    const claims = byKeys.map((format) => format.claim(line, 0, line.length));
    expect(claims).toEqual(known.get(scene) ?? claims);
    known.set(scene, claims);
    // As the last line, and again after others were asked of.
    expect(sceneOf(line, 0, line.length)).toBe(scene);
  }
  expect(known.size).toBeGreaterThan(50);
});

describe('detectFormat', () => {
  test('finds nothing in what is no log', () => {
    expect(
      detectFormat({ text: 'Dear all,\n\nplease find the minutes below.\n', fileName: 'notes.txt' }, TRAFFIC_FORMATS),
    ).toEqual([]);
    expect(detectFormat({ text: '', fileName: 'empty.log' }, TRAFFIC_FORMATS)).toEqual([]);
    expect(detectFormat({ text: '\u0000\u0001\u00ff'.repeat(1000), fileName: 'x.bin' }, TRAFFIC_FORMATS)).toEqual([]);
  });

  test('says what speaks against it', () => {
    const line = '1735689600.123    245 10.1.2.3 TCP_MISS/200 5321 GET http://files.example.com/ - HIER_NONE/- -\n';
    const [best] = detectFormat({ text: line.repeat(3) + 'noise\n'.repeat(2), fileName: 'squid.log' }, TRAFFIC_FORMATS);
    expect(best).toMatchObject({ format: 'squid-native', parsedShare: 0.6 });
    expect(best?.doubts.join('\n')).toContain('2 lines do not fit');
    expect(best?.reasons.join('\n')).toContain('The file name says so');
    const [one] = detectFormat({ text: `${line.repeat(3)}noise\n`, fileName: 'squid.log' }, TRAFFIC_FORMATS);
    expect(one?.doubts.join('\n')).toMatch(/^1 line does not fit, for the reason \w+$/m);
  });

  test('warns of a web server\u2019s own log', () => {
    const line = '198.51.100.7 - - [01/Jan/2025:00:00:04 +0000] "GET /index.html HTTP/2.0" 200 612\n';
    const [best] = detectFormat({ text: line.repeat(5), fileName: 'access.log' }, TRAFFIC_FORMATS);
    expect(best?.format).toBe('apache-combined');
    expect(best?.doubts.join('\n')).toContain('5 lines are visits to a server of your own');
  });

  test('knows a file of headers alone', () => {
    const text = '#Software: SGOS 6.7\n#Version: 1.0\n#Fields: date time c-ip cs-host\n';
    expect(detectFormat({ text, fileName: 'main.log' }, TRAFFIC_FORMATS)[0]).toMatchObject({
      format: 'w3c',
      parsedShare: 0,
    });
  });

  test('is not misled by a line that the sample cuts off', () => {
    const line = '1735689600.123    245 10.1.2.3 TCP_MISS/200 5321 GET http://files.example.com/ - HIER_NONE/- -\n';
    expect(detectFormat({ text: line.repeat(9) + line.slice(0, 70), fileName: 'a' }, TRAFFIC_FORMATS)[0]).toMatchObject(
      { parsedShare: 1 },
    );
  });
});

describe('createAutoParser', () => {
  /** Lines of all samples, interleaved as a relay would write them. */
  const mixed = interleave(
    TRAFFIC_FORMATS.map((format) =>
      sampleOf(format)
        .split('\n')
        .filter((line) => line !== ''),
    ),
  );

  function readAll(lines: readonly string[], state: string): string[] {
    const auto = createAutoParser(TRAFFIC_FORMATS);
    auto.restoreState(state);
    const draft = new EventDraft();
    const header = createSyslogHeader();
    return lines.map((line) => {
      stripSyslog(line, 0, line.length, header);
      const verdict = auto.parse(line, header.start, line.length, draft, header);
      return `${verdict} ${auto.formatId} ${JSON.stringify(draft)}`;
    });
  }

  test('reads the same wherever a slice begins', () => {
    // Formats that pair lines keep what they saw; they cannot be cut.
    const formats = TRAFFIC_FORMATS.filter((format) => format.split !== 'sequential');
    const auto = createAutoParser(formats);
    const draft = new EventDraft();
    const header = createSyslogHeader();
    const whole: string[] = [];
    const states: string[] = [];
    const step = (parser: ReturnType<typeof createAutoParser>, line: string): string => {
      stripSyslog(line, 0, line.length, header);
      const verdict = parser.parse(line, header.start, line.length, draft, header);
      return `${verdict} ${parser.formatId} ${JSON.stringify(draft)}`;
    };
    for (const line of mixed) {
      states.push(auto.saveState());
      whole.push(step(auto, line));
    }
    for (let from = 0; from < mixed.length; from += 7) {
      const slice = createAutoParser(formats);
      slice.restoreState(states[from] ?? '');
      const part = mixed.slice(from, from + 25).map((line) => step(slice, line));
      expect(part).toEqual(whole.slice(from, from + 25));
    }
  });

  test('says which format read a line and why none could', () => {
    const [read] = readAll(['1735689600.1 5 10.1.2.3 TCP_MISS/200 1 GET http://a.example.com/ - HIER_NONE/- -'], '');
    expect(read).toMatch(/^0 squid-native /);
    expect(readAll(['nothing of the kind'], '')[0]).toMatch(/^2 {2}.*"reason":"shape"/);
    expect(readAll(['1735689600.1 5 10.1.2.3 TCP_MISS/200 1 GET http://a.example.com/'], '')[0]).toMatch(
      /"reason":"truncated"/,
    );
  });

  test('starts anew from an empty state', () => {
    const auto = createAutoParser(TRAFFIC_FORMATS);
    const draft = new EventDraft();
    const header = createSyslogHeader();
    const fields = '#Fields: date time c-ip cs-host';
    auto.parse(fields, 0, fields.length, draft, header);
    expect(auto.saveState()).not.toBe('');
    auto.restoreState('');
    expect(auto.saveState()).toBe('');
  });
});

function interleave(lists: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, row) => lists.map((list) => list[row] ?? ''))
    .flat()
    .filter((line) => line !== '');
}
