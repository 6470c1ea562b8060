import { testFormat } from '../shared/format-tests.test-kit.ts';
import { zscalerZpa } from './format.ts';

testFormat(zscalerZpa, import.meta.url);
