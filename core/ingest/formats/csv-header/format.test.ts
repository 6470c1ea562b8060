import { testFormat } from '../shared/format-tests.test-kit.ts';
import { csvHeader } from './format.ts';

testFormat(csvHeader, import.meta.url);
