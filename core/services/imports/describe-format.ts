/** Trying a format's description on lines, and guessing a first one: what the wizard stands on. */
import { type CustomFormat, formatLayout, readCustomFormat } from '../../contract/custom-format.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { problemOf } from '../../contract/own-description.ts';
import { explainLines } from '../../ingest/formats/custom/explain.ts';
import { guessFields } from '../../ingest/formats/custom/guess-fields.ts';
import { guessLayout } from '../../ingest/formats/custom/guess-layout.ts';
import { type Source, sourcesOf } from '../../ingest/formats/custom/sources.ts';
import { createSyslogHeader, stripSyslog } from '../../ingest/normalize/syslog.ts';
import { openHead } from '../../ingest/read/open-text.ts';
import { listShownSources, type ShownPath } from '../../ingest/read/shown-sources.ts';
import { HEAD_ONLY } from '../../ingest/read/sources.ts';
import { decodeUtf8, encodeUtf8 } from '../../kit/text.ts';

export type DescribeInput = Omit<MethodParsed<'formats.describe'>, 'token'> & { readonly file: ShownPath | null };
type Described = MethodOutput<'formats.describe'>;

/** Lines of which a description is guessed. */
const GUESS_LINES = 200;
/** Read of the file at most. */
const HEAD_BYTES = 256 * 1024;
const RAW_CHARS = 2000;

export async function describeFormat(input: DescribeInput): Promise<Described> {
  const { lines, modifiedMs, name } = await linesOf(input);
  const messages = messagesOf(lines.slice(0, GUESS_LINES));
  const definition: unknown = input.definition ?? guessDefinition(messages, name);
  const shown = lines.slice(0, input.limit);
  const answer: Described = {
    definition,
    sources: [],
    lines: [],
    text: shown.map(decodeUtf8).join('\n'),
    counts: { parsed: 0, skipped: 0, rejected: 0 },
    problem: null,
  };
  try {
    answer.sources = namesOf(definition, messages);
    const explained = explainLines(readCustomFormat(definition), shown, { zone: input.zone, fileDateMs: modifiedMs });
    for (const line of explained) {
      answer.counts[line.verdict]++;
      answer.lines.push({
        ...line,
        raw: decodeUtf8((shown[line.line - 1] ?? '').slice(0, RAW_CHARS)),
        record: line.record === null ? null : { ...line.record },
        fields: { ...line.fields },
      });
    }
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'format.invalid') throw cause;
    answer.problem = problemOf(cause);
  }
  return answer;
}

interface Lines {
  /** Latin1, without line ends; blank ones are left out. */
  readonly lines: readonly string[];
  readonly modifiedMs: number;
  readonly name: string;
}

async function linesOf(input: DescribeInput): Promise<Lines> {
  if (input.text !== undefined) {
    return { lines: split(encodeUtf8(input.text)), modifiedMs: Date.now(), name: 'my log' };
  }
  if (input.file === null) throw new AppError('input.invalid', 'Give a file or lines to describe.');
  const { sources, problems } = await listShownSources([input.file]);
  const [source] = sources;
  if (source === undefined) {
    throw problems[0]?.error ?? new AppError('file.empty', `There are no logs in ${input.file.shown}.`);
  }
  const { text } = await openHead(await source.open(HEAD_ONLY), HEAD_BYTES);
  return { lines: split(text).slice(0, 5000), modifiedMs: source.modifiedMs, name: source.name };
}

function split(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

function messagesOf(lines: readonly string[]): string[] {
  const header = createSyslogHeader();
  return lines.map((line) => {
    stripSyslog(line, 0, line.length, header);
    return line.slice(header.start);
  });
}

function guessDefinition(messages: readonly string[], name: string): CustomFormat {
  const layout = guessLayout(messages);
  const fields = guessFields(sourcesOf(layout, messages));
  const stem = (name.split(/[\\/]/).pop() ?? '').replace(/\.[a-z0-9]+(\.(gz|zst|zip))?$/i, '');
  const slug = stem
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  return {
    undercastFormat: 1,
    id: `custom-${slug === '' ? 'log' : slug}`,
    title: stem === '' ? 'My log' : stem.slice(0, 100),
    vendor: '',
    notes: '',
    layout,
    lines: { syslog: true, comment: layout.kind === 'w3c' ? '' : '#', contain: [], lack: [] },
    fields,
  };
}

/** What the layout offers to be mapped, as far as the layout itself is usable. */
function namesOf(definition: unknown, messages: readonly string[]): Described['sources'] {
  const layout = layoutOf(definition);
  if (layout === undefined) return [];
  const comment = (definition as CustomFormat).lines?.comment ?? '';
  const data = comment === '' ? messages : messages.filter((line) => !line.startsWith(comment));
  return sourcesOf(layout, data).map(({ name, values }: Source) => ({
    name,
    example: (values.find((value) => value !== '' && value !== '-') ?? '').slice(0, 200),
  }));
}

function layoutOf(definition: unknown): CustomFormat['layout'] | undefined {
  const given =
    typeof definition === 'object' && definition !== null && 'layout' in definition ? definition.layout : {};
  const result = formatLayout.safeParse(given);
  return result.success ? result.data : undefined;
}
