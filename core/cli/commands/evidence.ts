/** evidence: the raw lines behind a figure. */
import type { Command } from 'commander';
import type { EvidenceRow } from '../../contract/discovery.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanCount, printable } from '../human.ts';
import { LIMIT_MAX, type ScopeOptions, wholeNumber, withScope } from '../options.ts';
import { PASSPHRASE_VARIABLE, unlockIfPossible, unlockWorkspace } from '../passphrase.ts';
import { scopeOf } from '../scope.ts';

interface EvidenceOptions extends ScopeOptions {
  readonly app?: string;
  readonly user?: string;
  readonly host?: string;
  readonly source?: string;
  readonly device?: string;
  readonly limit: number;
  readonly json?: boolean;
  readonly ndjson?: boolean;
  readonly reveal?: string;
}

const PAGE_ROWS = 1_000;
const DEFAULT_LIMIT = 100;

export function addEvidenceCommand(program: Command, context: CommandContext): void {
  withScope(program.command('evidence'))
    .description('the raw lines behind a figure, with file and line number')
    .option('--app <id>', 'lines of this app')
    .option('--user <name>', 'lines of this user')
    .option('--host <name>', 'lines to this host')
    .option('--source <address>', 'lines from this address')
    .option('--device <name>', 'lines of this device')
    .option('--limit <n>', 'at most this many lines', wholeNumber(1, LIMIT_MAX), DEFAULT_LIMIT)
    .option('--reveal <reason>', 'lines of anonymised streams in clear; the reason is kept in the governance log')
    .option('--ndjson', 'one JSON object a line')
    .option('--json', 'one JSON array')
    .action((options: EvidenceOptions) => listEvidence(options, context));
}

async function listEvidence(options: EvidenceOptions, context: CommandContext): Promise<void> {
  const { out } = context;
  await EngineSession.use(context, async (session) => {
    const { reveal } = options;
    const info = await session.open(options.workspace, { readOnly: reveal === undefined });
    if (reveal === undefined) await unlockIfPossible(session);
    else await unlockWorkspace(session, context.note, { make: false });
    const scope = await scopeOf(session, info, options);
    const subject = {
      ...(options.app === undefined ? {} : { app: options.app }),
      ...(options.user === undefined ? {} : { user: options.user }),
      ...(options.host === undefined ? {} : { host: options.host }),
      ...(options.source === undefined ? {} : { source: options.source }),
      ...(options.device === undefined ? {} : { device: options.device }),
    };
    const hasMore = async (from: string): Promise<boolean> =>
      (await session.call('discovery.listEvidence', { ...scope, subject, cursor: from, limit: 1 })).rows.length > 0;
    const collected: EvidenceRow[] = [];
    let cursor: string | null = null;
    let count = 0;
    let withoutEvidence = 0;
    let sealed = 0;
    const damaged: MethodOutput<'discovery.listEvidence'>['damaged'] = [];
    do {
      const question = {
        ...scope,
        subject,
        ...(cursor === null ? {} : { cursor }),
        limit: Math.min(PAGE_ROWS, options.limit - count),
      };
      const reply: MethodOutput<'discovery.listEvidence'> =
        reveal === undefined
          ? await session.call('discovery.listEvidence', question)
          : await session.call('privacy.revealLines', { ...question, reason: reveal });
      for (const row of reply.rows) {
        if (options.ndjson === true) await out.json(row);
        else if (options.json === true) collected.push(row);
        else await out.write(`${textLine(row, out.isTerminal)}\n`);
      }
      count += reply.rows.length;
      ({ withoutEvidence, sealed } = reply);
      damaged.push(...reply.damaged);
      cursor = reply.cursor;
    } while (cursor !== null && count < options.limit);
    if (options.json === true) await out.json(collected);
    const more = cursor !== null && (await hasMore(cursor)) ? '; there are more, --limit shows them' : '';
    context.note(`${humanCount(count, 'line')}${more}.`);
    if (withoutEvidence > 0) {
      context.note(`Of ${humanCount(withoutEvidence, 'transaction')} no evidence is kept.`);
    }
    if (sealed > 0) {
      context.note(
        `The lines of ${humanCount(sealed, 'transaction')} are sealed; they show with the workspace’s passphrase (${PASSPHRASE_VARIABLE}).`,
      );
    }
    for (const part of damaged) {
      context.note(
        `Lines ${part.firstLine} to ${part.lastLine} of ${part.file} (import ${part.importId}) are damaged on disk; the figures are not affected.`,
      );
    }
    if (damaged.length > 0) {
      const lines = damaged.reduce((sum, part) => sum + part.lastLine - part.firstLine + 1, 0);
      throw new AppError(
        'workspace.corrupt',
        `${humanCount(lines, 'line')} of the evidence cannot be read; what is asked for may be among them. Restore a backup to see them.`,
      );
    }
  });
}

/** Raw bytes for a pipe; on a terminal nothing that it would obey. */
function textLine(row: EvidenceRow, isTerminal: boolean): string {
  const raw = isTerminal ? printable(row.raw) : row.raw;
  return `${isTerminal ? printable(row.file) : row.file}:${row.line}\t${raw}${row.truncated ? '…' : ''}`;
}
