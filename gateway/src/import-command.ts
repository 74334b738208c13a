// `npm run import -- WHAT …`: each service brings the command for what it owns; a plan passes the checks of several.
if (process.argv[2] === 'observations') await import('@thi-dua/indicators/import/main');
else if (process.argv[2] === 'plan') await import('./import/plan-main.js');
else await import('@thi-dua/localities/import/main');
