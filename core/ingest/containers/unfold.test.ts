import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isActivityHeader } from '../../connectors/index.ts';
import { headOf } from '../read/open-text.ts';
import { containerOf } from './sniff.ts';

/** Lines that come out of a text, fed in pieces of `size` bytes; null when it passes through untouched. */
function unfolded(text: string, size = 7, cut = false): string[] | null {
  const bytes = Buffer.from(text);
  const unfolder = containerOf(bytes, false, isActivityHeader)?.create();
  if (!unfolder) return null;
  const out: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) out.push(unfolder.push(bytes.subarray(at, at + size)));
  out.push(unfolder.end(cut));
  const lines = Buffer.concat(out).toString().split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => (line === '\u001f' ? '' : line));
}

describe('JSON', () => {
  test('takes an array printed over many lines record by record, each on the line it starts on', () => {
    const text = '[\n  {\n    "a": "x y",\n    "b": [1, 2]\n  },\n  {\n    "a": null\n  }\n]\n';
    expect(unfolded(text)).toEqual(['', '{"a":"x y","b":[1,2]}', '', '', '', '{"a":null}', '', '', '']);
  });

  test('numbers the records of a one-line array by position', () => {
    expect(unfolded('[{"a":1}, {"a":2} ,{"a":[{}]}]')).toEqual(['{"a":1}', '{"a":2}', '{"a":[{}]}']);
    expect(unfolded('["raw \\" one", 5, "two"]')).toEqual(['{"_raw":"raw \\" one"}', '{"_raw":"two"}']);
  });

  test('leaves lines of JSON and lines of logs alone', () => {
    expect(unfolded('{"a":{"b":[{"c":1}]}}\n{"a":2}\n')).toBeNull();
    expect(unfolded('{"a":1}')).toBeNull();
    expect(unfolded('[2025-01-01T00:00:00Z] "GET / HTTP/1.1" 200\n')).toBeNull();
    expect(unfolded('10.0.0.1 - - [x] "GET / HTTP/1.1"\n')).toBeNull();
    // Part of a record, not the records.
    expect(unfolded('{"time":1,"actor":{"user":"a"},"events":[{"b":1}]}\n')).toBeNull();
  });

  test.each([
    ['{"Records":[{"a":1},{"a":2}]}', ['{"a":1}', '{"a":2}']],
    ['{"@odata.context":"x","value":[{"a":1}],"next":{"b":[{"c":1}]}}', ['{"a":1}']],
    ['{"took":1,"hits":{"total":{"value":1},"hits":[{"_source":{"a":1}}]}}', ['{"_source":{"a":1}}']],
    ['{"log":{"version":"1.2","creator":{"name":"x"},"pages":[{"id":"p"}],"entries":[{"a":1}]}}', ['{"a":1}']],
    [
      '{"tables":[{"name":"T","columns":[{"name":"a","type":"s"},{"name":"b"}],"rows":[["x",1],[null,"y"]]}]}',
      ['{"a":"x","b":1}', '{"a":null,"b":"y"}'],
    ],
    ['{"records":[{"a":1}]}\n{"records":[{"a":2},{"a":3}]}\n', ['{"a":1}', '{"a":2}', '{"a":3}']],
    ['{"logEvents":[{"message":"m"}]}{"logEvents":[{"message":"n"}]}', ['{"message":"m"}', '{"message":"n"}']],
    ['{"audit_logs":[{"a":1}],"count":1}', ['{"a":1}']],
    ['{"from":"x","to":"y","page_size":30,"operation_logs":[{"a":1},{"a":2}]}', ['{"a":1}', '{"a":2}']],
    ['{"from":"x","activity_logs":[{"a":1}]}', ['{"a":1}']],
    ['{"stat":"OK","response":[{"a":1}]}', ['{"a":1}']],
    ['{"stat":"OK","response":{"authlogs":[{"a":1}],"metadata":{"b":[{"c":1}]}}}', ['{"a":1}']],
    ['{"a":1}{"a":2}\n{"a":3}', ['{"a":1}', '{"a":2}', '{"a":3}']],
  ])('finds the records of %s', (text, records) => {
    expect(unfolded(text)?.filter((line) => line !== '')).toEqual(records);
  });

  test('gives each flow of a record that lists flows a line of its own', () => {
    const text =
      '{"records":[{"time":"t","properties":{"flows":[{"rule":"A","flows":[{"mac":"M","flowTuples":["1,x","2,y"]}]},{"rule":"B","flows":[{"mac":"N","flowTuples":["3,z"]}]}]}},{"time":"u"}]}';
    expect(unfolded(text)).toEqual([
      '{"time":"t","properties":{"flows":[{"rule":"A","flows":[{"mac":"M","flowTuples":["1,x"]}]}]}}',
      '{"time":"t","properties":{"flows":[{"rule":"A","flows":[{"mac":"M","flowTuples":["2,y"]}]}]}}',
      '{"time":"t","properties":{"flows":[{"rule":"B","flows":[{"mac":"N","flowTuples":["3,z"]}]}]}}',
      '{"time":"u"}',
    ]);
  });

  test('names what does not end, and goes on with the next record', () => {
    const text = '[\n  {"a": "no end},\n  {"a": 2},\n  {"a": 3';
    expect(unfolded(text)).toEqual(['', '\u001e{"a":"no end},', '{"a":2}', '\u001e{"a":3']);
    expect(unfolded(text, 7, true)?.at(-1)).toBe('{"a":2}');
  });

  test('holds the beginning of an over-long record only, and no depth is too deep', () => {
    const record = `[{"a":"${'x'.repeat(3_000_000)}"},{"b":1}]`;
    const lines = unfolded(record, 1 << 16) ?? [];
    expect([lines.length, lines[1]]).toEqual([2, '{"b":1}']);
    expect(lines[0]?.length).toBeLessThan(1_200_000);
    const bomb = unfolded(`[${'['.repeat(2_000_000)}`, 1 << 16) ?? [];
    expect(bomb[0]?.length).toBeLessThan(1_200_000);
  });

  test('gives the same whatever the pieces it comes in, and every record of any array', () => {
    const json = fc.json({ maxDepth: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(json, json)),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(0, 2),
        (pairs, size, space) => {
          const records = pairs.map(([a, b]) => ({ k1: JSON.parse(a) as unknown, k2: JSON.parse(b) as unknown }));
          const text = JSON.stringify(records, null, space);
          const lines = unfolded(text, size) ?? [];
          expect(lines).toEqual(unfolded(text, text.length));
          const read = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
          expect(read).toEqual(JSON.parse(JSON.stringify(records)));
          if (space > 0) expect(lines.length).toBe(text.split('\n').length);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('CSV', () => {
  test('gives the rows of a table export the names of their columns, without the empty ones', () => {
    const text =
      'TenantId,"TimeGenerated [UTC]",SyslogMessage,Empty\r\nt,"1/2/2025, 3:04:05.000 AM","a ""b"" \\ c\nd",\r\n';
    expect(unfolded(text)).toEqual([
      '',
      String.raw`{"TenantId":"t","TimeGenerated [UTC]":"1/2/2025, 3:04:05.000 AM","SyslogMessage":"a \"b\" \\ c\nd"}`,
      '',
    ]);
  });

  test('takes the name of a zone off a column, so that its times are local', () => {
    const text = 'TenantId,"TimeGenerated [Eastern Time (US and Canada)]",RawData\nt,"1/2/2025, 3:04:05.000 AM",x\n';
    expect(unfolded(text)?.[1]).toBe('{"TenantId":"t","TimeGenerated":"1/2/2025, 3:04:05.000 AM","RawData":"x"}');
  });

  test('knows a table by its header when a name holds the separator', () => {
    const text = 'TenantId,"TimeGenerated [UTC]","Locked, disabled"\nt,"1/2/2025, 3:04:05.000 AM",no\n';
    expect(unfolded(text)?.[1]).toBe(
      '{"TenantId":"t","TimeGenerated [UTC]":"1/2/2025, 3:04:05.000 AM","Locked, disabled":"no"}',
    );
    expect(unfolded('Date;User,Text;"x"\n1;a;y\n')).toBeNull();
  });

  test.each([['#TYPE Selected.System.Management.Automation.PSCustomObject'], ['sep=;'], ['#TYPE X.Y\r\n"sep=;"']])(
    'passes over what stands in front of the column names: %j',
    (preamble) => {
      const lines = unfolded(`${preamble}\r\nTenantId;SyslogMessage\r\nt;a\r\n`);
      expect(lines?.filter((line) => line !== '')).toEqual(['{"TenantId":"t","SyslogMessage":"a"}']);
      expect(lines?.indexOf('{"TenantId":"t","SyslogMessage":"a"}')).toBe(preamble.split('\n').length + 1);
    },
  );

  test('takes column names of any language where the file is known to be a table', async () => {
    const text = Buffer.from("Date (UTC),Nom d'utilisateur,Requête\n2026-03-26T09:01:00Z,alice,x\n");
    expect(Buffer.from((await headOf(text)).trim(), 'latin1').toString()).toContain(
      '{"Date (UTC)":"2026-03-26T09:01:00Z","Nom d\'utilisateur":"alice","Requête":"x"}',
    );
  });

  test("joins the lines of a device's own rows and leaves them CSV", () => {
    expect(unfolded('Date,User,Text\n1,a,"x\ny"\n2,b,z\n')).toEqual(['Date,User,Text', '1,a,"x y"', '', '2,b,z']);
    expect(unfolded('Date,User,Text\n1,a,x\n')).toBeNull();
  });

  test('loses one row to a quote that is never closed', () => {
    const text = `Date,User,Text\n1,a,"x\n${'2,b,c\n'.repeat(3)}`;
    expect(unfolded(text)).toEqual(['Date,User,Text', '\u001e1,a,"x', '2,b,c', '2,b,c', '2,b,c']);
  });
});

describe('XML', () => {
  test('puts each element on the line it starts on', () => {
    const text =
      '<?xml version="1.0"?>\n<logs>\n  <log>\n    <src>10.0.0.1</src>\n    <t>a b</t>\n  </log>\n<log><src>x</src></log>\n</logs>\n';
    for (const size of [1, 3, 1000]) {
      expect(unfolded(text, size)).toEqual([
        '',
        '',
        '<log><src>10.0.0.1</src><t>a b</t></log>',
        '',
        '',
        '',
        '<log><src>x</src></log>',
        '',
      ]);
    }
  });
});

test('XML of one whole element a line is lines, whatever stands in others', () => {
  expect(unfolded('<Event a="1"><x>1</x></Event>\n{"a":1}\n')).toBeNull();
  expect(unfolded('<Event><x>1</x></Event><Event><x>2</x></Event>\n')).not.toBeNull();
});
