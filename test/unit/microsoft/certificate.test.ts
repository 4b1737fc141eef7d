import { generate } from 'selfsigned';
import { expect, test } from 'vitest';
import { openMetrics } from '../../../app/metrics.ts';
import { certificateEnd, certificateWatch } from '../../../services/microsoft/certificate.ts';
import { movableClock } from '../../../services/platform/time.ts';
import { recordingLog } from '../../support/graph-account.ts';

const DAY = 24 * 60 * 60_000;
const ends = new Date('2027-06-30T12:00:00Z');
const made = await generate([{ name: 'commonName', value: 'roundtable.example.org' }], {
  keySize: 2048,
  algorithm: 'sha256',
  notBeforeDate: new Date('2026-06-30T12:00:00Z'),
  notAfterDate: ends,
});
const certificate = { kind: 'certificate', pem: `${made.private}\n${made.cert}` } as const;

test('metrics say when the certificate ends; signing in without one has no end', async () => {
  const metrics = openMetrics();
  expect((await metrics.text()).text).toContain('roundtable_certificate_ends_seconds 0');
  metrics.onCertificate(certificateEnd(certificate));
  expect((await metrics.text()).text).toContain(`roundtable_certificate_ends_seconds ${ends.getTime() / 1000}`);
  expect(certificateEnd({ kind: 'secret', secret: 'only-for-tests' })).toBeNull();
  expect(certificateEnd({ kind: 'managed-identity' })).toBeNull();
  expect(() => certificateEnd({ kind: 'certificate', pem: made.cert })).toThrow('no private key');
});

test('in its last fortnight, and once it has ended, the log says so once a day', async () => {
  const clock = movableClock(new Date(ends.getTime() - 20 * DAY));
  const log = recordingLog();
  const watch = certificateWatch({ clock, log }, ends);
  for (let hour = 0; hour < 21 * 24; hour += 6) {
    await watch();
    clock.moveBy(DAY / 4);
  }
  expect(new Set(log.lines.map(({ event }) => event))).toEqual(new Set(['certificate-ends-soon']));
  expect(log.lines.map(({ daysLeft }) => daysLeft)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, -1]);
});
