import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DemoConfig } from '../services/platform/config.ts';
import type { Clock } from '../services/platform/time.ts';
import { loadDirectory } from './demo/sample/load-sample.ts';
import { demoTenant } from './demo/tenant.ts';
import { type DemoAdapters, type DemoService, startDemoService } from './demo.ts';
import { afterTheMeeting } from './walk/after-the-meeting.ts';
import { type AnswerInvitation, answerOnOutboxPage } from './walk/answer-invitation.ts';
import { arrangeTheMeeting } from './walk/arrange-the-meeting.ts';
import { askForTheMeeting } from './walk/ask-for-the-meeting.ts';
import { findATime } from './walk/find-a-time.ts';
import { onTheRegister } from './walk/on-the-register.ts';
import { ontoTheRegister } from './walk/onto-the-register.ts';
import { showRecord } from './walk/record.ts';
import { referSomeone } from './walk/refer-someone.ts';
import { openStage } from './walk/stage.ts';
import { startTeamsStandIn, type TeamsStandIn } from './walk/teams-stand-in.ts';
import { withdrawConsent } from './walk/withdraw-consent.ts';

/**
 * Plays the main job and the register by itself, on a record of its own that is thrown away afterwards: as the requester, the coordinators
 * and the agencies, over the same endpoint as Teams. Prints every card as text, every message sent, the rows recorded.
 *
 * @param on what mails and meetings go through, where it is not the demo's own; and how an invitation is answered there
 * @param interrupted when somebody does not want to see the end: everything that was started is stopped
 * @returns the exit code: 0 when every step went as it should
 */
export async function runWalk(
  config: DemoConfig,
  interrupted: Promise<void>,
  on: { adapters?: (clock: Clock) => DemoAdapters; answer?: AnswerInvitation } = {},
): Promise<number> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-walk-'));
  try {
    const demo = await startDemoService({
      folder,
      port: 0,
      area: config.AREA,
      logLevel: config.LOG_LEVEL,
      load: loadDirectory,
      adapters: on.adapters,
    });
    const teams = await startTeamsStandIn({
      botUrl: demo.service.url,
      tenantId: demoTenant.id,
      channelId: demoTenant.team.id,
    });
    try {
      return await Promise.race([play(demo, teams, on.answer ?? answerOnOutboxPage), interrupted.then(() => 1)]);
    } finally {
      await teams.stop();
      await demo.stop();
    }
  } catch (fault) {
    console.error('\nThe walk could not be finished.', fault);
    return 1;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function play(demo: DemoService, teams: TeamsStandIn, answer: AnswerInvitation): Promise<number> {
  const stage = await openStage(demo, teams, answer);
  const request = await askForTheMeeting(stage);
  await arrangeTheMeeting(stage, request);
  await afterTheMeeting(stage, request);
  const referral = await referSomeone(stage);
  await ontoTheRegister(stage, referral);
  const card = await onTheRegister(stage);
  await withdrawConsent(stage, card);
  await findATime(stage);
  await showRecord(stage);
  console.log(
    '\nThe walk is done: from a chat to a recorded outcome, from a question about times to an escalated action, and from a referral to the end of consent.',
  );
  return 0;
}
