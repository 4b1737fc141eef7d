import type { LetterSubject } from '../../services/letters/model.ts';
import type { LetterContentView } from '../../services/letters/words-port.ts';
import { dayOf, formatDay } from '../../services/platform/time.ts';
import { agreedLines, type FamilyLine } from '../family-meeting.ts';
import type { Section, Sentence } from './letter-layout.ts';

type Facts = Extract<LetterSubject, { kind: 'meeting-agreed' }>['facts'];

/** What was agreed at a meeting and who will do it, for the person, a parent or a carer. A coordinator has read it first. */
export function meetingAgreedLetter({ corrects }: Facts, { meeting }: Pick<LetterContentView, 'meeting'>): Section[] {
  if (meeting === null || meeting.agreed === null) return [];
  const { decided, toDo, next } = agreedLines(meeting.agreed);
  const isPerson = meeting.kind === 'individual';
  const said = (lines: readonly FamilyLine[]): Sentence[] => lines.map(({ plain, easy }) => ({ plain, easy }));
  const on = meeting.startsAt === null ? '' : ` on ${formatDay(dayOf(meeting.startsAt))}`;
  const nothing = 'Nothing was decided that we can tell you here. You can ask us about it.';
  return [
    {
      heading: 'What people agreed at the meeting',
      say: [
        `There was a meeting${on}.`,
        'We write to you to tell you what people agreed.',
        ...(corrects ? ['We wrote to you about this before. Something has changed. This letter is right now.'] : []),
        ...(isPerson ? [] : ['It is private. Please share it only with people who need it.']),
      ],
    },
    { heading: 'What was agreed', list: true, say: decided.length > 0 ? said(decided) : [nothing] },
    toDo.length > 0
      ? { heading: isPerson ? 'Who will do what' : 'What you will do', list: true, say: said(toDo) }
      : { heading: 'Things for you to do', say: ['You do not have to do anything now.'] },
    {
      heading: 'What happens next',
      list: true,
      say: [
        ...said(next),
        'Is something wrong or not clear? Tell us. We can explain it, or change it.',
        'Do you not agree with something? Tell us. We will listen.',
        ...(toDo.length > 0 ? ['If you cannot do something, or need help with it, tell us.'] : []),
      ],
    },
  ];
}
