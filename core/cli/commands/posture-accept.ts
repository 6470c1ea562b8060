/** posture accept, posture reopen: what a workspace decides of a finding. */
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { printable } from '../human.ts';
import { type WordOptions, withWorkspace, word } from '../workspace-word.ts';

export function addPostureDecisions(posture: Command, context: CommandContext): void {
  word(posture, 'accept <rule>', 'accept a finding, by the id that --json has')
    .requiredOption('--reason <text>', 'why')
    .action((rule: string, options: WordOptions & { readonly reason: string }) =>
      decide(context, options, rule, options.reason),
    );
  word(posture, 'reopen <rule>', 'accept a finding no longer').action((rule: string, options: WordOptions) =>
    decide(context, options, rule, null),
  );
}

async function decide(context: CommandContext, options: WordOptions, id: string, reason: string | null): Promise<void> {
  await withWorkspace(context, options, false, async (session) => {
    const { previous } = await session.call('posture.accept', { id, reason });
    if (options.json === true) return context.out.json({ id, reason, previous });
    await context.out.line(`${printable(id)}: ${reason === null ? 'open again' : `accepted: ${printable(reason)}`}`);
  });
}
