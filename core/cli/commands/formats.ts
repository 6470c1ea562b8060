/** formats: every traffic format that can be read. */
import type { Command } from 'commander';
import { TRAFFIC_FORMATS } from '../../ingest/formats/registry.ts';
import type { CommandContext } from '../context.ts';
import { textTable } from '../text-table.ts';

export function addFormatsCommand(program: Command, context: CommandContext): void {
  program
    .command('formats')
    .description('every log format: id, title, fields it can give')
    .option('--json', 'one JSON array')
    .action(async (options: { readonly json?: boolean }) => {
      if (options.json === true) {
        const list = TRAFFIC_FORMATS.map(({ id, title, vendor, grade, source, signature, fields }) => ({
          id,
          kind: 'traffic',
          title,
          vendor,
          grade,
          source,
          signature,
          fields,
        }));
        return context.out.json(list);
      }
      const rows = TRAFFIC_FORMATS.map((format) => [format.id, format.title, format.grade, format.fields.join(' ')]);
      const titles = ['ID', 'TITLE', 'GRADE', 'FIELDS'].map((title) => ({ title }));
      return context.out.write(textTable(titles, rows));
    });
}
