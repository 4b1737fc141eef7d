import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessTable, type UseCase } from '../../../services/access/access-table.ts';
import { requestStates } from '../../../services/mbe-requests/model.ts';
import { meetingStates } from '../../../services/meetings/model.ts';
import { emergencyWords } from '../../../wording/emergency.ts';
import { announcedRequest, historyReason, historySentence } from '../../../wording/history.ts';
import { requestDetails } from '../../../wording/request-details.ts';
import { requesterRequestState } from '../../../wording/request-states.ts';
import { whatHappensNext } from '../../../wording/what-happens-next.ts';
import { samplePolicy } from '../../support/requester-views.ts';
import { SAMPLE_NOW, sampleRequest } from '../../support/team-views.ts';

const meeting = (state: (typeof meetingStates)[number], ended = false) => ({
  ...{ state, ended, startsAt: SAMPLE_NOW, endsAt: SAMPLE_NOW, place: null, joinUrl: null },
});
const asha = { id: '1', name: 'Asha Example' };

describe('what a requester is told', () => {
  it('says in every state, with and without a meeting, what happens next', () => {
    for (const state of requestStates) {
      for (const held of [null, ...meetingStates.map((each) => meeting(each))]) {
        const lines = whatHappensNext(sampleRequest({ state }), held);
        expect(lines.length).toBeGreaterThan(0);
        for (const line of lines) expect(line).toMatch(/^[A-Z].*[.]$/);
      }
    }
  });

  it('gives every state a sign and words, so that colour alone says nothing', () => {
    const all = requestStates.map((state) => requesterRequestState(state).words);
    expect(new Set(all).size).toBe(requestStates.length);
    for (const words of all) expect(words).toMatch(/^[○●?✓✕] [A-Z]/u);
  });

  it('names the day and time by which the team decides', () => {
    expect(whatHappensNext(sampleRequest(), null)[0]).toContain('by Wednesday 13 January 2027 at 3:10pm');
  });

  it('says so when the decision is late', () => {
    expect(whatHappensNext(sampleRequest({ overdue: true }), null)[0]).toContain('should have decided');
  });

  it('does not call a meeting booked that has ended', () => {
    const approved = sampleRequest({ state: 'approved' });
    expect(whatHappensNext(approved, meeting('booked', true))[0]).toContain('has taken place');
  });

  it('shows a record of everything that was asked for, and nothing that was left out', () => {
    const titles = requestDetails(sampleRequest({ nhsNumber: null, neededBy: null })).map(({ title }) => title);
    expect(titles).toContain('Purpose');
    expect(titles).not.toContain('NHS number');
    expect(titles).not.toContain('Needed by');
  });

  it('announces a request by reference and state alone', () => {
    for (const state of requestStates) {
      const words = announcedRequest(sampleRequest({ state }));
      expect(words).toMatch(/^MBE-2027-0042: [A-Z]/);
      expect(words).not.toContain('Jamie');
    }
  });
});

describe('the emergency advice', () => {
  it('holds every instruction of the policy, whatever the reason', () => {
    const advice = samplePolicy.emergencyAdvice.value;
    for (const because of [
      [],
      ['needed-by-soon'],
      ['words-of-danger'],
      ['needed-by-soon', 'words-of-danger'],
    ] as const) {
      const words = emergencyWords(advice, because);
      expect(words.lines).toEqual(advice);
      expect(words.heading).toContain('not an emergency service');
    }
  });
});

describe('the history', () => {
  const noMore = { startsAt: null, handedTo: null, sent: null };
  const line = { at: SAMPLE_NOW, by: asha, from: null, to: null, reason: null, note: null, ...noMore };

  it('has words of its own for every use case that changes a request or its meeting', () => {
    const reads: UseCase[] = [
      ...(['list-my-requests', 'view-draft', 'view-mbe-request', 'view-request-history', 'list-queue'] as const),
      ...(['view-meeting', 'view-outcome', 'preview-summaries', 'list-todos'] as const),
      ...(['view-family-meeting', 'view-invited-meeting', 'list-disclosures'] as const),
    ];
    /** A meeting of the register serves no request: it has no place in a request's history. */
    const ofTheRegister: UseCase[] = [
      ...(['prepare-register-meeting', 'request-register-meeting', 'view-register-meeting'] as const),
      ...(['find-register-meeting', 'cancel-withdrawn-meeting'] as const),
    ];
    const files = ['mbe-requests', 'meetings'].flatMap((noun) =>
      fs
        .readdirSync(path.resolve(import.meta.dirname, '../../../services', noun))
        .map((file) => file.replace('.ts', '')),
    );
    const changing = (Object.keys(accessTable) as UseCase[]).filter(
      (useCase) => files.includes(useCase) && !reads.includes(useCase) && !ofTheRegister.includes(useCase),
    );
    expect(changing.length).toBeGreaterThan(20);
    for (const what of changing) {
      expect(historySentence({ ...line, what }), what).not.toBe('Asha Example changed the request');
    }
  });

  it('says that the service did what nobody did', () => {
    expect(historySentence({ ...line, by: null, what: 'sync-calendar' })).toBe('Roundtable updated the calendar');
  });

  it('gives the policy’s words for a reason’s code, then the actor’s own', () => {
    const why = historyReason({ reason: 'hold-an-mdt-first', note: 'We can advise.' }, samplePolicy);
    expect(why).toBe('Hold a multi-disciplinary team (MDT) meeting first. We can advise.');
    expect(historyReason({ reason: null, note: null }, samplePolicy)).toBe('');
    expect(historyReason({ reason: 'arrange-again', note: 'Two are ill.' }, samplePolicy)).toBe(
      'Arrange another time with the same people. Two are ill.',
    );
    expect(historyReason({ reason: 'safeguarding', note: null }, samplePolicy)).toBe('Safeguarding');
  });

  it('says for when, to whom and which version', () => {
    const startsAt = new Date('2027-01-14T10:00:00Z');
    const sentence = (over: object) => historySentence({ ...line, what: '', ...over });
    expect(sentence({ what: 'book-meeting', startsAt })).toBe(
      'Asha Example booked the meeting for Thursday 14 January 2027 at 10am',
    );
    expect(sentence({ what: 'reschedule-meeting', startsAt })).toContain('moved the meeting to Thursday 14 January');
    expect(sentence({ what: 'hand-over-mbe-request', handedTo: 'Dev Example' })).toContain('over to Dev Example');
    const sent = (version: number, mails: number) => sentence({ what: 'send-summaries', sent: { version, mails } });
    expect(sent(1, 2)).toBe('Asha Example sent the summaries');
    expect(sent(1, 0)).toBe('Asha Example recorded the outcome');
    expect(sent(2, 1)).toBe('Asha Example corrected the outcome and sent the corrected summaries');
    expect(sent(2, 0)).toBe('Asha Example corrected the outcome');
  });
});
