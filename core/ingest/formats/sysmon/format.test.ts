import { testFormat } from '../shared/format-tests.test-kit.ts';
import { sysmon } from './format.ts';

testFormat(sysmon, import.meta.url);
