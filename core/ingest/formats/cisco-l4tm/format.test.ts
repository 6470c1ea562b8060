import { testFormat } from '../shared/format-tests.test-kit.ts';
import { ciscoL4tm } from './format.ts';

testFormat(ciscoL4tm, import.meta.url);
