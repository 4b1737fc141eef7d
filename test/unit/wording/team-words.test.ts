import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { basisWords, sharingWords } from '../../../wording/basis.ts';
import { correctionWords, decisionWords } from '../../../wording/decision.ts';
import { answersInBrief, inviteeStatus } from '../../../wording/invitee-status.ts';
import { neededByWords } from '../../../wording/needed-by.ts';
import { teamRefusalText } from '../../../wording/team-refusals.ts';
import { lengthWords, teamStateOf } from '../../../wording/team-request.ts';
import { waitingForWords } from '../../../wording/waiting-for.ts';

const now = new Date('2027-01-12T09:30:00Z');
const anna = { id: 'anna', name: 'Anna Example' };

describe('the needed-by day', () => {
  it.each([
    ['2027-01-11', 'Mon 11 Jan 2027: this day has passed'],
    ['2027-01-12', 'Tue 12 Jan 2027: that is today'],
    ['2027-01-13', 'Wed 13 Jan 2027: 1 working day left'],
    ['2027-01-19', 'Tue 19 Jan 2027: 5 working days left'],
  ])('%s says how much working time is left', (day, words) => {
    expect(neededByWords(day, now)).toBe(words);
  });

  it('on a Sunday leaves no working day after a Friday', () => {
    expect(neededByWords('2027-01-17', new Date('2027-01-15T12:00:00Z'))).toContain('no working day left');
  });

  it('is not spoken of where there is none', () => {
    expect(neededByWords(null, now)).toBeNull();
  });
});

describe('who we wait for', () => {
  it.each([
    ['owner', 'Anna Example (owner)'],
    ['anybody-in-the-team', 'anybody in the DSR team: nobody owns it yet'],
    ['requester', 'Tom Example (requester)'],
    ['invitees', 'the people invited'],
    ['chair', 'Ben Example (chair)'],
    ['nobody', 'nobody'],
  ] as const)('%s is named', (waitingFor, words) => {
    const chair = { id: 'ben', name: 'Ben Example' };
    expect(waitingForWords({ waitingFor, owner: anna, requester: { name: 'Tom Example' }, chair })).toBe(words);
  });
});

describe('the words of the team’s cards', () => {
  it('take the state of the meeting for that of an approved request', () => {
    expect(teamStateOf({ state: 'approved' }, { state: 'booked', ended: false }).words).toBe('✓ Booked');
    expect(teamStateOf({ state: 'approved' }, { state: 'booked', ended: true }).words).toBe('● Outcome to record');
    expect(teamStateOf({ state: 'declined' }, null).words).toBe('✕ Declined');
  });

  it('let an answer stand for the invitation it answers', () => {
    expect(inviteeStatus({ invitation: 'sent', response: 'accepted' }).words).toBe('✓ Accepted');
    expect(inviteeStatus({ invitation: 'may-have-been-sent', response: null }).words).toContain('check with them');
    expect(answersInBrief([{ response: 'accepted' }, { response: 'declined' }, { response: null }])).toBe(
      '1 of 3 accepted, 1 declined',
    );
  });

  it('say who decided in the person’s best interest and when', () => {
    const basis = { basis: 'best-interest', detail: 'Dr Example', day: '2027-01-05' } as const;
    expect(basisWords(basis)).toBe('Best-interest decision (Tuesday 5 January 2027): Dr Example');
    expect(sharingWords({ may: false, because: 'decision-ended' })).toContain('has ended');
  });

  it('say what was changed on approval, before and after', () => {
    const length = { field: 'lengthMinutes', before: '60', after: '90' };
    expect(correctionWords(length)).toBe('Length: 1 hour 30 minutes (was: 1 hour)');
    expect(correctionWords({ field: 'neededBy', before: '2027-01-22', after: null })).toBe(
      'Needed by: none (was: Fri 22 Jan 2027)',
    );
    expect(correctionWords({ field: 'place', before: 'Jamie’s flat', after: null })).toBe(
      'Place: online (was: Jamie’s flat)',
    );
    expect(lengthWords(45)).toBe('45 minutes');
  });

  it('say of a list what was added and removed, so that nobody has to compare', () => {
    const organisations = {
      field: 'organisationIds',
      before: 'Council\nPolice, Fire and Rescue',
      after: 'Council\nSchool',
    };
    expect(correctionWords(organisations)).toBe('Organisations: added School; removed Police, Fire and Rescue');
    const people = { field: 'furtherPeople', before: null, after: 'Sam, sam@example.org\nKim, kim@example.org' };
    expect(correctionWords(people)).toBe('Further people: added Sam (sam@example.org), Kim (kim@example.org)');
    expect(correctionWords({ ...organisations, after: null })).toBe(
      'Organisations: removed Council, Police, Fire and Rescue',
    );
  });

  it('say what was decided with the policy’s words for it', () => {
    const by = { by: anna, at: now, note: null };
    const declined = { ...by, reason: 'hold-an-mdt-first', purposeCategory: null };
    const approved = { ...by, reason: null, purposeCategory: 'placement' };
    const words = (decision: typeof declined | typeof approved) =>
      decisionWords({ decision, state: 'approved' }, loadPolicy());
    expect(words(declined)).toBe('Declined: Hold a multi-disciplinary team (MDT) meeting first');
    expect(words(approved)).toBe('Approved as: A place to live');
  });

  it('tell the second of two deciders who was first and when', () => {
    const at = new Date('2027-01-12T08:50:00Z');
    expect(teamRefusalText({ reason: 'already-decided', by: anna, at, state: 'declined' })).toBe(
      'Anna Example was first: the request is declined since Tuesday 12 January 2027 at 8:50am. Nothing you entered was recorded.',
    );
  });
});
