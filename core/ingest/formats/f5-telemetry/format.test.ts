import { testFormat } from '../shared/format-tests.test-kit.ts';
import { f5Telemetry } from './format.ts';

testFormat(f5Telemetry, import.meta.url);
