import { X509Certificate } from 'node:crypto';
import type { Log } from '../platform/log.ts';
import { type CalendarDay, type Clock, dayOf, daysBetween } from '../platform/time.ts';
import type { MicrosoftCredential } from './port.ts';
import { readCertificate } from './sign-in.ts';

/** From so many days before its end on, each day’s log says so: whoever renews certificates may need days for it. */
const LOGGED_DAYS = 14;

/**
 * When the certificate ends with which the service signs in, and nothing can be asked of Microsoft any more.
 *
 * @returns null where it signs in without one
 * @throws Error where the certificate cannot be read
 */
export function certificateEnd(credential: MicrosoftCredential): Date | null {
  if (credential.kind !== 'certificate') return null;
  return new Date(new X509Certificate(readCertificate(credential.pem).chain).validTo);
}

/** Makes the part of the sweep that writes into the log, once a day, that a certificate ends soon, or has ended. */
export function certificateWatch({ clock, log }: { clock: Clock; log: Log }, end: Date): () => Promise<void> {
  let saidOn: CalendarDay | null = null;
  return async () => {
    const today = dayOf(clock.now());
    const daysLeft = daysBetween(today, dayOf(end));
    if (daysLeft >= LOGGED_DAYS || saidOn === today) return;
    saidOn = today;
    log.warn('certificate-ends-soon', { daysLeft });
  };
}
