import { actionPages } from './actions/action-pages.ts';
import { consentPages } from './consent/consent-pages.ts';
import { familyPages } from './family/family-pages.ts';
import { meetingPages } from './meetings/meeting-pages.ts';
import { myListPages } from './my-list/my-list-pages.ts';
import { printPages } from './print/print-pages.ts';
import { questionPages } from './questions/question-pages.ts';
import { referPages } from './refer/refer-pages.ts';
import { requestMeetingPages } from './request-meeting/request-meeting-pages.ts';
import { signInPages } from './sign-in/sign-in-pages.ts';
import type { Pages } from './site/site.ts';
import { startPages } from './start/start-pages.ts';

/** The pages for people without Teams, subject by subject. */
export const outsidePages: readonly Pages[] = [
  startPages,
  signInPages,
  familyPages,
  referPages,
  requestMeetingPages,
  printPages,
  myListPages,
  meetingPages,
  actionPages,
  questionPages,
  consentPages,
];
