import { testFormat } from '../shared/format-tests.test-kit.ts';
import { forcepointNgfw } from './format.ts';

testFormat(forcepointNgfw, import.meta.url);
