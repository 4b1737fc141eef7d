import type { Stage } from './stage.ts';
import type { PostedMessage } from './teams-stand-in.ts';

/** The request as both sides have it: the requester's card and the card in the DSR channel. */
export type WalkedRequest = { reference: string; mine: PostedMessage; inChannel: PostedMessage };

const person = 'Full name';

/** Asha asks, leaves something out, saves for later, goes on, and sends; a question is asked and answered. */
export async function askForTheMeeting(stage: Stage): Promise<WalkedRequest> {
  const { asha, channel, teams } = stage;
  stage.heading('1. Asha, a nurse, asks for a meeting in chat');
  const mine = await stage.say('Asha', asha, 'request a meeting');
  await stage.press('Asha', asha, mine, 'Next', {
    [person]: 'Jordan Example',
    'What is the meeting for': 'Jordan’s placement has given notice. Agree one plan for housing, school and nights.',
  });
  await stage.press('Asha', asha, mine, 'Save for later');

  stage.heading('2. She comes back to it later');
  const list = await stage.say('Asha', asha, 'my requests');
  await stage.press('Asha', asha, list, 'Continue');
  await stage.press('Asha', asha, list, 'Next', {
    'Why is an MDT': 'Two MDT meetings were held. Education and housing did not come.',
    'Your job role': 'Community nurse',
    'Your organisation': 'Trust learning disability and autism team',
    'Your phone': '01632 960101',
  });
  await stage.press('Asha', asha, list, 'Send request', {
    'Organisations to invite':
      'Trust mental health team + Example City Council social care + Example County Council education + Oakfield Example School',
    'Should we invite the person': 'Invite',
    individualDetail: 'jordan@home.example.org',
    'Should we invite a parent': 'Do not invite',
    carerDetail: 'Jordan asked us to tell his mother afterwards.',
    'Does the person know': 'Yes',
  });
  const reference = /MBE-\d{4}-\d{4}/.exec(JSON.stringify(list.card))?.[0];
  if (!reference) throw new Error('the requester got no reference');

  stage.heading('3. The DSR team is asked, and asks back');
  await stage.settled();
  const inChannel = await teams.waitFor('the card in the channel', () => channel.newest(reference));
  stage.show('In the DSR channel:', inChannel);
  await stage.press('Cora', channel, inChannel, 'Ask for information');
  await stage.press('Cora', channel, inChannel, 'Send question', { question: 'Does Jordan have an advocate?' });
  await stage.settled();
  const asked = await teams.waitFor('the question', () => asha.newest('advocate'));
  stage.show('Asha is asked in chat:', asked);
  await stage.press('Asha', asha, asked, 'Send answer', { answer: 'Not yet. Please invite Speak Up as well.' });
  await stage.settled();
  return { reference, mine: asked, inChannel };
}

/** The newest card in the channel that says this of the request. */
export async function channelCard(stage: Stage, request: WalkedRequest, text: string): Promise<PostedMessage> {
  await stage.settled();
  const says = (message: PostedMessage, wanted: string) => JSON.stringify(message.card).includes(wanted);
  return stage.teams.waitFor(`“${text}” in the channel`, () =>
    stage.channel.messages().findLast((posted) => says(posted, request.reference) && says(posted, text)),
  );
}
