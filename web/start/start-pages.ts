import { contactLines, registerWords, startWords as words } from '../../wording/pages/start.ts';
import { adviceOf } from '../asking/asking.ts';
import { HOME, type Pages } from '../site/site.ts';

/** Where each choice of the start page leads, in the order in which they stand. */
const CHOICES = [
  ['code', '/mine'],
  ['self', '/refer/self'],
  ['carer', '/refer/carer'],
  ['professional', '/refer/professional'],
  ['request', '/request-meeting'],
  ['register', '/register'],
  ['paper', '/print'],
] as const satisfies [keyof typeof words.choices, string][];

/** The start page, and what the register is. Anybody may read them; they ask nothing and keep nothing. */
export const startPages: Pages = (site) => {
  site.open.get(HOME, async (_request, response, visitor) => {
    const { policy, organiser } = site.deps;
    const { title, lead, choicesHeading, contactHeading, emailSafely } = words;
    // Where somebody cannot refer themself the page behind the choice says where to turn.
    const choices = CHOICES.map(([name, href]) => ({ ...words.choices[name], href }));
    await site.show(
      response,
      'start/start.njk',
      {
        ...{ title, lead, choicesHeading, contactHeading, emailSafely, choices },
        contact: contactLines(policy, organiser.address),
        emergency: adviceOf(site.deps),
      },
      { visitor },
    );
  });
  site.open.get('/register', async (_request, response, visitor) => {
    const { plain, forWhom, ...said } = registerWords;
    const { entryCriteria } = site.deps.policy;
    const [first = '', ...others] = plain;
    const view = { ...said, plain: [first, forWhom(entryCriteria.value), ...others], emergency: adviceOf(site.deps) };
    await site.show(response, 'start/register.njk', { ...view, backUrl: HOME }, { visitor });
  });
};
