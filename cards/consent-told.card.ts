import type { Told } from '../services/consent/view-model.ts';
import { toldIntro, toldReceiver, toldWords } from '../wording/consent.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { noticeBox } from './card-top.ts';
import { pageOf, pagerButtons, pageWords } from './pages.ts';
import { plain } from './plain-text.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

export type ConsentToldView = {
  personId: string;
  personName: string;
  dsrReference: string | null;
  told: readonly Told[];
  referralId: string | null;
  page: number;
  notice?: CardNotice | undefined;
};

const NO_REFERENCE = 'Consent';
const ON_A_PAGE = 10;
const LINE = 240;
const expand = cardTemplate(import.meta.dirname, 'consent-told');

/** Who has already received what about a person, so that they can be told that consent has ended. */
export function consentToldCard(view: ConsentToldView): AdaptiveCard {
  const { personId, personName, dsrReference, told, referralId } = view;
  const page = pageOf(told, view.page, ON_A_PAGE);
  const data = { personId, ...(referralId === null ? {} : { referralId }) };
  return expand({
    summary: `${dsrReference ?? NO_REFERENCE}: who was told`,
    about: [...(dsrReference === null ? [] : [dsrReference]), plain(oneLine(personName))].join(' · '),
    notice: noticeBox(view.notice),
    intro: toldIntro(told.length),
    paging: pageWords(page, 'entry', 'entries'),
    rows: page.items.map((one) => ({
      who: plain(oneLine(toldReceiver(one), LINE)),
      what: plain(oneLine(toldWords(one), LINE)),
    })),
    actions: [
      ...pagerButtons(page, { verb: 'show-who-was-told', data }),
      actionButton({ title: 'Consent', verb: 'open-consent', data }),
    ],
  });
}
