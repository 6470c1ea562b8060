import { testFormat } from '../shared/format-tests.test-kit.ts';
import { sophosWebAppliance } from './format.ts';

testFormat(sophosWebAppliance, import.meta.url);
