import { askInformation } from '../../../services/mbe-requests/ask-information.ts';
import { saveDraft } from '../../../services/mbe-requests/save-draft.ts';
import { takeMbeRequest } from '../../../services/mbe-requests/take-mbe-request.ts';
import { addWorkingDays } from '../../../services/platform/time.ts';

import { firstTime, type Story, submit, sure, typedRequest } from './story.ts';
/** Requests nobody has decided yet: new, overdue, waiting for an answer, and a draft. */
export async function tellUndecided(story: Story): Promise<void> {
  const { asha, ben, cora, dev } = story.people;
  const draft = story.at(0, '08:40');
  sure(
    await saveDraft(draft, {
      actor: asha,
      draftId: draft.newId(),
      typed: { personName: 'Ollie Example', purpose: 'Agree who supports Ollie in the school holidays.' },
      check: 'nothing',
    }),
  );
  await submit(
    story.at(-1, '15:10'),
    ben,
    typedRequest(story, {
      name: 'Jordan Example',
      purpose: 'Jordan’s placement has given notice. Agree one plan for housing, school and support at night.',
      agencies: [
        'Trust learning disability and autism team',
        'Example City Council social care',
        'Oakfield Example School',
      ],
      nhsNumber: '999 000 0018',
      neededBy: addWorkingDays(story.today, 8),
    }),
  );
  const overdue = await submit(
    story.at(-5, '10:00'),
    asha,
    typedRequest(story, {
      name: 'Robin Example',
      purpose: 'Robin has called for an ambulance eleven times in a month. Agree who answers, and how.',
      agencies: ['Example Ambulance Service', 'Example Police', 'Trust mental health team'],
      basis: 'not-yet',
      basisDetail: 'Robin was too upset to talk about it this week.',
      ...firstTime,
    }),
  );
  const taking = story.at(-5, '11:30');
  sure(await takeMbeRequest(taking, { actor: dev, requestId: overdue.id, press: taking.newId() }));
  const asked = await submit(
    story.at(-2, '09:20'),
    asha,
    typedRequest(story, {
      name: 'Sam Example',
      purpose: 'Sam’s college place ends in six weeks and nobody has said what comes next.',
      agencies: ['Example County Council education', 'Willowbrook Support'],
      ...firstTime,
    }),
  );
  const asking = story.at(-1, '09:05');
  sure(
    await askInformation(asking, {
      actor: cora,
      requestId: asked.id,
      version: asked.version,
      question: 'Which college is it, and who there should we invite?',
      press: asking.newId(),
    }),
  );
}
