import { describe, expect, it } from 'vitest';
import { keyOf } from '../../../services/platform/carry-out.ts';

describe('what makes two presses one', () => {
  const press = {
    key: 'ca5e0000-0000-4000-8000-000000000001',
    useCase: 'decline-mbe-request',
    actor: { kind: 'professional', id: 'a', dsrRole: 'coordinator' },
    asked: { requestId: 'r', note: 'one' },
  } as const;

  it('the same card, button, person and words, and nothing less', () => {
    expect(keyOf({ ...press })).toBe(keyOf(press));
    expect(keyOf(press)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    const others = [
      keyOf({ ...press, actor: { ...press.actor, id: 'b' } }),
      keyOf({ ...press, useCase: 'approve-mbe-request' }),
      keyOf({ ...press, key: 'ca5e0000-0000-4000-8000-000000000002' }),
      keyOf({ ...press, asked: { ...press.asked, note: 'two' } }),
    ];
    expect(new Set([keyOf(press), ...others]).size).toBe(5);
  });
});
