import { testFormat } from '../shared/format-tests.test-kit.ts';
import { unbound } from './format.ts';

testFormat(unbound, import.meta.url);
