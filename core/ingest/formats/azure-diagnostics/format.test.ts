import { testFormat } from '../shared/format-tests.test-kit.ts';
import { azureDiagnostics } from './format.ts';

testFormat(azureDiagnostics, import.meta.url);
