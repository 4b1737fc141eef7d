import { actionPages } from './actions/action-pages.ts';
import { myListPages } from './my-list/my-list-pages.ts';
import { questionPages } from './questions/question-pages.ts';
import { signInPages } from './sign-in/sign-in-pages.ts';
import type { Pages } from './site/site.ts';

/** The pages for people without Teams, subject by subject. */
export const outsidePages: readonly Pages[] = [signInPages, myListPages, actionPages, questionPages];
