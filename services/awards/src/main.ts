import { runService } from '@thi-dua/schema/run-service';
import { dossierEnv } from './dossier/store/env.js';
import { openStore } from './dossier/store/open-store.js';
import { createAwards } from './service.js';

await runService('awards', (options) => createAwards({ ...options, files: openStore(dossierEnv()) }));
