import { testFormat } from '../shared/format-tests.test-kit.ts';
import { huawei } from './format.ts';

testFormat(huawei, import.meta.url);
