import { testFormat } from '../shared/format-tests.test-kit.ts';
import { clavister } from './format.ts';

testFormat(clavister, import.meta.url);
