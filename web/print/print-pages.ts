import { CHECKLIST_LIMIT } from '../../services/agencies/model.ts';
import { listOrganisations } from '../../services/agencies/store.ts';
import { dayOf } from '../../services/platform/time.ts';
import { printWords as words } from '../../wording/pages/print.ts';
import { referWords } from '../../wording/pages/refer.ts';
import { requestWords } from '../../wording/pages/request-meeting.ts';
import { contactLines } from '../../wording/pages/start.ts';
import { adviceOf } from '../asking/asking.ts';
import { takes, writerOf, writers } from '../refer/refer-urls.ts';
import { HOME, type Pages, type Site } from '../site/site.ts';
import { type PaperField, type PaperPart, referralParts, requestParts } from './paper-form.ts';

const PRINT = '/print';

/** Blank forms for paper: what the pages ask, with room to write. A coordinator enters them with the date received. */
export const printPages: Pages = (site) => {
  site.open.get(PRINT, async (_request, response, visitor) => {
    const taken = writers.filter((writer) => takes(site, writer));
    const choices = [
      ...taken.map((writer) => ({ ...words.choose.choices[writer], href: `${PRINT}/referral/${writer}` })),
      { ...words.choose.choices.request, href: `${PRINT}/request` },
    ];
    const view = { title: words.choose.title, choices, emergency: adviceOf(site.deps), backUrl: HOME };
    await site.show(response, 'asking/choose.njk', view, { visitor });
  });
  site.open.get(`${PRINT}/referral`, async (_request, response) => response.redirect(303, PRINT));
  site.open.get(`${PRINT}/referral/:writer`, async (request, response, visitor) => {
    const writer = writerOf(request.params.writer);
    // Who cannot refer here is told where to turn by the page on which they would begin.
    if (writer === undefined || !takes(site, writer))
      return response.redirect(303, writer ? `/refer/${writer}` : PRINT);
    const parts = referralParts(writer, site.deps.policy, dayOf(site.deps.clock.now()));
    await site.show(response, 'print/form.njk', paper(site, referWords.before[writer].title, parts), { visitor });
  });
  site.open.get(`${PRINT}/request`, async (_request, response, visitor) => {
    const { db, clock, policy } = site.deps;
    const directory = await listOrganisations(db, dayOf(clock.now()));
    const parts = requestParts(policy, directory.length <= CHECKLIST_LIMIT ? directory : []);
    await site.show(response, 'print/form.njk', paper(site, requestWords.before.title, parts), { visitor });
  });
};

/** The frame of a form: where it goes, who signs, and a part for the team to fill in. */
function paper({ deps }: Site, title: string, parts: PaperPart[]) {
  const { how, sendTo, officeHeading } = words;
  const contact = contactLines(deps.policy, deps.organiser.address);
  const signing: PaperField[] = [
    { label: words.signature, lines: 1 },
    { label: words.signedOn, date: true },
  ];
  const office: PaperField[] = [
    { label: words.received, date: true },
    { label: words.receivedBy, lines: 1 },
    { label: words.reference, lines: 1 },
  ];
  return {
    ...{ title, how, sendTo, officeHeading, office, backUrl: PRINT, bodyClass: 'app-paper' },
    contact: [...('value' in deps.policy.teamContact ? [] : [words.askWhere]), ...contact],
    wide: true,
    emergency: adviceOf(deps),
    parts: [...parts, { title: words.signature, intro: [], fields: signing }],
  };
}
