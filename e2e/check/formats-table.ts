import { TRAFFIC_FORMATS } from '../../core/ingest/formats/registry.ts';
import { TRAFFIC_FIELDS } from '../../core/model/traffic.ts';

const BEGIN = '<!-- formats:begin, written by npm run formats -->';
const END = '<!-- formats:end -->';

const mark = (text: string): string => text.replaceAll('|', '\\|');

/** The tables of docs/formats.md: what each format is, and which fields its lines can give. */
export function formatsTable(): string {
  const about = TRAFFIC_FORMATS.map(
    ({ id, title, vendor, grade, source, signature }) =>
      `| \`${id}\` | ${mark(title)} | ${mark(vendor)} | ${grade} | ${mark(signature)} | <${source}> |`,
  );
  const fields = TRAFFIC_FIELDS.map((field) => {
    const cells = TRAFFIC_FORMATS.map((format) => (format.fields.includes(field) ? '✓' : ''));
    return `| \`${field}\` | ${cells.join(' | ')} |`;
  });
  return [
    '| Id | Log | Vendor | Grade | Recognised by | Layout |',
    '|---|---|---|---|---|---|',
    ...about,
    '',
    `| Field | ${TRAFFIC_FORMATS.map(({ id }) => `\`${id}\``).join(' | ')} |`,
    `|---|${TRAFFIC_FORMATS.map(() => ':-:').join('|')}|`,
    ...fields,
  ].join('\n');
}

/** `page` with the tables as the registry has them now. Throws when the page has no place for them. */
export function withFormatsTable(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`docs/formats.md must hold "${BEGIN}" and "${END}"`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${formatsTable()}\n\n${page.slice(end)}`;
}
