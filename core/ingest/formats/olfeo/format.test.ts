import { testFormat } from '../shared/format-tests.test-kit.ts';
import { olfeo } from './format.ts';

testFormat(olfeo, import.meta.url);
