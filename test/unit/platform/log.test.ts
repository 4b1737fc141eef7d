import { expect, it } from 'vitest';
import { describeFault } from '../../../services/platform/log.ts';

it('keeps the kind, the code and the frames of a fault, and nothing of its message', () => {
  const fault = Object.assign(new TypeError('Jamie Okafor\n    at 12 Example Road, Stafford'), { code: 'E_ROW' });
  const kept = describeFault(fault);
  expect(kept).toMatchObject({ fault: 'TypeError', code: 'E_ROW', at: expect.stringContaining('log.test.ts') });
  expect(JSON.stringify(kept)).not.toMatch(/Jamie|Example Road/);
});

it('keeps of something thrown that is no error only what sort of thing it was', () => {
  expect(describeFault('Jamie Okafor')).toEqual({ fault: 'string' });
});
