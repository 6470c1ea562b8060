import { testFormat } from '../shared/format-tests.test-kit.ts';
import { checkpointExport } from './format.ts';

testFormat(checkpointExport, import.meta.url);
