import { afterAll, afterEach, beforeEach, expect, vi } from 'vitest';

// A fault that only reaches the console is still a fault.
beforeEach(() => {
  vi.spyOn(console, 'error');
});
afterEach(() => {
  const { calls } = vi.mocked(console.error).mock;
  vi.restoreAllMocks();
  expect(calls, 'nothing is written to console.error').toEqual([]);
});
// Files share a process: what one sets of the environment ends with it.
afterAll(() => {
  vi.unstubAllEnvs();
});
