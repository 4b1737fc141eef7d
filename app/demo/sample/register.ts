import { tellReferrals } from './referrals.ts';
import { tellAmber, tellGreen, tellRed } from './register-community.ts';
import { tellBlue } from './register-hospital.ts';
import { tellRegisterMeetings } from './register-meetings.ts';
import type { Story } from './story.ts';

/**
 * The register: people at every rating, with dates due around the demo's now, and referrals in every state.
 *
 * @returns meetings still to come, whose invitations are sent for real
 */
export async function tellRegister(story: Story): Promise<string[]> {
  const { rosa } = await tellBlue(story);
  const red = await tellRed(story);
  const amber = await tellAmber(story);
  await tellGreen(story);
  await tellReferrals(story);
  return tellRegisterMeetings(story, { rosa, ...red, ...amber });
}
