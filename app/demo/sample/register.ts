import { tellReferrals } from './referrals.ts';
import { tellAmber, tellGreen, tellRed } from './register-community.ts';
import { tellBlue } from './register-hospital.ts';
import { tellRegisterMeetings } from './register-meetings.ts';
import type { Story } from './story.ts';

/** As many as the database is asked for at once; it has more connections than that. */
const AT_ONCE = 4;

/**
 * The register: people at every rating, with dates due around the demo's now, and referrals in every state. They come onto
 * it one after another, so that each start of a demo gives the same references.
 *
 * @returns meetings still to come, whose invitations are sent for real
 */
export async function tellRegister(story: Story): Promise<string[]> {
  const afterwards: (() => Promise<void>)[] = [];
  const later = (happened: () => Promise<void>) => void afterwards.push(happened);
  const { rosa } = await tellBlue(story, later);
  const red = await tellRed(story, later);
  const amber = await tellAmber(story, later);
  await tellGreen(story, later);
  const inTurn = async () => {
    for (let next = afterwards.shift(); next !== undefined; next = afterwards.shift()) await next();
  };
  await Promise.all([tellReferrals(story), ...Array.from({ length: AT_ONCE }, inTurn)]);
  return tellRegisterMeetings(story, { rosa, ...red, ...amber });
}
