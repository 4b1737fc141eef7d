import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FamilyMeetingView, FamilyStage } from '../../../services/meetings/family-meeting.ts';
import type { WhoComes } from '../../../services/meetings/who-comes.ts';
import type { FamilyLine } from '../../../wording/family-meeting.ts';
import { inSentences } from '../../../wording/letters/letter-layout.ts';
import { familySections, familyTitle } from '../../../wording/pages/family.ts';

const stages: FamilyStage[] = ['being-arranged', 'asked', 'booked', 'over', 'told', 'cancelled', 'did-not-happen'];
const at = (text: string) => new Date(`2027-01-${text}:00Z`);
const short = fc.constantFrom('Ana', 'Priya Example', 'Sam');
const who: fc.Arbitrary<WhoComes> = fc.oneof(
  fc.record({
    who: fc.constant('professional' as const),
    name: short,
    job: fc.option(fc.constantFrom('Social worker', 'Nurse')),
    organisation: fc.option(fc.constantFrom('Moorland Council', 'Staffordshire Police')),
    coming: fc.boolean(),
  }),
  fc.record({
    who: fc.constantFrom('you' as const, 'person' as const, 'carer' as const),
    name: fc.constant(null),
    job: fc.constant(null),
    organisation: fc.constant(null),
    coming: fc.boolean(),
  }),
);
const view: fc.Arbitrary<FamilyMeetingView> = fc.record({
  inviteeId: fc.constant('00000000-0000-4000-8000-000000000001'),
  kind: fc.constantFrom('individual' as const, 'carer' as const),
  format: fc.constantFrom('plain' as const, 'easy-read' as const, 'large-print' as const),
  reference: fc.constant('MBE-2027-0042'),
  stage: fc.constantFrom(...stages),
  startsAt: fc.constant(at('19T10:00')),
  endsAt: fc.constant(at('19T11:00')),
  lengthMinutes: fc.constantFrom(30, 60, 90),
  place: fc.option(fc.constant('Moorland House')),
  placeWithheld: fc.boolean(),
  joinUrl: fc.option(fc.constant('https://meet.example.org/abc')),
  purpose: fc.option(fc.constant('Where somebody lives')),
  who: fc.array(who, { maxLength: 6 }),
  response: fc.option(fc.constantFrom('accepted' as const, 'tentative' as const, 'declined' as const)),
  bringing: fc.option(short),
  words: fc.option(fc.constant('I want to stay.')),
  begun: fc.boolean(),
  slots: fc.constant([{ id: 'x', startsAt: at('20T10:00'), endsAt: at('20T11:00'), mine: null }]),
  answerBy: fc.option(fc.constant(at('15T17:00'))),
  agreed: fc.constant(null),
});

const about = { now: at('12T09:30'), team: 'Dynamic Support Register team', contact: 'dsr@trust.example.org' };
const LONGEST_SENTENCE = 15;

function easyLines(meeting: FamilyMeetingView): string[] {
  const lines = familySections(meeting, about).flatMap((section): FamilyLine[] => section.lines);
  return lines.flatMap(({ easy }) => (easy === null ? [] : inSentences(easy)));
}

describe('the page of the person and their family', () => {
  it('in Easy Read is in short sentences, of one idea each', () => {
    fc.assert(
      fc.property(view, (meeting) => {
        const long = easyLines(meeting).filter((sentence) => sentence.split(/\s+/).length > LONGEST_SENTENCE);
        expect(long).toEqual([]);
      }),
    );
  });

  it('has no hard word in Easy Read', () => {
    fc.assert(
      fc.property(view, (meeting) => {
        expect(easyLines(meeting).join('\n')).not.toMatch(
          /\b(?:professional|multi-agency|quorum|attend|purpose category|outcome|stakeholder|regarding|participant)\b/i,
        );
      }),
    );
  });

  it('says of every state what it is, and never leaves anything unsaid', () => {
    fc.assert(
      fc.property(view, (meeting) => {
        const said = familySections(meeting, about);
        expect(familyTitle(meeting)).not.toBe('');
        expect(said.length).toBeGreaterThan(0);
        expect(JSON.stringify(said)).not.toMatch(/undefined|NaN|\$\{/);
        for (const { lines } of said) expect(lines.length).toBeGreaterThan(0);
      }),
    );
  });

  it('calls a carer’s meeting "the meeting"', () => {
    fc.assert(
      fc.property(view, (meeting) => {
        if (meeting.kind === 'carer') expect(familyTitle(meeting)).not.toMatch(/your meeting/i);
      }),
    );
  });

  it('of a booked meeting says when, how soon, how long, where, who, and that nobody has to come', () => {
    const [meeting] = fc.sample(view, { numRuns: 1, seed: 4 });
    if (meeting === undefined) throw new Error('no sample');
    const booked = { ...meeting, stage: 'booked' as const, begun: false, place: null, placeWithheld: false };
    const said = easyLines(booked).join('\n');
    for (const words of [
      'The meeting is on Tuesday 19 January 2027.',
      'That is in 7 days.',
      'It takes 1 hour.',
      'It is online.',
      'You do not have to come.',
      'You can bring somebody you trust.',
    ])
      expect(said).toContain(words);
  });
});
