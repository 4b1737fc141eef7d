import { describe, expect, it } from 'vitest';
import { queue } from '../../../bot/commands/queue.ts';

describe('the words that open the queue', () => {
  it.each([
    ['queue', 'all'],
    ['Queue!', 'all'],
    ['show me the queue please', 'all'],
    ['open requests', 'all'],
    ['queue mine', 'mine'],
    ['my queue', 'mine'],
    ['queue no owner', 'unowned'],
    ['queue: unowned', 'unowned'],
    ['overdue', 'overdue'],
    ['queue urgent', 'urgent'],
    ['urgent requests', 'urgent'],
    ['overdue requests', 'overdue'],
    ['queue overdue', 'overdue'],
  ])('“%s” shows %s', (text, filter) => {
    expect(queue.matches(text)).toEqual({ filter });
  });

  it.each([
    'my requests',
    'request a meeting',
    'status MBE-2026-0042',
    'There is a queue at the clinic and Jamie cannot wait',
    'overdue for a review',
    // Somebody in distress may type it: it is not for the queue to answer.
    'urgent',
    '',
  ])('“%s” does not', (text) => {
    expect(queue.matches(text)).toBeUndefined();
  });
});
