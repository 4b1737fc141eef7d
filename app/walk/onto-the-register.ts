import { buttonsOf } from './card-text.ts';
import type { WalkedReferral } from './refer-someone.ts';
import { shows } from './refer-someone.ts';
import { expectText, type Stage } from './stage.ts';

const consent = {
  form: 'In person',
  informationFormat: 'Easy Read',
  evidence: 'Signed form, kept in the shared folder',
  sharing: 'Yes',
};

/** Nobody comes onto the register without consent: it is recorded, the referral is accepted, and the letters are released. */
export async function ontoTheRegister(stage: Stage, referral: WalkedReferral): Promise<void> {
  const { channel } = stage;
  const { inChannel } = referral;
  stage.heading('12. Nobody comes onto the register without consent: Robin has been asked, and agrees');
  expectText(await stage.press('Cora', channel, inChannel, 'Accept'), 'onsent');
  await stage.press('Cora', channel, inChannel, 'Record consent');
  await stage.press('Cora', channel, inChannel, 'Record consent');
  await stage.press('Cora', channel, inChannel, 'Next', { answer: 'They agree', route: 'The person' });
  expectText(await stage.press('Cora', channel, inChannel, 'Record', consent), 'Why this date?');
  await stage.press('Cora', channel, inChannel, 'Back');

  stage.heading('13. The team accepts, with a rating and who decided it');
  await reviewed(stage, referral);
  await stage.press('Cora', channel, inChannel, 'Accept');
  const decision = { rating: '◆ Amber', decidedBy: 'Lena Example, clinical lead' };
  expectText(await stage.press('Cora', channel, inChannel, 'Accept onto the register', decision), 'Accepted.');

  stage.heading('14. Each letter is read as it will be sent, and released');
  for (const letter of [0, 1]) {
    await stage.press('Cora', channel, inChannel, 'Open letter', {}, letter);
    while (hasButton(referral, 'Next page')) await stage.press('Cora', channel, inChannel, 'Next page');
    if (!hasButton(referral, 'Release')) throw new Error('the letter cannot be released');
    await stage.press('Cora', channel, inChannel, 'Release');
    await stage.press('Cora', channel, inChannel, 'The referral');
  }
  await stage.settled();
  await stage.mails();
  stage.show('Asha is told:', await stage.teams.waitFor('the outcome', () => stage.asha.newest(referral.reference)));
}

function hasButton({ inChannel }: WalkedReferral, title: string): boolean {
  return buttonsOf(inChannel.card ?? {}).some((button) => button.title === title);
}

/** Where the area says who takes part in the risk review, they are recorded first. */
async function reviewed(stage: Stage, referral: WalkedReferral): Promise<void> {
  if (!hasButton(referral, 'Reviewers')) return;
  const { channel } = stage;
  const { inChannel } = referral;
  await stage.press('Cora', channel, inChannel, 'Reviewers');
  const names = { education: 'Vera Example, SEND officer', 'social-care': 'Ravi Example, social work manager' };
  const health = shows(inChannel, '"health"') ? { health: 'Petra Example, team manager' } : {};
  await stage.press('Cora', channel, inChannel, 'Save', { ...names, ...health });
}
