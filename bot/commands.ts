import { askRegister } from './commands/ask-register.ts';
import { due } from './commands/due.ts';
import { enterReferral } from './commands/enter-referral.ts';
import { help } from './commands/help.ts';
import { invitations } from './commands/invitations.ts';
import { letters } from './commands/letters.ts';
import { mailbox } from './commands/mailbox.ts';
import { meeting } from './commands/meeting.ts';
import { myReferrals } from './commands/my-referrals.ts';
import { myRequests } from './commands/my-requests.ts';
import { panel } from './commands/panel.ts';
import { pasteRequest } from './commands/paste-request.ts';
import { person } from './commands/person.ts';
import { policy } from './commands/policy.ts';
import { queue } from './commands/queue.ts';
import { refer } from './commands/refer.ts';
import { referral } from './commands/referral.ts';
import { referrals } from './commands/referrals.ts';
import { register } from './commands/register.ts';
import { registerQuestions } from './commands/register-questions.ts';
import { startRequest } from './commands/start-request.ts';
import { status } from './commands/status.ts';
import { todos } from './commands/todos.ts';
import { unknownText } from './commands/unknown-text.ts';
import type { Command } from './turn.ts';

/** Everything people can type: the first that matches runs, and the last one takes whatever is left. */
export const commands: readonly Command[] = [
  referral,
  status,
  pasteRequest,
  startRequest,
  askRegister,
  enterReferral,
  myReferrals,
  refer,
  myRequests,
  invitations,
  queue,
  meeting,
  panel,
  todos,
  referrals,
  letters,
  registerQuestions,
  mailbox,
  register,
  due,
  person,
  policy,
  help,
  unknownText,
];
