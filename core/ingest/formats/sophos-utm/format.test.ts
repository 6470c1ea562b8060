import { testFormat } from '../shared/format-tests.test-kit.ts';
import { sophosUtm } from './format.ts';

testFormat(sophosUtm, import.meta.url);
