import { answerInformation } from '../../../services/mbe-requests/answer-information.ts';
import { askInformation } from '../../../services/mbe-requests/ask-information.ts';
import { addWorkingDays } from '../../../services/platform/time.ts';

import { approve, book, firstTime, type Story, submit, sure, typedRequest } from './story.ts';
/** Meetings under way: a time to be picked, one booked, one over and waiting for its outcome. */
export async function tellUnderWay(story: Story): Promise<string[]> {
  const { asha, ben, cora, dev } = story.people;
  const arranging = await submit(
    story.at(-3, '12:00'),
    ben,
    typedRequest(story, {
      name: 'Jordan Exampel',
      purpose: 'Jordan is being asked to leave the day centre. Agree what happens in the day.',
      agencies: ['Trust learning disability and autism team', 'Willowbrook Support'],
    }),
  );
  const toArrange = await approve(story.at(-2, '10:00'), dev, arranging, 'support-at-home');
  const told = await submit(
    story.at(-6, '09:00'),
    asha,
    typedRequest(story, {
      name: 'Taylor Example',
      purpose: 'Taylor has not been to school since September. Agree one plan for going back.',
      agencies: [
        'Trust learning disability and autism team',
        'Example County Council education',
        'Oakfield Example School',
      ],
      ...firstTime,
    }),
  );
  const question = story.at(-6, '10:00');
  sure(
    await askInformation(question, {
      actor: cora,
      requestId: told.id,
      version: told.version,
      question: 'Does Taylor have an advocate?',
      press: question.newId(),
    }),
  );
  const answer = story.at(-6, '13:00');
  const answered = sure(
    await answerInformation(answer, {
      actor: asha,
      requestId: told.id,
      answer: 'Not yet. We have asked Speak Up.',
      press: answer.newId(),
    }),
  );
  const booked = await approve(story.at(-5, '09:15'), cora, answered, 'school-or-college');
  await book(story.at(-4, '09:00'), cora, booked, addWorkingDays(story.today, 4), '10:00');
  const over = await submit(
    story.at(-8, '09:00'),
    ben,
    typedRequest(story, {
      name: 'Casey Example',
      purpose: 'Casey’s support team is leaving. Agree who supports Casey from next week.',
      agencies: ['Trust mental health team', 'Example City Council social care', 'Example Police'],
    }),
  );
  const held = await approve(story.at(-7, '09:00'), cora, over, 'support-at-home');
  await book(story.at(-6, '09:00'), cora, held, addWorkingDays(story.today, -1), '11:00');
  return [toArrange.id, booked.id];
}
