import type { ActionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { type FormInput, recordFormCard } from './record-form.ts';

export type ConsentFormView = {
  heading: string;
  /** DSR-0123 or MTG-2027-0007; null where the person has none yet. */
  reference: string | null;
  personName: string;
  /** What is said before the fields, a paragraph each. */
  intro: readonly string[];
  fields: readonly FormInput[];
  notice?: CardNotice | undefined;
  buttons: readonly ActionButton[];
};

const NO_REFERENCE = 'Consent';

/** A form about somebody's consent. */
export function consentFormCard({ reference, personName, ...form }: ConsentFormView): AdaptiveCard {
  return recordFormCard({
    ...form,
    summary: `${reference ?? NO_REFERENCE}: ${form.heading}`,
    about: { reference, name: personName },
  });
}
