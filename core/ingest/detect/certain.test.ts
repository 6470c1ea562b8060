import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EventDraft, PARSED, SKIPPED, type TrafficFormat } from '../formats/api.ts';
import { formatById, TRAFFIC_FORMATS } from '../formats/registry.ts';
import { createSyslogHeader, stripSyslog } from '../normalize/syslog.ts';
import { createAutoParser } from './auto.ts';

const FORMATS = new URL('../formats/', import.meta.url);

function sampleLines(): string[] {
  return readdirSync(FORMATS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) =>
      readdirSync(new URL(`${entry.name}/`, FORMATS)).map((file) => new URL(`${entry.name}/${file}`, FORMATS)),
    )
    .filter((file) => file.pathname.endsWith('.log'))
    .flatMap((file) => readFileSync(file, 'latin1').split(/\r?\n/))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/** Objects are offered to formats of objects, other lines to formats of more than objects. */
function isOffered({ objects }: TrafficFormat, first: string): boolean {
  return first === '{' ? objects !== undefined : objects !== 'only';
}

describe('formats marked as certain', () => {
  const lines = sampleLines();
  for (const format of TRAFFIC_FORMATS.filter((candidate) => candidate.certain !== undefined)) {
    it(`${format.id} reads no line that a fresh choice gives to another format`, () => {
      const header = createSyslogHeader();
      const draft = new EventDraft();
      const parser = format.createParser();
      const { from, rivals = [] } = typeof format.certain === 'object' ? format.certain : { from: 1 };
      let own = 0;
      for (const line of lines) {
        stripSyslog(line, 0, line.length, header);
        if (!isOffered(format, line.charAt(header.start))) continue;
        const claim = format.claim(line, header.start, line.length);
        const verdict = parser.parse(line, header.start, line.length, draft, header);
        const isRead = verdict === PARSED || (verdict === SKIPPED && typeof format.certain === 'object');
        if (!isRead || (format.certain !== 'parsed' && claim < from)) {
          continue;
        }
        own++;
        const auto = createAutoParser(TRAFFIC_FORMATS);
        auto.parse(line, header.start, line.length, draft, header);
        const reader = rivals.includes(auto.formatId) ? format.id : auto.formatId;
        expect({ line, format: reader }).toEqual({ line, format: format.id });
      }
      expect(own).toBeGreaterThan(0);
    });

    it(`${format.id} names rivals that exist`, () => {
      const { rivals = [] } = typeof format.certain === 'object' ? format.certain : {};
      expect(rivals.filter((id) => formatById(id) === undefined || id === format.id)).toEqual([]);
    });
  }
});

describe('formats of objects', () => {
  it('say what they claim of an object by its keys: one that did not would keep every log of objects from being read from bytes', () => {
    const silent = TRAFFIC_FORMATS.filter(
      ({ objects, claimsByKeys, claimBounds }) => objects !== undefined && !claimsByKeys && claimBounds === undefined,
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  const lines = sampleLines();
  it.each(TRAFFIC_FORMATS)('$id claims lines that begin with a brace, and others, only as it says', (format) => {
    const header = createSyslogHeader();
    for (const line of lines) {
      stripSyslog(line, 0, line.length, header);
      if (format.claim(line, header.start, line.length) === 0) continue;
      const isObject = line.charAt(header.start) === '{';
      expect({ line, isAsked: isObject ? format.objects !== undefined : format.objects !== 'only' }).toEqual({
        line,
        isAsked: true,
      });
    }
  });
});
