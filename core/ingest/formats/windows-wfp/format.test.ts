import { testFormat } from '../shared/format-tests.test-kit.ts';
import { windowsWfp } from './format.ts';

testFormat(windowsWfp, import.meta.url);
