import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../cards/adaptive-card.ts';
import { helpCard } from '../../cards/help.card.ts';
import { historyCard } from '../../cards/history.card.ts';
import { mdtColleaguesCard, mdtFirstCard } from '../../cards/mdt-first.card.ts';
import { mdtInvitationCard } from '../../cards/mdt-invitation.card.ts';
import { myRequestsCard } from '../../cards/my-requests.card.ts';
import { requestForRequesterCard } from '../../cards/request-for-requester.card.ts';
import { requestStep1Card } from '../../cards/request-step-1.card.ts';
import { requestStep2Card } from '../../cards/request-step-2.card.ts';
import { withdrawConfirmCard } from '../../cards/withdraw-confirm.card.ts';
import { CARD_WIDTHS } from '../support/card-page.ts';
import { lookAtCards, useCardPage } from '../support/look-at-cards.ts';
import {
  listItem,
  sampleDirectory,
  sampleDraft,
  sampleDraftId,
  samplePolicy,
  samplePress,
  step1View,
  step2View,
} from '../support/requester-views.ts';
import { approvedRequest, SAMPLE_NOW, sampleRequest } from '../support/team-views.ts';

const policy = samplePolicy;
const ways = { mailbox: 'dsr.team@example.org', inAnyChat: true };
const anna = { id: sampleDraftId, name: 'Anna Example' };
const chosen = sampleDirectory(40).slice(0, 2);
const booked = {
  ...{ state: 'booked' as const, ended: false, place: null, joinUrl: 'https://teams.example.org/join' },
  ...{ startsAt: new Date('2027-01-19T10:00:00Z'), endsAt: new Date('2027-01-19T11:00:00Z') },
};
const asked = { question: 'Which school does Jamie attend?', by: anna, at: SAMPLE_NOW, answer: null, answeredAt: null };

/** Every card a requester meets, in the states that look different. */
const noMore = { startsAt: null, handedTo: null, sent: null };

const cards: Record<string, AdaptiveCard> = {
  help: helpCard({ reason: 'asked', where: 'personal', isDsrTeam: false, policy, ways }),
  'help-in-the-channel': helpCard({ reason: 'asked', where: 'channel', isDsrTeam: true, policy, ways }),
  'help-danger': helpCard({ reason: 'danger', where: 'personal', isDsrTeam: false, policy, ways }),
  'step-1': requestStep1Card(step1View()),
  'step-1-known': requestStep1Card(step1View({ draft: sampleDraft({ personName: 'Jamie Example' }, true) })),
  'step-1-problems': requestStep1Card(
    step1View({
      draft: sampleDraft({ personName: 'Jamie Example', purpose: 'He is in danger tonight.', phone: '12' }),
      urgentBecause: ['words-of-danger'],
      fromMessage: 'Dear team,\nI hope you are well.',
      problems: [
        { field: 'whyNoMdt', problem: 'missing' },
        { field: 'phone', problem: 'not-a-phone-number' },
      ],
    }),
  ),
  'mdt-first': mdtFirstCard({ draft: sampleDraft({ personName: 'Jamie Example', whyNoMdt: 'No time' }) }),
  'mdt-colleagues': mdtColleaguesCard({
    draft: sampleDraft({ mdtColleagues: 'Nadia' }),
    error: 'Enter each colleague’s email address on a line of its own, for example nadia@example.org.',
  }),
  'mdt-invitation': mdtInvitationCard({
    draftId: sampleDraftId,
    colleagues: ['nadia.example@trust.example.org', 'a-very-long-address-of-somebody.example@trust.example.org'],
    times: [
      { start: new Date('2027-01-14T10:00:00Z'), end: new Date('2027-01-14T11:00:00Z') },
      { start: new Date('2027-01-15T14:00:00Z'), end: new Date('2027-01-15T15:00:00Z') },
    ],
    unread: 1,
  }),
  'step-2': requestStep2Card(step2View()),
  'step-2-search': requestStep2Card(
    step2View({
      draft: sampleDraft({ personName: 'Jamie Example', organisationIds: chosen.map(({ id }) => id) }),
      directory: sampleDirectory(40),
      search: { query: 'council', found: sampleDirectory(4) },
    }),
  ),
  'step-2-problems': requestStep2Card(
    step2View({
      draft: sampleDraft({ furtherPeople: 'Sam Example\nDr Mina Example, mina', nhsNumber: '999 000 0019' }),
      problems: [
        { field: 'furtherPeople', problem: 'no-email', line: 1 },
        { field: 'furtherPeople', problem: 'bad-email', line: 2 },
        { field: 'individualAnswer', problem: 'missing' },
        { field: 'nhsNumber', problem: 'check-digit' },
      ],
    }),
  ),
  'request-submitted': requestForRequesterCard({
    ...{ request: sampleRequest(), meeting: null, policy, press: samplePress },
    notice: { tone: 'good', text: 'Sent. Your reference is MBE-2027-0042.' },
  }),
  'request-urgent': requestForRequesterCard({
    ...{ request: sampleRequest({ urgentBecause: ['needed-by-soon'] }), meeting: null, policy, press: samplePress },
  }),
  'request-asked': requestForRequesterCard({
    request: sampleRequest({ state: 'information-requested', information: [asked], decideBy: null }),
    ...{ meeting: null, policy, press: samplePress, answer: { typed: '', problem: 'missing' as const } },
  }),
  'request-booked': requestForRequesterCard({
    request: approvedRequest({ corrections: [{ field: 'lengthMinutes', before: '60', after: '90', by: anna }] }),
    ...{ meeting: booked, policy, press: samplePress },
  }),
  'request-declined': requestForRequesterCard({
    request: sampleRequest({
      ...{ state: 'declined', decideBy: null },
      decision: {
        ...{ by: anna, at: SAMPLE_NOW, reason: 'hold-an-mdt-first', purposeCategory: null },
        note: 'Please bring housing and school together first. We are glad to advise.',
      },
    }),
    ...{ meeting: null, policy, press: samplePress },
  }),
  'my-requests': myRequestsCard({
    ...{ page: 1, pages: 2, total: 9, now: SAMPLE_NOW },
    items: [
      listItem({ reference: null, state: 'draft', personName: null }),
      listItem({ neededBy: '2027-01-22' }),
      listItem({ reference: 'MBE-2027-0041', state: 'information-requested', personName: 'Asha Example' }),
      listItem({ reference: 'MBE-2027-0040', state: 'approved', personName: 'Cora Example' }),
    ],
  }),
  'withdraw-confirm': withdrawConfirmCard({ request: sampleRequest(), press: samplePress }),
  history: historyCard({
    ...{ policy, page: 1 },
    history: {
      request: sampleRequest(),
      lines: [
        {
          ...{ at: SAMPLE_NOW, by: anna, what: 'submit-mbe-request', from: 'draft', to: 'submitted' },
          ...{ reason: null, note: null, ...noMore },
        },
        {
          ...{ at: SAMPLE_NOW, by: anna, what: 'decline-mbe-request', from: 'submitted', to: 'declined' },
          ...{ reason: 'hold-an-mdt-first', note: 'Please bring housing and school together first.' },
          ...noMore,
        },
      ],
    },
  }),
};

lookAtCards('requester', cards);

describe('the requester’s cards on a phone', () => {
  const cardPage = useCardPage(CARD_WIDTHS.phone);

  it('a screen reader hears a label for every field of both steps', async () => {
    const page = cardPage();
    for (const name of ['step-1', 'step-2', 'step-2-search']) {
      await page.show(cards[name] ?? {});
      const unnamed = await page.page.locator('#card :is(input, textarea, select)').evaluateAll((inputs) =>
        inputs
          .map(
            (input) => input as unknown as { id: string; ariaLabel: string | null; labels: { length: number } | null },
          )
          .filter((input) => !input.ariaLabel && !input.labels?.length)
          .map((input) => input.id),
      );
      expect(unnamed, name).toEqual([]);
    }
  });

  it('what is optional is shown once "Add more" is pressed', async () => {
    const page = cardPage();
    await page.show(cards['step-2'] ?? {});
    expect(await page.text()).not.toContain('Date of birth');
    await page.open('Add more');
    expect(await page.text()).toContain('Date of birth');
    expect(await page.clipped()).toEqual([]);
    await page.screenshot('requester-step-2-more');
  });

  it('a press sends the draft’s id and what was typed', async () => {
    const page = cardPage();
    await page.show(cards['step-1'] ?? {});
    await page.fill('Full name of the person the meeting is about (required)', 'Jamie Example');
    const sent = await page.press('Next');
    expect(sent.verb).toBe('to-step-2');
    expect(sent.data).toMatchObject({ draftId: sampleDraftId, personName: 'Jamie Example' });
  });
});
