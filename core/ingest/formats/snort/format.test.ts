import { testFormat } from '../shared/format-tests.test-kit.ts';
import { snort } from './format.ts';

testFormat(snort, import.meta.url);
