import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestStates } from '../../../services/mbe-requests/model.ts';
import { namesOfFamily, placeToWrite } from '../../../services/notifications/place-to-write.ts';
import type { SummaryView } from '../../../services/notifications/words-port.ts';
import { deliveryWords } from '../../../wording/mails/delivery-words.ts';

const frame = {
  team: 'Dynamic Support Register team',
  contact: 'dsr@example.org',
  emergencyAdvice: ['If somebody’s life is at risk, call 999 now or go to A&E.', 'Do not wait for a meeting.'],
};
const times = { startsAt: new Date('2027-01-14T10:00:00Z'), endsAt: new Date('2027-01-14T11:00:00Z') };
const reference = 'MBE-2027-0042';
const purpose = 'A place to live';
const invitation = {
  ...{ ...frame, ...times, reference, purpose, place: null, placeWithheld: false },
  joinUrl: 'https://meet.example.org/1',
  moved: false,
  standsIn: false,
  pageUrl: null,
  receiver: 'agency' as const,
};
const cancellation = {
  ...{ ...frame, ...times, reference, purpose, receiver: 'agency' as const },
  ...{ reason: null, mayKnow: true },
};
const summary = (over: Partial<SummaryView['part']> = {}): SummaryView => ({
  ...frame,
  reference,
  meetingOn: times.startsAt,
  version: 1,
  changes: null,
  receiver: 'agency',
  pageUrl: null,
  part: { what: 'summary', personName: 'Jamie Example', decisions: [], actions: [], nextStep: null, ...over },
});

const family = ['individual', 'carer'] as const;

const everyMail = () => [
  deliveryWords.invitation(invitation),
  deliveryWords.invitation({ ...invitation, purpose: null, moved: true }),
  deliveryWords.responseChaser({ ...invitation, before: false }),
  deliveryWords.standInNeeded(invitation),
  deliveryWords.cancellation(cancellation),
  ...family.flatMap((receiver) => [
    deliveryWords.invitation({ ...invitation, receiver }),
    deliveryWords.invitation({ ...invitation, receiver, moved: true }),
    deliveryWords.cancellation({ ...cancellation, receiver }),
    deliveryWords.summary({ ...summary(), receiver }),
    deliveryWords.notice({ ...frame, reference, version: 2, pageUrl: null, receiver }),
  ]),
  deliveryWords.summary(summary()),
  deliveryWords.summary({ ...summary(), version: 2, changes: [] }),
  deliveryWords.notice({ ...frame, reference, version: 1, pageUrl: null, receiver: 'agency' }),
  ...requestStates.map((state) => deliveryWords.requestNews({ ...frame, reference, state, meeting: null })),
  deliveryWords.teamNews({ ...frame, reference, about: 'decision-overdue' }),
  deliveryWords.teamNews({ ...frame, reference, about: 'record-outcome' }),
];

/** Everything a mail or a calendar entry says, as one text. */
const said = (...parts: object[]) => JSON.stringify(parts);

describe('every mail', () => {
  test('has the reference in its subject, and beside it fixed words and the purpose category alone', () => {
    for (const { subject } of everyMail()) {
      expect(subject).toContain(reference);
      const rest = subject.replace(reference, '').replace(purpose, '');
      expect(rest).toMatch(
        /^(((Reminder: c|C)an you come\? )?Meeting (: )?|(Changed|Cancelled): meeting (: )?|: what was agreed( \(corrected\))?|: news of your request|: a decision is overdue|: record what was agreed)$/,
      );
    }
  });

  test('tells a change and a reminder from the first invitation by its subject', () => {
    const subjects = [
      deliveryWords.invitation(invitation),
      deliveryWords.invitation({ ...invitation, moved: true }),
      deliveryWords.responseChaser({ ...invitation, before: true }),
      deliveryWords.standInNeeded(invitation),
    ].map(({ subject }) => subject);
    expect(subjects).toEqual([
      `Meeting ${reference}: ${purpose}`,
      `Changed: meeting ${reference}: ${purpose}`,
      `Reminder: can you come? Meeting ${reference}: ${purpose}`,
      `Can you come? Meeting ${reference}: ${purpose}`,
    ]);
  });

  test('says in text and HTML that it is not an emergency service, what to do, and how to ask', () => {
    for (const { text, html } of everyMail()) {
      for (const words of ['This is not an emergency service', 'Do not wait for a meeting.', 'dsr@example.org']) {
        expect(text).toContain(words);
        expect(html).toContain(words);
      }
    }
  });

  test('is HTML that a screen reader can read: a language, a title, one first heading, no image and no table', () => {
    for (const { html, subject } of everyMail()) {
      expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB">/);
      expect(html).toContain(`<title>${subject}</title>`);
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).not.toMatch(/<img|<table|<script|<style/);
    }
  });

  test('leaves no gap where a value should be', () => {
    for (const mail of everyMail()) expect(said(mail)).not.toMatch(/undefined|null|NaN|\$\{|\[object/);
  });
});

describe('what leaves the organisation before anything was agreed', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxzéüßÅł'), minLength: 5, maxLength: 12 });
  const fullNames = fc.tuple(letters, letters).map(([first, last]) => `${first} ${last}`);

  test('names nobody, wherever the person’s name was typed as a part of the place', () => {
    fc.assert(
      fc.property(
        fullNames,
        fc.constantFrom('NAME’s flat', 'Home of NAME', 'c/o NAME, 3 High Street', 'name'),
        (fullName, typed) => {
          const last = fullName.split(' ')[1] ?? '';
          const place = typed === 'name' ? last.toUpperCase() : typed.replace('NAME', last);
          const view = { ...invitation, ...placeToWrite(place, { fullName }) };
          const out = said(
            deliveryWords.invitation(view),
            deliveryWords.event({ ...view, start: view.startsAt, end: view.endsAt }),
            deliveryWords.cancellation(cancellation),
            deliveryWords.cancelledEvent(cancellation),
            deliveryWords.notice({ ...frame, reference, version: 2, pageUrl: null, receiver: 'individual' }),
          );
          // The words of the mail itself have vowels: a name without any can't be part of them by chance.
          expect(out.toLowerCase()).not.toContain(last.toLowerCase());
        },
      ),
    );
  });

  test.each([
    'Ward 3, patient 999 000 0018',
    'Room of 3 May 2009',
    'Born 03/05/2009',
    'JAMIE EXAMPLE-OKORO’S HOME',
    'jamie’s flat',
    'okoro house',
    'JamieExampleOkoro',
  ])('leaves out the place "%s"', (place) => {
    expect(placeToWrite(place, { fullName: 'Jamie Example-Okoro' })).toEqual({ place: null, placeWithheld: true });
  });

  test.each(['Robin Sample’s house', 'Sample cottage'])(
    'leaves out the place "%s", which names the family',
    (place) => {
      const meeting = { personName: 'Jamie Okoro', invitees: [{ kind: 'carer', name: 'Robin Sample' }] };
      expect(placeToWrite(place, namesOfFamily(meeting))).toEqual({ place: null, placeWithheld: true });
    },
  );

  test.each(['Room 2, Town Hall, Stafford ST16 2LH', 'The Li Centre', 'Café 21'])('keeps the place "%s"', (place) => {
    expect(placeToWrite(place, { fullName: 'Mo Li' })).toEqual({ place, placeWithheld: false });
  });

  test('says the reference alone to whoever may know no more', () => {
    const alone = { ...invitation, purpose: null };
    const out = said(
      deliveryWords.invitation(alone),
      deliveryWords.event({ ...alone, start: alone.startsAt, end: alone.endsAt }),
      deliveryWords.cancellation({ ...cancellation, purpose: null }),
      deliveryWords.cancelledEvent({ reference, purpose: null }),
    );
    expect(out).not.toContain(purpose);
  });

  test('says when, where and how to join', () => {
    const { text, html } = deliveryWords.invitation(invitation);
    for (const words of ['Thursday 14 January 2027, 10am to 11am', 'Online (Microsoft Teams)', invitation.joinUrl]) {
      expect(text).toContain(words);
      expect(html).toContain(words);
    }
  });
});

describe('mail to the person or their parent or carer', () => {
  const action = { key: 'k', what: 'Visit the flat', party: 'p', who: 'Jamie Example', dueDay: '2027-02-01' };

  test.each(family)('tells the %s of a meeting that is off how to ask why', (receiver) => {
    const { text } = deliveryWords.cancellation({ ...cancellation, receiver });
    expect(text).toContain('You do not need to do anything.');
    expect(text).toContain('Do you want to know why? Ask us.');
  });

  test.each(family)('speaks to the %s in their words, and asks nothing that only agencies are asked', (receiver) => {
    const view = { ...invitation, receiver };
    const mail = deliveryWords.invitation(view);
    const event = deliveryWords.event({ ...view, start: view.startsAt, end: view.endsAt });
    const out = said(
      mail,
      event,
      deliveryWords.summary({ ...summary({ actions: [action] }), receiver }),
      deliveryWords.notice({ ...frame, reference, version: 1, pageUrl: null, receiver }),
    );
    expect(out).not.toMatch(/about the person|in your place|as soon as you know/);
    for (const words of [mail.text, event.body]) expect(words).toContain('You do not have to come.');
    expect(mail.text).toContain('Do you need something to make the meeting easier');
  });

  test('has short sentences', () => {
    const sentences = family
      .flatMap((receiver) => [
        deliveryWords.invitation({ ...invitation, receiver }).text,
        deliveryWords.notice({ ...frame, reference, version: 2, pageUrl: null, receiver }).text,
      ])
      .flatMap((text) => text.split(/[.?\n]/));
    expect(sentences.filter((sentence) => sentence.trim().split(/\s+/).length > 16)).toEqual([]);
  });

  test('tells the person what was agreed without saying whom it is about: they know', () => {
    expect(deliveryWords.summary({ ...summary(), receiver: 'individual' }).text).not.toContain('About:');
    expect(deliveryWords.summary({ ...summary(), receiver: 'carer' }).text).toContain('About: Jamie Example');
  });

  test('shares one calendar event with agencies only in words that suit both', () => {
    const { body } = deliveryWords.event({
      ...invitation,
      start: invitation.startsAt,
      end: invitation.endsAt,
      receiver: 'several',
    });
    expect(body).not.toMatch(/about the person|in your place/);
  });
});

describe('a summary', () => {
  const action = { key: 'k', what: 'Find a night worker', party: 'p', who: 'Priya Example', dueDay: '2027-02-01' };

  test('lists the receiver’s actions with who and by when, decisions and the next step', () => {
    const { text } = deliveryWords.summary(
      summary({
        actions: [action],
        decisions: [{ key: 'd', text: 'School stays', parties: [] }],
        nextStep: 'In March',
      }),
    );
    expect(text).toContain('- Find a night worker\n  Who: Priya Example\n  By: Monday 1 February 2027');
    expect(text).toContain('- School stays');
    expect(text).toContain('In March');
  });

  test('says so where the receiver has nothing to do', () => {
    expect(deliveryWords.summary(summary()).text).toContain('You have no actions from this meeting.');
  });

  test('says what changed, before and after', () => {
    const changes: SummaryView['changes'] = [
      { change: 'added', what: 'decision', before: null, after: 'A' },
      { change: 'changed', what: 'action', before: 'B', after: 'C' },
      { change: 'removed', what: 'next-step', before: 'D', after: null },
    ];
    const { text } = deliveryWords.summary({ ...summary(), version: 2, changes });
    expect(text).toContain(
      '- Decision added: A\n- Action changed.\n  Before: B\n  Now: C\n- Next step no longer stands: D',
    );
  });

  test('keeps whatever somebody typed as text', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const markup = `<b onclick="x">&${typed}</b><script>alert(1)</script>`;
        const { html, text } = deliveryWords.summary(
          summary({ personName: markup, actions: [{ ...action, what: markup }] }),
        );
        expect(html).not.toMatch(/<script|<b /);
        expect(text).toContain('<script>');
      }),
    );
  });
});

describe('news for a requester', () => {
  test('gives the time of a booked meeting and says where to read more', () => {
    const { text } = deliveryWords.requestNews({
      ...frame,
      reference,
      state: 'approved',
      meeting: { state: 'booked', startsAt: times.startsAt },
    });
    expect(text).toContain('The meeting is booked for Thursday 14 January 2027 at 10am.');
    expect(text).toContain(`type “status ${reference}”`);
  });
});
