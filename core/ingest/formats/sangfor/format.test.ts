import { testFormat } from '../shared/format-tests.test-kit.ts';
import { sangfor } from './format.ts';

testFormat(sangfor, import.meta.url);
