import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { status } from '../../../bot/commands/status.ts';
import { commands } from '../../../bot/commands.ts';

const taken = (text: string) => commands.find((command) => command.matches(text))?.name;

describe('what people type', () => {
  it.each([
    ...['request a meeting', 'Request a meeting.', 'mbe', 'MbE', 'MBE request', 'I need a meeting', 'new request'],
    ...[
      'I’d like to request a new MbE, please',
      'start a request',
      'meeting',
      'another request',
      'Hi, I want a meeting',
    ],
    ...['set up a meeting', 'can we have a meeting by exception?', 'request'],
  ])('"%s" begins a request', (text) => {
    expect(taken(text)).toBe('start-request');
  });

  it.each([
    ...[
      'my requests',
      'My requests?',
      'show my requests',
      'drafts',
      'my drafts',
      'status',
      'my request',
      'continue my draft',
    ],
    'what is the status of my request',
  ])('"%s" lists one’s own', (text) => {
    expect(taken(text)).toBe('my-requests');
  });

  it.each([
    ['status MBE-2026-0042', 'mbe 2026 0042'],
    ['MBE-2026-0042', 'mbe 2026 0042'],
    ['Status of mbe 2026 42?', 'mbe 2026 42'],
    ['where is my request MBE–2026–0042', 'mbe 2026 0042'],
    ['what is the status of MBE2026-42', 'mbe2026 42'],
    ['status 2026-0042', '2026 0042'],
  ])('"%s" shows one request', (text, reference) => {
    expect(taken(text)).toBe('status');
    expect(status.matches(text)).toEqual({ reference });
  });

  it('a mistyped reference is looked for, and then not found, rather than not understood', () => {
    expect(taken('status MBE-26-xx1')).toBe('status');
  });

  it.each([
    ...['help', 'Help!', 'hi', 'Hello there', 'hey', 'good morning', 'what can you do?', '?', '', '👋', 'start'],
  ])('"%s" shows help', (text) => {
    expect(taken(text)).toBe('help');
  });

  it.each([
    ...[
      'cancel the meeting',
      'I need a meeting tonight, he has a knife',
      'who are you',
      'thanks',
      'Jamie Example',
      'asdf',
    ],
    ...['the meeting went well', 'my mother is ill', 'my'],
  ])('"%s" is answered with the choices', (text) => {
    expect(taken(text)).toBe('unknown-text');
  });

  it('a pasted request opens the cards, also when its line breaks are lost', () => {
    const lines = [
      ...['Full name of individual: Jamie Example', 'Purpose of the meeting: to plan where Jamie lives'],
      ...['Who to invite: Example Police', 'Why no MDT: two meetings did not help'],
    ];
    expect(taken(`MbE request\n${lines.join('\n')}`)).toBe('paste-request');
    expect(taken(lines.join(' '))).toBe('paste-request');
  });

  it('no command is found in a long text, whatever it is made of', () => {
    const words = fc.array(
      fc.constantFrom('request', 'a', 'meeting', 'my', 'requests', 'help', 'status', 'mbe', '2026', '42'),
      {
        minLength: 40,
      },
    );
    fc.assert(
      fc.property(words, (typed) => {
        expect(['unknown-text', 'paste-request']).toContain(taken(typed.join(' ')));
      }),
    );
  });

  it('everything typed is taken by some command, however long', () => {
    for (const text of ['status '.repeat(20_000), 'a'.repeat(100_000), 'mbe '.repeat(30_000), '\n'.repeat(50_000)]) {
      expect(taken(text)).toBeDefined();
    }
  });
});
