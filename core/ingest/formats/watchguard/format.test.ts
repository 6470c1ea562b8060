import { testFormat } from '../shared/format-tests.test-kit.ts';
import { watchguard } from './format.ts';

testFormat(watchguard, import.meta.url);
