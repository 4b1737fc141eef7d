import { z } from 'zod';
import { consentFormOf } from '../../consent/form-receivers.ts';
import { makeLink } from '../../sign-in/make-link.ts';
import { mailFrame } from '../mail-frame.ts';
import { type Composer, mailTo, nothing } from './composer.ts';

const about = z.object({ personId: z.uuid(), receiver: z.string() });

/** The mail that brings somebody the consent form. Who can answer it, and under which address, is asked as it leaves. */
export const composeConsentForm: Composer = async (deps, delivery) => {
  const { personId, receiver: key } = about.parse(delivery.detail);
  const form = await consentFormOf(deps, personId);
  if (form === null) return nothing('gone');
  const receiver = form.receivers.find((one) => one.key === key);
  if (receiver === undefined) return nothing('no-longer-asked');
  const { name, address } = receiver;
  const url = await makeLink(deps, { address, target: { kind: 'consent', targetId: personId } });
  if (url === null) return { do: 'give-up', because: 'no-public-url' };
  const content = deps.words.consentForm({ ...mailFrame(deps), reference: form.dsrReference, url });
  return mailTo(deps, delivery, { name, email: address }, { content, part: 'link' });
};
