import { testFormat } from '../shared/format-tests.test-kit.ts';
import { akamaiSiem } from './format.ts';

testFormat(akamaiSiem, import.meta.url);
