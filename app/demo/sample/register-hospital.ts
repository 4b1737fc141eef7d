import { addDays, addMonthsClamped } from '../../../services/platform/time.ts';
import { statedValue } from '../../../services/policies/rule.ts';
import { admit } from '../../../services/register/admit.ts';
import { discharge } from '../../../services/register/discharge.ts';
import { bornOn, keyProfessionals, parentOf } from './referral-story.ts';
import {
  discussedAgainIn,
  join,
  type Later,
  lastBefore,
  type OnRegister,
  onEntry,
  reviewed,
} from './register-story.ts';
import type { Story } from './story.ts';

const { nadia, petra, quinn, vera } = keyProfessionals;

/** People in hospital of every kind: the first C(E)TR due or late, one declined, a visit due today; and one who is back home. */
export async function tellBlue(story: Story, later: Later): Promise<{ rosa: OnRegister }> {
  const rosa = await admittedLately(story, later);
  await childInTier4(story, later);
  await secure(story, later);
  await declined(story, later);
  await backHome(story, later);
  return { rosa };
}

/** The policy's own intervals; where an area states none, nothing falls due and the national ones date the story. */
function intervals(story: Story) {
  const { policy } = story.at(0, '12:00');
  return {
    first: statedValue(policy.cetrFirstOffer) ?? { adult: { days: 28 }, 'tier-4': { days: 14 } },
    repeat: statedValue(policy.cetrRepeat) ?? { adult: { months: 6 }, secure: { months: 12 } },
    visit: statedValue(policy.oversightVisit) ?? { adult: { weeks: 8 }, child: { weeks: 6 } },
    plan: statedValue(policy.cetrPlanReview) ?? { weeks: 12 },
  };
}

/** The first C(E)TR must be offered the day after tomorrow. */
async function admittedLately(story: Story, later: Later): Promise<OnRegister> {
  const { today } = story;
  const rosa = await join(story, {
    ...{ name: 'Rosa Example', bornOn: bornOn(today, 29), serial: 111, suggested: 'red', professionals: [quinn] },
    issues: 'Rosa heard voices for the first time in years and left her flat in the night.',
    referred: addDays(today, -62),
  });
  later(async () => {
    const day = lastBefore(story, 2, intervals(story).first.adult);
    await onEntry(rosa, day, (deps, about) =>
      admit(deps, { ...about, setting: 'adult', day, note: 'Admitted from home, with her sister beside her.' }),
    );
    await discussedAgainIn(rosa, 4, 'Rosa wants to go home before Christmas.');
  });
  return rosa;
}

/** A child in tier 4 whose first C(E)TR is three days late. */
async function childInTier4(story: Story, later: Later): Promise<void> {
  const { today } = story;
  const sol = await join(story, {
    ...{ name: 'Sol Example', bornOn: bornOn(today, 15, 90), serial: 112, locality: 1, suggested: 'red' },
    issues: 'Sol has hurt himself at home and at school. His parents cannot sleep.',
    ...{ referred: addDays(today, -47), professionals: [vera, petra] },
    typed: parentOf({ name: 'Sol' }, 'Ivy Example'),
  });
  later(async () => {
    const day = lastBefore(story, -3, intervals(story).first['tier-4']);
    await onEntry(sol, day, (deps, about) => admit(deps, { ...about, setting: 'tier-4', day, note: '' }));
    await discussedAgainIn(sol, 7, 'Sol’s ward is 90 miles away. His parents visit at weekends.');
  });
}

/** A long stay in a secure hospital: the yearly C(E)TR is due this week, a visit today. */
async function secure(story: Story, later: Later): Promise<void> {
  const { today } = story;
  const { repeat, visit, plan } = intervals(story);
  const held = lastBefore(story, 5, repeat.secure);
  const theo = await join(story, {
    ...{ name: 'Theo Example', bornOn: bornOn(today, 38), serial: 113, suggested: 'blue', professionals: [petra] },
    issues: 'Theo has lived in hospital for two years and is waiting for a place of his own.',
    referred: addDays(held, -20),
    hospital: { setting: 'secure', admittedOn: addMonthsClamped(held, -10) },
  });
  later(async () => {
    await reviewed(theo, held, 'cetr-held', { note: 'A flat of his own, with support at night, is the aim.' });
    await reviewed(theo, addDays(lastBefore(story, 0, plan), -30), 'cetr-plan-reviewed');
    for (const before of [0, 56, 112]) {
      await reviewed(theo, addDays(lastBefore(story, 0, visit.adult), -before), 'oversight-visit');
    }
    const [point] = statedValue(story.at(0, '12:00').policy.dischargePlanPoints) ?? [];
    if (point) await reviewed(theo, addDays(today, -15), 'discharge-plan-scored', { scores: { [point.code]: '1' } });
    await discussedAgainIn(theo, 11, 'A builder has been found for the flat.');
  });
}

/** Offered a C(E)TR and said no: the next date runs from the offer, and the refusal is shown. */
async function declined(story: Story, later: Later): Promise<void> {
  const { today } = story;
  const uma = await join(story, {
    ...{ name: 'Uma Example', bornOn: bornOn(today, 52), serial: 114, suggested: 'red', professionals: [quinn, nadia] },
    issues: 'Uma does not take her medicine when she is alone.',
    referred: addMonthsClamped(today, -5),
  });
  later(async () => {
    const admitted = addDays(addMonthsClamped(today, -5), 12);
    await onEntry(uma, admitted, (deps, about) => admit(deps, { ...about, setting: 'adult', day: admitted, note: '' }));
    await reviewed(uma, addDays(admitted, 20), 'cetr-offered', {
      answer: 'declined',
      note: 'Uma does not want strangers in the room. She may be asked again.',
    });
    await reviewed(uma, lastBefore(story, 25, intervals(story).visit.adult), 'oversight-visit');
    await discussedAgainIn(uma, 18, 'Uma has a nurse whom she trusts.');
  });
}

/** Back from hospital, with the rating that was decided then. */
async function backHome(story: Story, later: Later): Promise<void> {
  const { today } = story;
  const lowri = await join(story, {
    ...{ name: 'Lowri Example', bornOn: bornOn(today, 41), serial: 115, suggested: 'red', professionals: [nadia] },
    issues: 'Lowri lost her job and her home within a month.',
    referred: addMonthsClamped(today, -6),
  });
  later(async () => {
    const admitted = addDays(addMonthsClamped(today, -6), 9);
    await onEntry(lowri, admitted, (deps, about) =>
      admit(deps, { ...about, setting: 'adult', day: admitted, note: '' }),
    );
    await reviewed(lowri, addDays(admitted, 14), 'cetr-offered', { answer: 'accepted' });
    await reviewed(lowri, addDays(admitted, 24), 'cetr-held');
    const home = addDays(today, -44);
    await onEntry(lowri, home, (deps, about) =>
      discharge(deps, {
        ...{ ...about, day: home, rating: 'amber', decidedBy: 'Quinn Example, psychiatrist' },
        note: 'Home with a plan for the first weeks.',
      }),
    );
    await discussedAgainIn(lowri, 2, 'The first weeks at home went well.');
  });
}
