import { join } from 'node:path';
import { findOffences } from './layers.ts';
import { listSources } from './sources.ts';

const offences = findOffences(listSources(join(import.meta.dirname, '../..')));
for (const { file, line, edge, reason } of offences) console.log(`${file}:${line}: ${edge}\n    ${reason}`);
if (offences.length > 0) process.exitCode = 1;
