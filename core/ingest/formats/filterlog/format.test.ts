import { testFormat } from '../shared/format-tests.test-kit.ts';
import { filterlog } from './format.ts';

testFormat(filterlog, import.meta.url);
