import { testFormat } from '../shared/format-tests.test-kit.ts';
import { skyhigh } from './format.ts';

testFormat(skyhigh, import.meta.url);
