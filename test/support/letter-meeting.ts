import type { LetterContentView } from '../../services/letters/words-port.ts';

type LetterMeeting = NonNullable<LetterContentView['meeting']>;

/** A meeting as letters to the family tell of it: a chair, the reader, somebody else of the family, two professionals. */
export function sampleLetterMeeting(over: Partial<LetterMeeting> = {}): LetterMeeting {
  const family = { name: null, job: null, organisation: null };
  return {
    state: 'booked',
    startsAt: new Date('2027-01-19T10:00:00Z'),
    endsAt: new Date('2027-01-19T11:00:00Z'),
    place: null,
    placeWithheld: false,
    joinUrl: 'https://meet.example.org/abc',
    purposeCategory: 'placement',
    purpose: 'Where somebody lives',
    kind: 'individual',
    who: [
      { ...family, who: 'chair', name: 'Cora Example', coming: true },
      { ...family, who: 'you', coming: false },
      { ...family, who: 'carer', coming: false },
      {
        who: 'professional',
        name: 'Priya Example',
        job: 'Social worker',
        organisation: 'Moorland Council',
        coming: true,
      },
      { who: 'professional', name: 'Owen Example', job: null, organisation: 'Riverbank Support', coming: false },
    ],
    agreed: {
      decisions: [{ key: 'd', text: 'Jordan stays at home.', parties: [] }],
      actions: [
        { key: 'a', what: 'Visit once a week', party: 'organisation:x', who: 'Priya Example', dueDay: '2027-02-01' },
      ],
      nextStep: 'We meet again in March.',
    },
    addressShared: false,
    mayTell: true,
    ...over,
  };
}
