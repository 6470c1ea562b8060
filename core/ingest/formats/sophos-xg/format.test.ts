import { testFormat } from '../shared/format-tests.test-kit.ts';
import { sophosXg } from './format.ts';

testFormat(sophosXg, import.meta.url);
