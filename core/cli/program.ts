/** The words of the command line: one function a command, in the order that help lists them. */
import { Command } from 'commander';
import { addCatalogCommands } from './commands/catalog.ts';
import { addDetectFormatCommand } from './commands/detect-format.ts';
import { addEvidenceCommand } from './commands/evidence.ts';
import { addExportCommand } from './commands/export.ts';
import { addFormatsCommand } from './commands/formats.ts';
import { addImportCommand } from './commands/import.ts';
import { addImportsCommands } from './commands/imports.ts';
import { addParseCommand } from './commands/parse.ts';
import { addSampleCommand } from './commands/sample.ts';
import { addServeCommand } from './commands/serve.ts';
import { addTableCommands } from './commands/tables.ts';
import { addTagCommand } from './commands/tag.ts';
import { addWorkspaceCommands } from './commands/workspace.ts';
import type { CommandContext } from './context.ts';
import { version } from './engine-session.ts';

const EXAMPLES = `
Examples:
  undercast import /var/log/squid --workspace case.undercast
  undercast apps --workspace case.undercast --filter 'category:"Cloud storage" and users>5'
  undercast evidence --workspace case.undercast --app dropbox --limit 20
  undercast sample --workspace sample.undercast

Exit status: 0 done, 1 the input or the workspace is at fault, 2 the command line is, 3 cancelled.`;

/** Builds the program; errors of the command line are thrown as CommanderError, never printed. */
export function buildProgram(context: CommandContext): Command {
  const program = new Command('undercast')
    .description('Discovers cloud apps, scores their risk and investigates their use from your own logs, offline.')
    .version(version())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError(true)
    .addHelpText('after', EXAMPLES);
  for (const add of [
    addFormatsCommand,
    addDetectFormatCommand,
    addParseCommand,
    addImportCommand,
    addImportsCommands,
    addTableCommands,
    addEvidenceCommand,
    addCatalogCommands,
    addTagCommand,
    addExportCommand,
    addSampleCommand,
    addWorkspaceCommands,
    addServeCommand,
  ]) {
    add(program, context);
  }
  return program;
}
