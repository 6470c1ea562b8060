import { testFormat } from '../shared/format-tests.test-kit.ts';
import { untangle } from './format.ts';

testFormat(untangle, import.meta.url);
