import { describe, expect, it } from 'vitest';
import { sequenceProblem } from '../../../services/register/event-sequence.ts';
import type { RegisterEvent } from '../../../services/register/model.ts';

type Told = Pick<RegisterEvent, 'kind' | 'day'> & { detail?: object; id?: string };

/** Events in the order of recording. */
function events(...told: Told[]): RegisterEvent[] {
  return told.map(
    ({ detail = {}, ...event }, at) => ({ id: `event ${at}`, ...event, seq: at, detail }) as RegisterEvent,
  );
}
const entered: Told = { kind: 'entered', day: '2026-09-01' };
const admitted = (day: string): Told => ({ kind: 'admitted', day, detail: { setting: 'adult' } });
const moved = (day: string): Told => ({ kind: 'setting-changed', day, detail: { setting: 'secure' } });
const left = (day: string): Told => ({ kind: 'discharged', day, detail: { rating: 'green', decidedBy: 'Ward round' } });
const ended = (day: string): Told => ({ kind: 'ended', day, detail: { reason: 'other' } });
const voided = (eventId: string): Told => ({ kind: 'voided', day: '2026-12-31', detail: { eventId } });

describe('events can have happened in an order', () => {
  it.each<[string, Told[]]>([
    ['a stay, with a move in it', [entered, admitted('2026-10-01'), moved('2026-10-05'), left('2026-11-01')]],
    ['two stays', [entered, admitted('2026-10-01'), left('2026-10-05'), admitted('2026-11-01'), left('2026-11-09')]],
    ['an admission before the entry', [entered, admitted('2026-08-01'), moved('2026-08-20'), left('2026-10-01')]],
    ['several things on one day, as they were recorded', [entered, admitted('2026-09-01'), left('2026-09-01')]],
    ['an end on the day of something else', [entered, { kind: 'discussed', day: '2026-10-01' }, ended('2026-10-01')]],
    [
      'a second admission once the first was taken back',
      [entered, admitted('2026-10-01'), voided('event 1'), admitted('2026-10-02')],
    ],
    [
      'something late, recorded after the end was taken back',
      [entered, ended('2026-10-01'), voided('event 1'), { kind: 'discussed', day: '2026-11-01' }],
    ],
  ])('%s', (_what, told) => {
    expect(sequenceProblem(events(...told))).toBeUndefined();
  });

  it.each<[string, Told[]]>([
    ['in-hospital', [entered, admitted('2026-10-01'), admitted('2026-10-02')]],
    ['not-in-hospital', [entered, left('2026-10-01')]],
    ['not-in-hospital', [entered, moved('2026-10-01')]],
    ['not-in-hospital', [entered, admitted('2026-10-05'), left('2026-10-01')]],
    ['not-in-hospital', [entered, admitted('2026-10-01'), left('2026-10-05'), voided('event 1')]],
    ['in-hospital', [entered, admitted('2026-10-01'), left('2026-10-05'), admitted('2026-11-01'), voided('event 2')]],
    ['before-entry', [entered, { kind: 'discussed', day: '2026-08-31' }]],
    ['after-end', [entered, { kind: 'discussed', day: '2026-10-02' }, ended('2026-10-01')]],
    ['after-end', [entered, ended('2026-10-01'), { kind: 'discussed', day: '2026-10-02' }]],
    ['no-entry', [entered, voided('event 0')]],
  ])('but not: %s', (problem, told) => {
    expect(sequenceProblem(events(...told))).toBe(problem);
  });
});
