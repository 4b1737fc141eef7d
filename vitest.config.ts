import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Two cores: one file at a time a core; browser files are slow but few.
    maxWorkers: 2,
    // Limits against what hangs, not measures of speed: a busy machine must not fail a test.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    restoreMocks: true,
  },
});
