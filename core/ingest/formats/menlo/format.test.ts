import { testFormat } from '../shared/format-tests.test-kit.ts';
import { menlo } from './format.ts';

testFormat(menlo, import.meta.url);
