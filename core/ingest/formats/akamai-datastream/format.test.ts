import { testFormat } from '../shared/format-tests.test-kit.ts';
import { akamaiDatastream } from './format.ts';

testFormat(akamaiDatastream, import.meta.url);
