import { addDays } from '../../../services/platform/time.ts';
import type { AreaPolicy } from '../../../services/policies/model.ts';
import { askReferralQuestion } from '../../../services/referrals/ask-referral-question.ts';
import type { TypedReferral } from '../../../services/referrals/draft-model.ts';
import { refuseReferral } from '../../../services/referrals/refuse-referral.ts';
import { saveReferralDraft } from '../../../services/referrals/save-referral-draft.ts';
import { takeReferral } from '../../../services/referrals/take-referral.ts';
import { withdrawReferral } from '../../../services/referrals/withdraw-referral.ts';
import { askIfOnRegister } from '../../../services/register-enquiries/ask-if-on-register.ts';
import { bornOn, keyProfessionals, parentOf, refer, typedReferral } from './referral-story.ts';
import { firstTime, type Story, sure } from './story.ts';

const notAskedYet: TypedReferral = {
  consentAnswer: 'not-yet',
  whyNot: 'It was not the right moment to ask. We will ask on our next visit.',
};

/** Referrals in every state, but for those that were accepted: a draft, some to be decided, one asked about, two ended; and a question to the team. */
export async function tellReferrals(story: Story): Promise<void> {
  await waiting(story);
  await ended(story);
  const { asha, ben } = story.people;
  const asking = story.at(0, '08:35');
  const why = 'Kit has come to our ward with a broken wrist. We would like to know whom to speak to.';
  const about = { personName: 'Kit Example', dateOfBirth: bornOn(story.today, 28), nhsNumber: '', why };
  sure(await askIfOnRegister(asking, { actor: ben, press: asking.newId(), ...about }));
  const draft = story.at(0, '08:55');
  const typed = { personName: 'Pip Example', dateOfBirth: bornOn(story.today, 20) };
  sure(await saveReferralDraft(draft, { actor: asha, draftId: draft.newId(), typed, check: 'nothing' }));
}

async function waiting(story: Story): Promise<void> {
  const { asha, ben, cora, dev } = story.people;
  const { today } = story;
  const type = (daysAgo: number, about: Parameters<typeof typedReferral>[2]) =>
    typedReferral(story.at(0, '12:00').policy, addDays(today, -daysAgo), about);

  const long = await refer(
    story.on(addDays(today, -27), '09:10'),
    ben,
    type(27, {
      ...{ name: 'Quill Example', bornOn: bornOn(today, 26), serial: 120, suggested: 'amber' },
      issues: 'Quill has moved four times this year.',
    }),
  );
  const taking = story.on(addDays(today, -26), '10:00');
  sure(await takeReferral(taking, { actor: dev, referralId: long.id, press: taking.newId() }));

  const asked = await refer(
    story.on(addDays(today, -9), '13:40'),
    asha,
    type(9, {
      ...{ name: 'Tam Example', bornOn: bornOn(today, 13), serial: 121, locality: 1, suggested: 'amber' },
      issues: 'Tam’s foster family cannot go on beyond January.',
      typed: { ...firstTime, ...parentOf({ name: 'Tam' }, 'Rhys Example') },
    }),
  );
  const asking = story.on(addDays(today, -7), '09:30');
  const question = 'Who has parental responsibility for Tam besides Rhys?';
  const about = { actor: cora, referralId: asked.id, version: asked.version, press: asking.newId() };
  sure(await askReferralQuestion(asking, { ...about, question }));

  // The same NHS number as somebody for whom a meeting was asked for.
  await refer(
    story.on(addDays(today, -2), '16:20'),
    asha,
    type(2, {
      ...{ name: 'Jordan Example', bornOn: bornOn(today, 24), serial: 122, suggested: 'red' },
      issues: 'Jordan’s placement has given notice, and there is nowhere to go.',
      typed: { ...firstTime, nhsNumber: '999 000 0018' },
    }),
  );
  await refer(story.on(addDays(today, -1), '11:50'), cora, type(1, onThePhone(story)));
  await refer(
    story.at(0, '08:20'),
    ben,
    type(0, {
      ...{ name: 'Sky Example', bornOn: bornOn(today, 31), serial: 124, suggested: 'red' },
      issues: 'Sky says that life is not worth living and has bought a knife.',
      typed: { ...notAskedYet, professionals: [keyProfessionals.quinn] },
    }),
  );
}

/** A mother rang the team. Where the area hears neither carers nor the person, a lead professional rang. */
function onThePhone(story: Story): Parameters<typeof typedReferral>[2] {
  const { policy } = story.at(0, '12:00');
  const [route = 'professional', contactRelation = ''] = whoRings(policy);
  return {
    ...{ name: 'Wren Example', bornOn: bornOn(story.today, 22), serial: 123, suggested: 'green' },
    issues: 'Wren’s mother is to have an operation and nobody can be at home for a month.',
    typed: {
      ...{ forAnother: 'yes', receivedBy: 'phone', receivedOn: addDays(story.today, -2), route },
      ...{ contactName: 'Nell Example', contactRelation, contactVia: 'phone', contactDetail: '01632 960 140' },
      ...notAskedYet,
    },
  };
}

function whoRings(policy: AreaPolicy): [route: string, relation: string] {
  const taken: readonly string[] = policy.referralRoutes.value;
  if (taken.includes('carer')) return ['carer', 'Mother'];
  return taken.includes('professional') ? ['professional', 'Teacher'] : ['lead-professional', 'Social worker'];
}

/** One that the register is not for, whose letters wait to be read; one that was taken back. */
async function ended(story: Story): Promise<void> {
  const { ben, cora } = story.people;
  const { today } = story;
  const { policy } = story.at(0, '12:00');
  const refused = await refer(
    story.on(addDays(today, -12), '10:30'),
    ben,
    typedReferral(policy, addDays(today, -12), {
      ...{ name: 'Uli Example', bornOn: bornOn(today, 58), serial: 125, suggested: 'green' },
      ...{
        issues: 'Uli is lonely since the day centre closed.',
        typed: { personVia: 'post', personDetail: '125 Example Street, Example Town', personFormat: 'plain' },
      },
    }),
  );
  const deciding = story.on(addDays(today, -1), '15:10');
  const decided = await refuseReferral(deciding, {
    ...{ actor: cora, referralId: refused.id, version: refused.version, press: deciding.newId() },
    ...{ reason: 'not-at-risk', decidedBy: 'Lena Example, clinical lead', reviewLater: true },
    note: 'Uli is safe at home and does not want to move.',
    whatElseHelps: 'The library has a club on Tuesdays. The council’s adult social care team can look at support.',
  });
  sure(decided);

  const withdrawn = await refer(
    story.on(addDays(today, -15), '14:00'),
    ben,
    typedReferral(policy, addDays(today, -15), {
      ...{ name: 'Val Example', bornOn: bornOn(today, 44), serial: 126, suggested: 'amber' },
      issues: 'Val was to leave a flat without anywhere to go.',
    }),
  );
  const withdrawing = story.on(addDays(today, -13), '09:45');
  const note = 'Val has been given a new flat and does not want to be on the register.';
  sure(await withdrawReferral(withdrawing, { actor: ben, referralId: withdrawn.id, note, press: withdrawing.newId() }));
}
