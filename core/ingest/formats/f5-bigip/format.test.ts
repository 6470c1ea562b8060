import { testFormat } from '../shared/format-tests.test-kit.ts';
import { f5Bigip } from './format.ts';

testFormat(f5Bigip, import.meta.url);
