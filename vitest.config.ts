import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two workers: each loads a morphological dictionary of about 150 MB.
    maxWorkers: 2,
  },
});
