import { testFormat } from '../shared/format-tests.test-kit.ts';
import { eset } from './format.ts';

testFormat(eset, import.meta.url);
