import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFormatsTable } from './formats-table.ts';

// npm run formats: brings docs/formats.md up to date with the registry.
const page = join(import.meta.dirname, '../../docs/formats.md');
writeFileSync(page, withFormatsTable(readFileSync(page, 'utf8')));
