import { cast } from '../demo/tenant.ts';
import type { DemoService } from '../demo.ts';
import type { AnswerInvitation } from './answer-invitation.ts';
import { cardText } from './card-text.ts';
import type { Chat, PostedMessage, PressAnswer, TeamsStandIn } from './teams-stand-in.ts';

/** Who plays in the walk and what they can do; everything done is printed. */
export type Stage = {
  demo: DemoService;
  teams: TeamsStandIn;
  asha: Chat;
  cora: Chat;
  /** The DSR channel as Cora and as Dev have it open. */
  channel: Chat;
  devInChannel: Chat;
  heading(text: string): void;
  say(who: string, chat: Chat, text: string): Promise<PostedMessage>;
  press(
    who: string,
    chat: Chat,
    message: PostedMessage,
    title: string,
    fill?: Record<string, string>,
    which?: number,
  ): Promise<PressAnswer>;
  show(title: string, message: PostedMessage): void;
  print(title: string, text: string): void;
  /** A request's card in the channel as it stands now: opened by its reference. */
  openRequest(reference: string): Promise<PostedMessage>;
  /** Until every job has been carried out. */
  settled(): Promise<void>;
  /** Somebody invited answers in their own calendar; returns their name. */
  answerInvitation(addressPart: string, response: 'accepted' | 'declined'): Promise<string>;
  /** Mails sent since the last call, printed. */
  mails(): Promise<void>;
};

function print(title: string, text: string): void {
  const lines = text.replace(/\r/g, '').split('\n');
  console.log([`\n  ${title}`, ...lines.map((line) => `  │ ${line}`)].join('\n'));
}

function asText(message: { card: PostedMessage['card']; text?: string | null; words?: string | null }): string {
  return message.card ? cardText(message.card) : (message.text ?? message.words ?? '');
}

function filled(fill: Record<string, string>): string {
  return Object.entries(fill)
    .map(([label, value]) => `\n       ${label}: ${value}`)
    .join('');
}

async function settle(demo: DemoService): Promise<void> {
  const { jobs } = demo.service;
  for (let calm = 0; calm < 2; ) {
    jobs.wake();
    calm = (await jobs.unfinished()) === 0 ? calm + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Opens the chats and the channel. */
export async function openStage(demo: DemoService, teams: TeamsStandIn, answer: AnswerInvitation): Promise<Stage> {
  const person = (key: keyof typeof cast) => ({ ...cast[key], aadObjectId: cast[key].id });
  const asha = teams.personal(person('asha'));
  const cora = teams.personal(person('cora'));
  const channel = teams.inChannel(person('cora'));
  for (const chat of [asha, cora, channel]) await chat.open();
  const printed = new Set<string>();
  return {
    demo,
    teams,
    asha,
    cora,
    channel,
    devInChannel: teams.inChannel(person('dev')),
    heading: (text) => console.log(`\n━━ ${text} ${'━'.repeat(Math.max(0, 90 - text.length))}`),
    say: async (who, chat, text) => {
      console.log(`\n  ${who} types: ${text}`);
      const [answer] = await chat.say(text);
      if (!answer) throw new Error(`nobody answered “${text}”`);
      print('The bot answers:', asText(answer));
      return answer;
    },
    press: async (who, chat, message, title, fill = {}, which = 0) => {
      const answer = await chat.press(message, title, fill, which);
      const does = Object.keys(fill).length === 0 ? 'presses' : 'fills in and presses';
      console.log(`\n  ${who} ${does} ( ${title} )${filled(fill)}`);
      print('The card now says:', asText(answer));
      if (answer.status !== 200) throw new Error(`the press was answered with ${answer.status}`);
      return answer;
    },
    show: (title, message) => print(title, asText(message)),
    print,
    openRequest: async (reference) => {
      const [card] = await channel.say(`status ${reference}`);
      if (!card) throw new Error(`nobody answered about ${reference}`);
      await channel.press(card, 'Show request');
      return card;
    },
    settled: () => settle(demo),
    answerInvitation: (addressPart, response) => answer(demo, addressPart, response),
    mails: async () => {
      for (const item of (await demo.outbox.list()).toReversed()) {
        if (printed.has(item.id)) continue;
        printed.add(item.id);
        const mail = await demo.outbox.read(item.id);
        const calendar = mail?.calendar ? `\n\n${mail.calendar.trim()}` : '';
        print(`Mail to ${item.to.name} <${item.to.address}>: ${item.subject}`, `${mail?.text.trim()}${calendar}`);
      }
    },
  };
}

/** A step that must have led where the walk needs it. */
export function expectText(message: PostedMessage | PressAnswer, text: string): void {
  const said = asText(message);
  if (!said.includes(text)) throw new Error(`the card should say “${text}”, but says:\n${said}`);
}
