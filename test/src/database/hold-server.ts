import { startEmbedded } from '@thi-dua/prisma/embedded/server';

const server = await startEmbedded({ dataDir: process.argv[2] ?? '' });
process.stdout.write(`${server.url('admin', 'postgres')}\n`);
process.once('SIGTERM', async () => {
  await server.stop();
  process.exit(0);
});
setInterval(() => {}, 1000);
