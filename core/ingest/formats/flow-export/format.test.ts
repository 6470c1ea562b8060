import { testFormat } from '../shared/format-tests.test-kit.ts';
import { flowExport } from './format.ts';

testFormat(flowExport, import.meta.url);
