/** In: a line of latin1 text. Out: an object of a log service that holds it as the raw line that it was, one byte a character. */
type Wrap = (line: string) => string;

/** As Splunk, Elastic and Log Analytics export lines, and with escapes beyond those that JSON asks for. */
export const WRAPS: readonly Wrap[] = [
  (line) => `{"_time":"2025-01-01T00:00:30.000+00:00","host":"relay","_raw":${JSON.stringify(line)}}`,
  (line) => `{"@timestamp":"2025-01-01T00:00:30Z","event":{"original":${JSON.stringify(line)}},"host":{"name":"fw1"}}`,
  (line) =>
    `{"TimeGenerated":"2025-01-01 00:00:30","SyslogMessage":${JSON.stringify(line).replaceAll('/', '\\/').replaceAll('<', '\\u003c')},"Computer":"fw1"}`,
  (line) => `{"RawData":${JSON.stringify(line)}}`,
];
