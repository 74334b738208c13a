import { runService } from '@thi-dua/schema/run-service';
import { createIndicators } from './service.js';

await runService('indicators', createIndicators);
