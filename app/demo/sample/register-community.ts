import { lapseConsent } from '../../../services/consent/lapse-consent.ts';
import { addDays, addMonthsClamped } from '../../../services/platform/time.ts';
import { statedValue } from '../../../services/policies/rule.ts';
import { changeRating } from '../../../services/register/change-rating.ts';
import { endEntry } from '../../../services/register/end-entry.ts';
import { bornOn, keyProfessionals, parentOf } from './referral-story.ts';
import {
  consentThatEndsIn,
  discussedAgainIn,
  join,
  type Later,
  type OnRegister,
  onEntry,
  reviewed,
} from './register-story.ts';
import { type Story, sure } from './story.ts';

const { nadia, petra, quinn, ravi, vera } = keyProfessionals;

/** Two who may be admitted soon, and what is being done about it. */
export async function tellRed(story: Story, later: Later): Promise<{ aled: OnRegister; zoe: OnRegister }> {
  const { today } = story;
  const aled = await join(story, {
    ...{ name: 'Aled Example', bornOn: bornOn(today, 34), serial: 101, suggested: 'red', professionals: [petra, ravi] },
    issues: 'Aled has stopped eating with others and has asked to leave the house where he lives.',
    referred: addDays(today, -54),
  });
  later(async () => {
    await discussedAgainIn(aled, 5, 'His landlord has given notice. Everybody looks for a quieter place.');
    const measure = statedValue(story.at(0, '12:00').policy.ratingMeasures)?.find(({ rating }) => rating === 'red');
    if (measure) {
      const considered = { measure: measure.code, result: 'arranged', note: 'Aled agreed to it on the phone.' };
      await reviewed(aled, addDays(today, -12), 'measure-considered', considered);
    }
    await reviewed(aled, addDays(today, -8), 'laep-held', { note: 'Extra support at home was agreed for four weeks.' });
    await reviewed(aled, addDays(today, -8), 'intensive-treatment', { status: 'planned' });
  });

  const zoe = await join(story, {
    ...{ name: 'Zoë Example', bornOn: bornOn(today, 14, 200), serial: 102, locality: 1, professionals: [vera, nadia] },
    issues: 'Zoë has not been to school since September and no longer leaves her room.',
    ...{ referred: addDays(today, -71), suggested: 'amber', typed: parentOf({ name: 'Zoë' }, 'Grace Example') },
  });
  later(async () => {
    await discussedAgainIn(zoe, -3, 'Her school offers two mornings a week, and a quiet way in.');
    await onEntry(zoe, addDays(today, -4), (deps, about) =>
      changeRating(deps, {
        ...{ ...about, rating: 'red', day: addDays(today, -4), decidedBy: 'Lena Example, clinical lead' },
        note: 'Zoë’s mother is ill. There is nobody at home in the day from next week.',
      }),
    );
  });
  return { aled, zoe };
}

/** People at high risk: an adult, a child, one for whom a best-interest decision was made. */
export async function tellAmber(story: Story, later: Later): Promise<{ imran: OnRegister; kit: OnRegister }> {
  const { today } = story;
  const imran = await join(story, {
    ...{ name: 'Imran Example', bornOn: bornOn(today, 19), serial: 103, suggested: 'amber' },
    issues: 'Imran’s college place ends at Christmas, and he sleeps in the day.',
    ...{ referred: addDays(today, -98), professionals: [ravi], reviewedWithout: ['education'] },
  });
  later(async () => {
    await discussedAgainIn(imran, 0, 'Imran would like to work with animals. Two farms were named.');
  });

  const jess = await join(story, {
    ...{ name: 'Jess Example', bornOn: bornOn(today, 11), serial: 104, locality: 1, suggested: 'amber' },
    issues: 'Jess hits her head when there is noise. Her brother is afraid of her.',
    ...{ referred: addDays(today, -40), typed: parentOf({ name: 'Jess' }, 'Hugo Example'), professionals: [vera] },
  });
  later(async () => {
    await discussedAgainIn(jess, 3, 'A room without noise at school helps. It is not there every day.');
  });

  const kit = await join(story, {
    ...{ name: 'Kit Example', bornOn: bornOn(today, 28), serial: 105, suggested: 'amber' },
    issues: 'Kit’s support workers leave one after another. New people frighten Kit.',
    ...{ referred: addDays(today, -66), professionals: [quinn, nadia] },
    typed: {
      ...{ consentAnswer: 'best-interest', decidedBy: 'Quinn Example, psychiatrist', consenterName: '' },
      capacityAssessedOn: addDays(today, -80),
      consulted: 'Alba Example (sister), Nadia Example (community nurse)',
      ...{ evidence: 'Record of the best-interest decision, in the shared folder', personFormat: 'large-print' },
    },
  });
  later(async () => {
    await discussedAgainIn(kit, 9, 'Kit’s sister will be there when somebody new begins.');
    await reviewed(kit, addDays(today, -30), 'intensive-treatment', { status: 'receiving' });
  });
  return { imran, kit };
}

/** People whose risk is held: long on Green, consent about to end, consent that has run out, and one who has left. */
export async function tellGreen(story: Story, later: Later): Promise<void> {
  const { today } = story;
  const mina = await join(story, {
    ...{ name: 'Mina Example', bornOn: bornOn(today, 23), serial: 106, suggested: 'amber', professionals: [nadia] },
    issues: 'Mina was in hospital twice last year and is afraid of going back.',
    referred: addMonthsClamped(today, -9),
  });
  later(async () => {
    const calm = addMonthsClamped(today, -7);
    await onEntry(mina, calm, (deps, about) =>
      changeRating(deps, {
        ...{ ...about, rating: 'green', day: calm, decidedBy: 'The panel' },
        note: 'The same two people have supported her since spring. She goes out every day.',
      }),
    );
    await discussedAgainIn(mina, 12, 'All is well. Mina has started a course.');
  });

  const noah = await join(story, {
    ...{ name: 'Noah Example', bornOn: bornOn(today, 61), serial: 107, locality: 1, suggested: 'green' },
    issues: 'Noah lived with his mother, who has died. He is settling in with a family.',
    ...{ referred: consentThatEndsIn(story, 30), professionals: [ravi], typed: { personFormat: 'large-print' } },
  });
  later(async () => {
    await discussedAgainIn(noah, 20, 'Noah knows his new street and goes to the shop by himself.');
  });

  const pavel = await join(story, {
    ...{ name: 'Pavel Example', bornOn: bornOn(today, 45), serial: 108, suggested: 'green', professionals: [petra] },
    issues: 'Pavel’s flat is damp and he may lose it.',
    ...{ referred: consentThatEndsIn(story, -6), lapses: true },
  });
  later(async () => {
    await discussedAgainIn(pavel, 6, 'Pavel’s landlord has agreed to repair the flat.');
    const lapsed = story.on(addDays(today, -5), '06:00');
    sure(await lapseConsent(lapsed, { actor: { kind: 'system' }, entryId: pavel.entryId }));
  });

  await join(story, {
    ...{ name: 'Orla Example', bornOn: bornOn(today, 17), serial: 109, suggested: 'green', professionals: [vera] },
    issues: 'Orla moved to a new college and did not speak for the first weeks.',
    ...{ referred: addDays(today, -4), lettersWait: true },
  });

  const vic = await join(story, {
    ...{ name: 'Vic Example', bornOn: bornOn(today, 37), serial: 110, suggested: 'green', professionals: [nadia] },
    issues: 'Vic’s support was cut in spring, and Vic called for help every night for a month.',
    referred: addMonthsClamped(today, -8),
  });
  later(async () => {
    await onEntry(vic, addDays(today, -21), (deps, about) =>
      endEntry(deps, {
        ...{ ...about, day: addDays(today, -21), reason: 'risk-managed' },
        note: 'Vic has had the same support since June and asked to leave the register.',
      }),
    );
  });
}
