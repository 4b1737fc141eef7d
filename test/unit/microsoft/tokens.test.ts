import { describe, expect, test } from 'vitest';
import { openTokens } from '../../../services/microsoft/tokens.ts';
import { movableClock } from '../../../services/platform/time.ts';
import { ordinaryMorning } from '../../support/deps.ts';

const MINUTE_MS = 60_000;

/** Tokens of an hour, numbered, from a sign-in that can be made to fail. */
function start() {
  const clock = movableClock(ordinaryMorning);
  const signIns = { count: 0, failing: false };
  const tokens = openTokens(async () => {
    signIns.count += 1;
    const number = signIns.count;
    await Promise.resolve();
    if (signIns.failing) throw new Error('no sign-in');
    return { value: `token ${number}`, lifetimeSeconds: 3600 };
  }, clock);
  return { clock, signIns, tokens };
}

/** Whatever has been begun and not waited for. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('A token', () => {
  test('is asked for once, however many want it at the same time', async () => {
    const { signIns, tokens } = start();
    const all = await Promise.all(Array.from({ length: 50 }, () => tokens.current()));
    expect(new Set(all)).toEqual(new Set(['token 1']));
    expect(signIns.count).toBe(1);
  });

  test('is kept while it is good', async () => {
    const { clock, signIns, tokens } = start();
    await tokens.current();
    clock.moveBy(54 * MINUTE_MS);
    expect(await tokens.current()).toBe('token 1');
    expect(signIns.count).toBe(1);
  });

  test('is renewed five minutes before it ends, and nobody waits for that', async () => {
    const { clock, signIns, tokens } = start();
    await tokens.current();
    clock.moveBy(56 * MINUTE_MS);
    expect(await Promise.all([tokens.current(), tokens.current()])).toEqual(['token 1', 'token 1']);
    await settled();
    expect(signIns.count).toBe(2);
    expect(await tokens.current()).toBe('token 2');
  });

  test('stays in use while it is good and cannot be renewed, which is tried every half a minute', async () => {
    const { clock, signIns, tokens } = start();
    await tokens.current();
    clock.moveBy(56 * MINUTE_MS);
    signIns.failing = true;
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await tokens.current()).toBe('token 1');
      await settled();
    }
    expect(signIns.count).toBe(2);
    clock.moveBy(30_000);
    await tokens.current();
    await settled();
    expect(signIns.count).toBe(3);
  });

  test('is not used in its last minute: whoever asks waits for another', async () => {
    const { clock, tokens } = start();
    await tokens.current();
    clock.moveBy(59 * MINUTE_MS);
    expect(await tokens.current()).toBe('token 2');
  });

  test('that ran out and cannot be replaced is a fault, and the next who asks tries again', async () => {
    const { clock, signIns, tokens } = start();
    await tokens.current();
    clock.moveBy(60 * MINUTE_MS);
    signIns.failing = true;
    await expect(tokens.current()).rejects.toThrow('no sign-in');
    signIns.failing = false;
    expect(await tokens.current()).toBe('token 3');
  });

  test('that was refused is replaced once, however many have met the refusal', async () => {
    const { signIns, tokens } = start();
    const old = await tokens.current();
    const all = await Promise.all(
      Array.from({ length: 10 }, () => {
        tokens.refused(old);
        return tokens.current();
      }),
    );
    tokens.refused(old);
    expect(new Set([...all, await tokens.current()])).toEqual(new Set(['token 2']));
    expect(signIns.count).toBe(2);
  });

  test('that lacks a permission is replaced once it is five minutes old: somebody may have granted it since', async () => {
    const { clock, signIns, tokens } = start();
    const old = await tokens.current();
    tokens.lacking(old);
    expect(await tokens.current()).toBe('token 1');
    clock.moveBy(5 * MINUTE_MS);
    tokens.lacking(old);
    expect(await tokens.current()).toBe('token 2');
    tokens.lacking(old);
    expect(await tokens.current()).toBe('token 2');
    expect(signIns.count).toBe(2);
  });
});
