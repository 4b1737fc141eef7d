import type { LetterSubject } from '../../services/letters/model.ts';
import type { LetterContentView } from '../../services/letters/words-port.ts';
import { type FamilyLine, freeToChoose, purposeLines, whenLines, whereLines, whoLines } from '../family-meeting.ts';
import type { Section, Sentence } from './letter-layout.ts';

type Facts = Extract<LetterSubject, { kind: 'meeting-invitation' }>['facts'];
type View = Pick<LetterContentView, 'meeting' | 'team' | 'contact' | 'teamContact'>;

/** A line of the family's page as a sentence of a letter: what is said twice over, once beside its picture. */
function sentence({ plain, easy }: FamilyLine): Sentence {
  return { plain, easy };
}

/** The person, a parent or a carer is invited, or told that the meeting has moved. It names nobody the meeting is about. */
export function meetingInvitationLetter({ moved }: Facts, { meeting, team, contact, teamContact }: View): Section[] {
  if (meeting === null || meeting.startsAt === null || meeting.endsAt === null) return [];
  const { startsAt, endsAt } = meeting;
  const answer = teamContact === null ? `Write to ${contact}.` : `Phone ${teamContact.phone} or write to ${contact}.`;
  const when = [...whenLines({ startsAt, endsAt }), ...whereLines(meeting)].map(sentence);
  return [
    {
      heading: moved ? 'Your meeting has a new time' : 'You are invited to a meeting',
      say: [
        ...(moved ? ['What we told you before is not right any more.'] : []),
        `Our team is called the ${team}. We invite you to a meeting.`,
        ...purposeLines(meeting.purpose).map(sentence),
      ],
    },
    { heading: 'When and where', list: true, say: [...when, ...joining(meeting.joinUrl)] },
    { heading: 'Who will be there', list: true, say: whoLines(meeting.who, team).map(sentence) },
    { heading: 'You can choose', list: true, say: freeToChoose.map(sentence) },
    {
      heading: 'What happens next',
      list: true,
      say: [
        { plain: `Tell us if you want to come. ${answer}`, easy: `Do you want to come? Tell us. ${answer}` },
        'Do you want to say something before the meeting? Tell us. We give it to the person who runs the meeting.',
        'You can bring somebody you trust. Tell us who it is.',
        'Do you need something to take part? For example a break, or an interpreter. Tell us.',
        'If you do not know why you are invited, ask us.',
      ],
    },
  ];
}

function joining(joinUrl: string | null): Sentence[] {
  return joinUrl === null ? [] : [`Use this link to join: ${joinUrl}`];
}
