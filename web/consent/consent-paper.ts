import { consentInformation } from '../../wording/consent-information.ts';
import { voiceOf } from '../../wording/letters/voice.ts';
import { consentPage, consentPaper as words } from '../../wording/pages/consent.ts';
import { contactLines } from '../../wording/pages/start.ts';
import { HOME, type Site } from '../site/site.ts';
import { bodyClassOf, factsOfPolicy, formatLinks, formatOf, partsIn } from './consent-view.ts';

/** A question on paper: boxes to tick, a date, or lines to write on. */
type PaperField = { label: string; choices?: readonly string[]; date?: boolean; lines?: number };

/** The consent form for paper. Anybody may open it: nobody's name is on it. A coordinator enters what comes back. */
export function addConsentPaper(site: Site): void {
  site.open.get('/consent-form', async (request, response, visitor) => {
    const { policy, organiser } = site.deps;
    const format = formatOf(request.query.format);
    const forWhom = request.query.for === 'child' ? 'child' : 'adult';
    const child = forWhom === 'child';
    const voice = child ? voiceOf('representative', 'your child') : voiceOf('person', '');
    const parts = consentInformation(child ? 'other' : 'adult', voice, factsOfPolicy(policy));
    const fields: PaperField[] = [
      ...(child ? [{ label: words.aboutName, lines: 1 }] : []),
      ...(child ? [{ label: words.born, date: true }] : []),
      { label: words.questionHeading, choices: words.answers[forWhom] },
      { label: words.sharing, choices: words.sharingAnswers },
      ...(child
        ? [
            { label: words.childView, lines: 3 },
            { label: words.relation, choices: words.relations },
          ]
        : []),
      { label: words.name, lines: 1 },
      ...(child ? [] : [{ label: words.born, date: true }]),
      { label: words.signature, lines: 1 },
      { label: words.signedOn, date: true },
    ];
    const view = {
      title: `${words.title}, ${words.forWhom[forWhom]}`,
      backUrl: HOME,
      bodyClass: `app-paper ${bodyClassOf(format)}`.trim(),
      words,
      formatsLabel: consentPage.formatsLabel,
      formatNow: consentPage.formatNow,
      formats: formatLinks(`/consent-form?for=${forWhom}`, format),
      parts: partsIn(parts, format),
      fields,
      contact: contactLines(policy, organiser.address),
    };
    await site.show(response, 'consent/paper.njk', view, { visitor });
  });
}
