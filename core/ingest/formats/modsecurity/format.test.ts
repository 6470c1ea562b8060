import { testFormat } from '../shared/format-tests.test-kit.ts';
import { modsecurity } from './format.ts';

testFormat(modsecurity, import.meta.url);
