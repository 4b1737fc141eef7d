import { askingWords } from '../../wording/pages/asking.ts';
import { referWords as words } from '../../wording/pages/refer.ts';
import { notTakenLines } from '../../wording/pages/refer-fields.ts';
import { contactLines } from '../../wording/pages/start.ts';
import { adviceOf } from '../asking/asking.ts';
import { HOME, type Pages, type Site } from '../site/site.ts';
import { addCheckPages } from './check-pages.ts';
import { REFER, takes, writers } from './refer-urls.ts';
import { addReferralPages } from './referral-pages.ts';
import { addStepPages } from './step-pages.ts';

/** Referring somebody, or oneself: by the same steps, rules and drafts as in Teams. */
export const referPages: Pages = (site) => {
  addBeforePages(site);
  addCheckPages(site);
  addStepPages(site);
  addReferralPages(site);
};

/** What is read before anything is asked: neither an address nor a question comes where the area takes no such referral. */
function addBeforePages(site: Site): void {
  site.open.get(REFER, async (_request, response, visitor) => {
    const choices = writers.map((writer) => ({ ...words.choose.choices[writer], href: `${REFER}/${writer}` }));
    const view = { title: words.choose.title, choices, emergency: adviceOf(site.deps), backUrl: HOME };
    await site.show(response, 'asking/choose.njk', view, { visitor });
  });
  for (const writer of writers) {
    site.open.get(`${REFER}/${writer}`, async (_request, response, visitor) => {
      const { policy, organiser } = site.deps;
      const emergency = adviceOf(site.deps);
      const contact = contactLines(policy, organiser.address);
      if (!takes(site, writer)) {
        const told = [...notTakenLines(policy, writer), ...contact];
        const links = [{ href: HOME, text: askingWords.toStart }];
        return site.show(
          response,
          'asking/told.njk',
          { title: words.notTaken.title, told, links, emergency, backUrl: REFER },
          { visitor },
        );
      }
      const { title, lines: intro, rather } = words.before[writer];
      const view = { title, intro, rather, contact, emergency, start: askingWords.start, print: words.printForm };
      await site.show(
        response,
        'asking/before.njk',
        { ...view, startUrl: `${REFER}/${writer}/start`, printUrl: `/print/referral/${writer}`, backUrl: HOME },
        { visitor },
      );
    });
  }
}
