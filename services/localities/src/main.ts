import { runService } from '@thi-dua/schema/run-service';
import { createLocalities } from './service.js';

await runService(createLocalities);
