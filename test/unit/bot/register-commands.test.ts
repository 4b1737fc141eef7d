import { describe, expect, it } from 'vitest';
import { commands } from '../../../bot/commands.ts';

/** The command that a text runs, with its parameters. */
function runs(text: string): [string, Record<string, string>] {
  for (const command of commands) {
    const parameters = command.matches(text);
    if (parameters) return [command.name, parameters];
  }
  throw new Error('the last command takes everything');
}

describe('what the DSR team types about the register', () => {
  it.each([
    ['register', {}],
    ['Register.', {}],
    ['show the register please', {}],
    ['who is on the register', {}],
    ['register red', { rating: 'red' }],
    ['all green on the register', { rating: 'green' }],
  ])('“%s” shows the register', (text, parameters) => {
    expect(runs(text)).toEqual(['register', parameters]);
  });

  it.each([
    ['due', 'overdue'],
    ["what's due?", 'overdue'],
    ['due today', 'today'],
    ['what is due this week', 'week'],
  ])('“%s” shows what is due', (text, tab) => {
    expect(runs(text)).toEqual(['due', { tab }]);
  });

  it.each([
    ['DSR-0123', 'DSR-0123'],
    ['dsr 123', 'DSR-123'],
    ['person DSR-0123', 'DSR-0123'],
    ['person Jordan Example', 'Jordan Example'],
    ['find person O’Sample', 'O’Sample'],
    ['person 999 000 0018', '999 000 0018'],
  ])('“%s” finds somebody', (text, sought) => {
    expect(runs(text)).toMatchObject(['person', { sought }]);
  });

  it.each([
    ['is Jordan Example on the register?'],
    ['is this person on the register'],
    ['overdue requests'],
    ['status MBE-2026-0042'],
    ['persons'],
    ['the bill is due tomorrow'],
  ])('“%s” is something else', (text) => {
    expect(['register', 'due', 'person']).not.toContain(runs(text)[0]);
  });
});
