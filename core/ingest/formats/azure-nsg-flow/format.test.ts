import { testFormat } from '../shared/format-tests.test-kit.ts';
import { azureNsgFlow } from './format.ts';

testFormat(azureNsgFlow, import.meta.url);
