import { testFormat } from '../shared/format-tests.test-kit.ts';
import { avi } from './format.ts';

testFormat(avi, import.meta.url);
