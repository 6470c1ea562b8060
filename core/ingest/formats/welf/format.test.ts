import { testFormat } from '../shared/format-tests.test-kit.ts';
import { welf } from './format.ts';

testFormat(welf, import.meta.url);
