import { runService } from '@thi-dua/schema/run-service';
import { createAwards } from './service.js';

await runService(createAwards);
