import { testFormat } from '../shared/format-tests.test-kit.ts';
import { iFilter } from './format.ts';

testFormat(iFilter, import.meta.url);
