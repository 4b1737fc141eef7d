import type { WholeQuestion } from '../../services/service-questions/model.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A question to two services: one has answered from its duty inbox, the other has let its day pass. */
export function sampleQuestion(over: Partial<WholeQuestion> = {}): WholeQuestion {
  return {
    ...{
      id: id(901),
      entryId: id(501),
      reference: 'QUE-2027-0007',
      dsrReference: 'DSR-0123',
      personName: 'Jordan Example',
    },
    text: 'What is being offered to support them at home, since when, and what is in the way?',
    ...{ dueDay: '2027-01-11', today: '2027-01-12', askedBy: 'Cora Coordinator' },
    askedAt: new Date('2026-12-21T10:00:00Z'),
    services: [
      {
        ...{ receiverId: id(902), organisation: 'Moorland County Council', name: 'Moorland County Council' },
        ...{ email: 'duty@moorland.example.org', state: 'answered', overdue: false },
        answer: {
          ...{ offered: 'Two visits a week', since: 'January', inTheWay: 'A waiting list' },
          by: { name: 'Nia Nurse', jobRole: 'Duty nurse', phone: '01632 960 777' },
          via: 'page',
          at: new Date('2027-01-08T09:30:00Z'),
        },
      },
      {
        ...{ receiverId: id(903), organisation: 'Example Ward', name: 'Wes Contact', email: 'wes@ward.example.org' },
        ...{ state: 'asked', overdue: true, answer: null },
      },
    ],
    ...over,
  };
}
