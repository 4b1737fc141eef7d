import { describe, expect, it } from 'vitest';
import { whoComes } from '../../../services/meetings/who-comes.ts';
import { sampleInvitees, sampleMeeting } from '../../support/team-views.ts';

const meeting = sampleMeeting({ invitees: sampleInvitees() });
const person = meeting.invitees.find(({ kind }) => kind === 'individual');
const carer = { ...(person ?? meeting.invitees[0]), id: 'a-carer', kind: 'carer', name: 'Grace Secret' } as const;

describe('who will be there, as the family is told', () => {
  it('names professionals with their job and organisation, and leaves out who has declined', () => {
    const [first] = meeting.invitees;
    const jobs = new Map([[first?.id ?? '', 'Social worker']]);
    const said = whoComes(meeting, jobs, person?.id ?? '');
    expect(said).toContainEqual({
      who: 'professional',
      name: 'Priya Example',
      job: 'Social worker',
      organisation: 'Moorland County Council social care',
      coming: true,
    });
    expect(said.map(({ name }) => name)).not.toContain('Owen Example');
  });

  it('names nobody of the family to anybody of the family, and no address or number', () => {
    const withCarer = { ...meeting, invitees: [...meeting.invitees, { ...carer, party: 'carer' } as never] };
    for (const reader of [person?.id ?? '', 'a-carer']) {
      const said = JSON.stringify(whoComes(withCarer, new Map(), reader));
      expect(said).not.toMatch(/Jamie|Grace|@|01632/);
    }
    const toCarer = whoComes(withCarer, new Map(), 'a-carer').map(({ who }) => who);
    expect(toCarer).toContain('person');
    expect(toCarer).toContain('you');
  });
});
