import { testFormat } from '../shared/format-tests.test-kit.ts';
import { pairs } from './format.ts';

testFormat(pairs, import.meta.url);
