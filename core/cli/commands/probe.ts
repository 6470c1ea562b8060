/** probe: look at chosen apps over the network and take what was seen into the workspace. Off unless allowed. */
import type { Command } from 'commander';
import type { ProbedApp } from '../../contract/probe.ts';
import { TLS_VERSIONS } from '../../model/probe.ts';
import type { CommandContext } from '../context.ts';
import type { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { humanNumber, printable, UNKNOWN } from '../human.ts';
import { textTable } from '../text-table.ts';
import { type WordOptions, withWorkspace, word } from '../workspace-word.ts';

interface ProbeOptions extends WordOptions {
  readonly allow?: boolean;
  readonly forbid?: boolean;
  readonly again?: boolean;
  readonly forget?: boolean;
}

export function addProbeCommand(program: Command, context: CommandContext): void {
  word(program, 'probe [apps...]', 'look at apps over the network: TLS, certificate, headers, DNS. Off unless allowed')
    .option('--allow', 'switch the online probe on in this workspace')
    .option('--forbid', 'switch it off')
    .option('--again', 'also apps that were looked at within a day')
    .option('--forget', 'the catalog’s own values of these apps stand again')
    .action((apps: string[], options: ProbeOptions) => {
      if (options.allow === true && options.forbid === true) throw new UsageError('Choose --allow or --forbid.');
      return withWorkspace(context, options, false, (session) => probe(context, session, apps, options));
    });
}

async function probe(
  context: CommandContext,
  session: EngineSession,
  apps: readonly string[],
  options: ProbeOptions,
): Promise<void> {
  const switched = options.allow === true || options.forbid === true;
  if (switched) {
    await session.call('probe.allow', { allowed: options.allow === true });
    context.note(`The online probe is ${options.allow === true ? 'on' : 'off'} in this workspace.`);
  }
  if (options.forget === true && apps.length > 0) {
    const { forgotten } = await session.call('probe.forget', { apps: [...apps] });
    return context.note(`${humanNumber(forgotten)} forgotten.`);
  }
  if (apps.length > 0) {
    const answer = await session.run('probe.run', { apps: [...apps], again: options.again === true });
    if (options.json === true) return context.out.json(answer);
    for (const name of answer.hostless) context.note(`${name} names no host to look at.`);
    if (answer.fresh > 0)
      context.note(`${humanNumber(answer.fresh)} were looked at within a day; --again does so anew.`);
    return context.out.write(probeTable(answer.probed));
  }
  if (switched) return;
  const state = await session.call('probe.getState', {});
  if (options.json === true) return context.out.json(state);
  context.note(
    `The online probe is ${state.allowed ? 'on' : 'off'} in this workspace${state.offline ? ', but this machine is set to make no connections' : ''}.`,
  );
  await context.out.write(probeTable(state.probes));
}

function probeTable(probes: readonly ProbedApp[]): string {
  const titles = ['APP', 'HOST', 'TLS', 'CERTIFICATE', 'HEADERS', 'SECURITY.TXT', 'CAA', 'MTA-STS', 'DNSSEC'];
  return textTable(
    titles.map((title) => ({ title })),
    probes.map(({ name, result }) =>
      result.reached
        ? [
            name,
            result.host,
            TLS_VERSIONS.filter((version) => result.tls[version]?.offered === true).join(' '),
            certificateText(result),
            result.headers === null
              ? UNKNOWN
              : `${Object.values(result.headers).filter((one) => one !== null).length} of 7`,
            ...[result.securityTxt, result.caa, result.mtaSts, result.dnssec].map(answerText),
          ]
        : [name, result.host, printable(result.problem ?? 'not reached')],
    ),
  );
}

function certificateText({ certificate }: ProbedApp['result']): string {
  if (certificate === null) return UNKNOWN;
  const faults = [
    certificate.namesHost ? [] : ['wrong name'],
    certificate.trusted ? [] : [String(certificate.trustProblem)],
  ];
  const until =
    certificate.validTo === null ? '' : ` until ${new Date(certificate.validTo).toISOString().slice(0, 10)}`;
  return printable(faults.flat().length === 0 ? `good${until}` : faults.flat().join(', '));
}

function answerText(answer: boolean | null): string {
  return answer === null ? UNKNOWN : answer ? 'yes' : 'no';
}
