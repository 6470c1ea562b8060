import { testFormat } from '../shared/format-tests.test-kit.ts';
import { googleCloud } from './format.ts';

testFormat(googleCloud, import.meta.url);
