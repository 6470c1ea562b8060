import { testFormat } from '../shared/format-tests.test-kit.ts';
import { forcepointCloud } from './format.ts';

testFormat(forcepointCloud, import.meta.url);
