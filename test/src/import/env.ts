/** The environment a command of ours is run with: what finds programs, and the database it is to use. */
export const commandEnv = (databaseUrl: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  DATABASE_URL: databaseUrl,
});
