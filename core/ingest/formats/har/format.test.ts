import { testFormat } from '../shared/format-tests.test-kit.ts';
import { har } from './format.ts';

testFormat(har, import.meta.url);
