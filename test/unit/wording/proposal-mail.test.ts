import { describe, expect, it } from 'vitest';
import type { ProposalMailView } from '../../../services/notifications/words-port.ts';
import { proposalMail, proposalWithdrawnMail } from '../../../wording/mails/proposal-mail.ts';

const frame = {
  team: 'Dynamic Support Register team',
  contact: 'dsr.team@example.org',
  emergencyAdvice: ['Call 999 if somebody is in danger'],
};
const view = (over: Partial<ProposalMailView> = {}): ProposalMailView => ({
  ...{ ...frame, reference: 'MBE-2027-0042', lengthMinutes: 60, place: null, placeWithheld: false, reminder: false },
  slots: [{ startsAt: new Date('2027-01-20T10:00:00Z'), endsAt: new Date('2027-01-20T11:00:00Z') }],
  ...{ deadline: new Date('2027-01-15T12:00:00Z'), url: 'https://roundtable.example.org/l/x', receiver: 'agency' },
  ...over,
});

describe('the mail that asks which times suit', () => {
  it('has the reference and nothing else about the meeting in its subject', () => {
    expect(proposalMail(view()).subject).toBe('Which time suits you? Meeting MBE-2027-0042');
    expect(proposalMail(view({ reminder: true })).subject).toBe(
      'Reminder: which time suits you? Meeting MBE-2027-0042',
    );
  });

  it('says the times, until when, how long and where, how to answer, and what to do in an emergency', () => {
    const { text } = proposalMail(view());
    for (const said of ['Wednesday 20 January 2027, 10am to 11am', 'by Friday 15 January 2027 at midday', '1 hour']) {
      expect(text).toContain(said);
    }
    for (const said of ['Online (Microsoft Teams)', 'https://roundtable.example.org/l/x', 'Call 999']) {
      expect(text).toContain(said);
    }
  });

  it('asks for a place that says who the person is, and for an answer by mail where there is no page', () => {
    expect(proposalMail(view({ placeWithheld: true })).text).toContain('Ask us for the place');
    expect(proposalMail(view({ url: null })).text).toContain('Answer this email: say which of the times suit you.');
  });

  it('speaks to the person and their family in words of their own', () => {
    for (const receiver of ['individual', 'carer'] as const) {
      const { text } = proposalMail(view({ receiver }));
      expect(text).toContain('You do not have to come.');
      expect(text).not.toContain('Do not write names');
    }
    expect(proposalWithdrawnMail({ ...frame, reference: 'MBE-2027-0042', receiver: 'carer' }).text).toContain(
      'You do not need to answer any more. We are sorry',
    );
  });
});
