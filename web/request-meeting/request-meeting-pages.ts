import { askingWords } from '../../wording/pages/asking.ts';
import { referWords } from '../../wording/pages/refer.ts';
import { requestWords as words } from '../../wording/pages/request-meeting.ts';
import { contactLines } from '../../wording/pages/start.ts';
import { adviceOf } from '../asking/asking.ts';
import { HOME, type Pages } from '../site/site.ts';
import { addCheckPages } from './check-pages.ts';
import { addRequestPages } from './request-pages.ts';
import { REQUEST } from './request-urls.ts';
import { addStepPages } from './step-pages.ts';

/** Asking for a Meeting by Exception without Teams: the same questions, rules and drafts as there. */
export const requestMeetingPages: Pages = (site) => {
  site.open.get(REQUEST, async (_request, response, visitor) => {
    const { policy, organiser } = site.deps;
    const { title, lines: intro, rather } = words.before;
    const contact = contactLines(policy, organiser.address);
    const view = { title, intro, rather, contact, emergency: adviceOf(site.deps), start: askingWords.start };
    const urls = {
      startUrl: `${REQUEST}/start`,
      print: referWords.printForm,
      printUrl: '/print/request',
      backUrl: HOME,
    };
    await site.show(response, 'asking/before.njk', { ...view, ...urls }, { visitor });
  });
  addCheckPages(site);
  addStepPages(site);
  addRequestPages(site);
};
