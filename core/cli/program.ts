/** The words of the command line, in the order that help lists them. */
import { Command } from 'commander';
import type { CommandContext } from './context.ts';
import { version } from './engine-session.ts';

const EXAMPLES = `
Examples:
  undercast import /var/log/squid --workspace case.undercast
  undercast apps --workspace case.undercast --filter 'category:"Cloud storage" and users>5'
  undercast evidence --workspace case.undercast --app dropbox --limit 20
  undercast sample --workspace sample.undercast

Exit status: 0 done, 1 the input or the workspace is at fault, 2 the command line is, 3 cancelled.`;

type Add = (program: Command, context: CommandContext) => void;

/** A run needs one command's code; loading only that halves the time until its first line. */
const COMMANDS: readonly (readonly [names: readonly string[], load: () => Promise<Add>])[] = [
  [['control'], async () => (await import('./commands/control.ts')).addControlCommand],
  [['snapshots'], async () => (await import('./commands/snapshots.ts')).addSnapshotsCommand],
  [['connectors'], async () => (await import('./commands/connectors.ts')).addConnectorsCommand],
  [['formats'], async () => (await import('./commands/formats.ts')).addFormatsCommand],
  [['detect-format'], async () => (await import('./commands/detect-format.ts')).addDetectFormatCommand],
  [['parse'], async () => (await import('./commands/parse.ts')).addParseCommand],
  [['import'], async () => (await import('./commands/import.ts')).addImportCommand],
  [['collect'], async () => (await import('./commands/collect.ts')).addCollectCommand],
  [['connect'], async () => (await import('./commands/connect.ts')).addConnectCommands],
  [['pull'], async () => (await import('./commands/pull.ts')).addPullCommand],
  [['imports'], async () => (await import('./commands/imports.ts')).addImportsCommands],
  [
    ['apps', 'users', 'sources', 'devices', 'unmatched'],
    async () => (await import('./commands/tables.ts')).addTableCommands,
  ],
  [['beacons'], async () => (await import('./commands/beacons.ts')).addBeaconsCommand],
  [['activities'], async () => (await import('./commands/activities.ts')).addActivitiesCommand],
  [
    ['accounts', 'files', 'oauth', 'posture'],
    async () => (await import('./commands/connected.ts')).addConnectedCommands,
  ],
  [['scope'], async () => (await import('./commands/scope.ts')).addScopeCommand],
  [['evidence'], async () => (await import('./commands/evidence.ts')).addEvidenceCommand],
  [['privacy'], async () => (await import('./commands/privacy.ts')).addPrivacyCommands],
  [['catalog'], async () => (await import('./commands/catalog.ts')).addCatalogCommands],
  [['names'], async () => (await import('./commands/names.ts')).addNamesCommands],
  [['tag'], async () => (await import('./commands/tag.ts')).addTagCommand],
  [['streams', 'views'], async () => (await import('./commands/streams.ts')).addStreamCommands],
  [['ranges', 'directory', 'exclude'], async () => (await import('./commands/enrichment.ts')).addEnrichmentCommands],
  [['probe'], async () => (await import('./commands/probe.ts')).addProbeCommand],
  [['geo'], async () => (await import('./commands/geo.ts')).addGeoCommands],
  [['export'], async () => (await import('./commands/export.ts')).addExportCommand],
  [['sample'], async () => (await import('./commands/sample.ts')).addSampleCommand],
  [['workspace'], async () => (await import('./commands/workspace.ts')).addWorkspaceCommands],
  [['serve'], async () => (await import('./commands/serve.ts')).addServeCommand],
];

/**
 * Builds the program for the given words: the command they begin with, or all commands where help or an error needs them.
 * Errors of the command line are thrown as CommanderError, never printed.
 */
export async function buildProgram(words: readonly string[], context: CommandContext): Promise<Command> {
  const program = new Command('undercast')
    .description('Discovers cloud apps, scores their risk and investigates their use from your own logs, offline.')
    .version(version())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError(true)
    .addHelpText('after', EXAMPLES);
  const wanted = COMMANDS.filter(([names]) => names.includes(words[0] ?? ''));
  for (const [, load] of wanted.length > 0 ? wanted : COMMANDS) (await load())(program, context);
  return program;
}
