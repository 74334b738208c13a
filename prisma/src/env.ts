/** What a child process of ours needs of the environment, and no more. */
export const inherited = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NODE_ENV: process.env.NODE_ENV,
  CHECKPOINT_DISABLE: '1',
});
