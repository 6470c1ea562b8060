import { testFormat } from '../shared/format-tests.test-kit.ts';
import { sentinelone } from './format.ts';

testFormat(sentinelone, import.meta.url);
