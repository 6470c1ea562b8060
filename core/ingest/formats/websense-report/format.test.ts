import { testFormat } from '../shared/format-tests.test-kit.ts';
import { websenseReport } from './format.ts';

testFormat(websenseReport, import.meta.url);
