import { testFormat } from '../shared/format-tests.test-kit.ts';
import { nfdump } from './format.ts';

testFormat(nfdump, import.meta.url);
