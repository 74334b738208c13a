import { join } from 'node:path';
import type { FileStore } from './file-store.js';
import { localFolder } from './local-folder.js';
import { s3Bucket } from './s3.js';
import type { DossierSettings } from './settings.js';

/** The store that the settings name: S3 where a bucket is named, else a folder, in DATA_DIR where none is named. */
export function openStore(settings: DossierSettings & { DATA_DIR: string }): FileStore {
  const {
    DOSSIER_S3_ENDPOINT: endpoint,
    DOSSIER_S3_BUCKET: bucket,
    DOSSIER_S3_ACCESS_KEY_ID: accessKeyId,
    DOSSIER_S3_SECRET_ACCESS_KEY: secretAccessKey,
    DOSSIER_S3_REGION: region,
  } = settings;
  if (endpoint !== undefined && bucket !== undefined && accessKeyId !== undefined && secretAccessKey !== undefined)
    return s3Bucket({ endpoint, bucket, region, credentials: { accessKeyId, secretAccessKey } });
  return localFolder(settings.DOSSIER_DIR ?? join(settings.DATA_DIR, 'dossier'));
}
