import { testFormat } from '../shared/format-tests.test-kit.ts';
import { fortigate } from './format.ts';

testFormat(fortigate, import.meta.url);
