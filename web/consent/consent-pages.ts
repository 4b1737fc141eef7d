import type { Request, Response } from 'express';
import { answerConsentPage, type OnlineProblem, type TypedOnline } from '../../services/consent/answer-consent-page.ts';
import type { Speaker } from '../../services/consent/consent-page.ts';
import { onlineAnswers } from '../../services/consent/online-consent.ts';
import { type ConsentPageView, viewConsentPage } from '../../services/consent/view-consent-page.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { type ConsentFormat, consentInformation } from '../../wording/consent-information.ts';
import { doneWords, standsNow, whatItDoes, whyNotHere, consentPage as words } from '../../wording/pages/consent.ts';
import { contactLines } from '../../wording/pages/start.ts';
import { factRows } from '../site/facts.ts';
import { type ErrorView, errorsOf, isUuid, pressOf, typedDay, typedOf } from '../site/form.ts';
import type { Pages, Site } from '../site/site.ts';
import { addConsentPaper } from './consent-paper.ts';
import {
  bodyClassOf,
  confirmedFacts,
  factsOfPolicy,
  formatLinks,
  formatOf,
  nothingTyped,
  partsIn,
  questionFields,
  readerOf,
} from './consent-view.ts';

const PATH = '/consent/:personId';
type Asking = Request<Record<string, string>>;

/**
 * Consent to the register: what it is, before any question; then the question; then the answer once more, to be confirmed.
 * Nothing is recorded before the second press. And the form for paper.
 */
export const consentPages: Pages = (site) => {
  addConsentPaper(site);
  site.get(PATH, async (request, response, visitor) => {
    const page = await pageOf(site, request, visitor);
    return page === undefined
      ? site.notFound(response, visitor)
      : showInformation(site, request, response, visitor, page);
  });
  site.get(`${PATH}/question`, async (request, response, visitor) => {
    const page = await pageOf(site, request, visitor);
    if (page === undefined) return site.notFound(response, visitor);
    const speaker = speakerOf(page, request.query.speaker);
    // The explanation comes before the question: whoever has not come from it is led there.
    if (request.query.format === undefined || !speaker?.say.may) return response.redirect(303, pathOf(page));
    const typed = { ...nothingTyped, speaker: speaker.key };
    return showQuestion(site, response, visitor, { page, speaker, typed, format: formatOf(request.query.format) });
  });
  site.post(`${PATH}/question`, (request, response, visitor) => answer(site, request, response, visitor, true));
  site.post(`${PATH}/answer`, (request, response, visitor) => answer(site, request, response, visitor, false));
  site.get(`${PATH}/done`, async (request, response, visitor) => {
    const page = await pageOf(site, request, visitor);
    if (page === undefined) return site.notFound(response, visitor);
    return showDone(site, request, response, visitor, page);
  });
};

function pathOf({ personId }: ConsentPageView): string {
  return `/consent/${personId}`;
}

async function pageOf({ deps }: Site, request: Asking, visitor: Visitor): Promise<ConsentPageView | undefined> {
  const { personId = '' } = request.params;
  if (!isUuid(personId)) return undefined;
  const { actor, address } = visitor;
  const found = await viewConsentPage(deps, { actor, address, personId });
  return found.ok ? found.value : undefined;
}

/** As whom the visitor speaks: the only one whose address it is, or the one they have chosen. */
function speakerOf({ speakers }: ConsentPageView, key: unknown): Speaker | undefined {
  return speakers.find((one) => one.key === key) ?? (speakers.length === 1 ? speakers[0] : undefined);
}

async function showInformation(
  site: Site,
  request: Asking,
  response: Response,
  visitor: Visitor,
  page: ConsentPageView,
): Promise<void> {
  const format = formatOf(request.query.format);
  const { policy, organiser } = site.deps;
  const able = page.speakers.filter(({ say }) => say.may);
  const [first] = able.length > 0 ? able : page.speakers;
  const speaker = first ?? page.speakers[0];
  const { reader, voice } = readerOf(page, speaker);
  const path = pathOf(page);
  const go = able.map((one) => ({
    words: able.length === 1 ? words.go : words.goAs(one.name),
    href: `${path}/question?format=${format}&speaker=${one.key}`,
  }));
  const view = {
    title: words.title,
    backUrl: '/mine',
    bodyClass: bodyClassOf(format),
    about: reader === 'other' ? words.about(page.personName) : null,
    words,
    formats: formatLinks(path, format),
    parts: partsIn(consentInformation(reader, voice, factsOfPolicy(policy)), format),
    stands: able.length > 0 ? standsNow(page.state, page.onRegister, voice) : null,
    go,
    whyNot: speaker.say.may ? [] : whyNotHere(speaker.say, voice),
    contact: speaker.say.may ? [] : contactLines(policy, organiser.address),
    paperUrl: `/consent-form?for=${page.young ? 'child' : 'adult'}&format=${format}`,
  };
  return site.show(response, 'consent/information.njk', view, { visitor });
}

type Asked = {
  page: ConsentPageView;
  speaker: Speaker;
  typed: TypedOnline;
  format: ConsentFormat;
  problems?: readonly OnlineProblem[];
  /** Of the whole form. */
  error?: string;
};

async function showQuestion(site: Site, response: Response, visitor: Visitor, asked: Asked): Promise<void> {
  const { page, speaker, typed, format, problems = [], error } = asked;
  const { reader, voice } = readerOf(page, speaker);
  const fields = questionFields(page, speaker, typed, problems);
  const whole: ErrorView[] = error === undefined ? [] : [{ text: error, href: '#answer' }];
  const errors = [...whole, ...errorsOf(fields)];
  const view = {
    title: words.questionTitle(reader, voice),
    backUrl: `${pathOf(page)}?format=${format}`,
    bodyClass: bodyClassOf(format),
    fields,
    errors,
    hidden: { speaker: speaker.key, format, press: site.deps.newId() },
    action: `${pathOf(page)}/question`,
    button: words.goOn,
  };
  return site.show(response, 'consent/question.njk', view, { visitor, status: errors.length > 0 ? 400 : 200 });
}

function typedAnswer(request: Asking): TypedOnline {
  const text = (name: keyof TypedOnline) => typedOf(request, name);
  // A date comes from three boxes, and from one hidden field once it is to be confirmed.
  const assessedOn = text('assessedOn') || typedDay(request, 'assessedOn');
  return {
    ...{ speaker: text('speaker'), answer: text('answer'), name: text('name'), sharing: text('sharing') },
    ...{ personView: text('personView'), othersAgree: text('othersAgree'), assessedOn },
  };
}

/** The first press checks, and shows what is to be confirmed; the second does it. */
async function answer(site: Site, request: Asking, response: Response, visitor: Visitor, onlyCheck: boolean) {
  const page = await pageOf(site, request, visitor);
  const press = pressOf(request);
  if (page === undefined || press === undefined) return site.notFound(response, visitor);
  const typed = typedAnswer(request);
  const format = formatOf(typedOf(request, 'format'));
  const { actor, address } = visitor;
  const evidence = words.evidence(words.formats[format]);
  const asked = { actor, address, personId: page.personId, typed, informationFormat: format, evidence, press };
  const answered = await answerConsentPage(site.deps, { ...asked, onlyCheck });
  if (!answered.ok) {
    const speaker = speakerOf(page, typed.speaker);
    if (answered.reason === 'not-found' || answered.reason === 'not-allowed') return site.notFound(response, visitor);
    if (!speaker?.say.may) return response.redirect(303, pathOf(page));
    const shown = { page, speaker, typed, format };
    if (answered.reason === 'incomplete') {
      return showQuestion(site, response, visitor, { ...shown, problems: answered.problems });
    }
    return showQuestion(site, response, visitor, { ...shown, error: words.changed });
  }
  const { speaker, answer: said, toClinicalLead, name } = answered.value;
  if (!onlyCheck) {
    const what = toClinicalLead ? 'lead' : said;
    return response.redirect(303, `${pathOf(page)}/done?said=${what}&speaker=${speaker.key}&format=${format}`);
  }
  const { voice } = readerOf(page, speaker);
  const view = {
    title: words.confirm.title,
    bodyClass: bodyClassOf(format),
    facts: factRows(confirmedFacts(page, speaker, said, { ...typed, name })),
    words: words.confirm,
    lines: whatItDoes(said, voice, toClinicalLead),
    hidden: { ...typed, speaker: speaker.key, format, press },
    action: `${pathOf(page)}/answer`,
    button: words.buttons[toClinicalLead ? 'lead' : said],
    danger: said === 'withdraw' && !toClinicalLead,
    backUrl: `${pathOf(page)}/question?format=${format}&speaker=${speaker.key}`,
  };
  return site.show(response, 'consent/confirm.njk', view, { visitor });
}

/** What was said must be so: an address that was typed tells nobody anything. */
const standsAs = { give: 'valid', renew: 'valid', refuse: 'refused', withdraw: 'withdrawn' } as const;

async function showDone(site: Site, request: Asking, response: Response, visitor: Visitor, page: ConsentPageView) {
  const { said: asked, speaker: key } = request.query;
  const said = [...onlineAnswers, 'lead' as const].find((one) => one === asked);
  const isSo = said !== undefined && (said === 'lead' || standsAs[said] === page.state.state);
  if (!isSo) return response.redirect(303, pathOf(page));
  const speaker = speakerOf(page, key) ?? page.speakers[0];
  const { voice } = readerOf(page, speaker);
  const { title, lines } = doneWords(said, voice);
  const format = formatOf(request.query.format);
  const view = {
    ...{ title, lines, bodyClass: bodyClassOf(format), words },
    contact: contactLines(site.deps.policy, site.deps.organiser.address),
    againUrl: `${pathOf(page)}?format=${format}`,
  };
  return site.show(response, 'consent/done.njk', view, { visitor });
}
