// `npm run import -- WHAT …`: each service brings the command for what it owns.
if (process.argv[2] === 'observations') await import('@thi-dua/indicators/import/main');
else await import('@thi-dua/localities/import/main');
