import { z } from 'zod';
import { described } from '../../services/platform/described-settings.ts';
import { serviceSchema } from '../../services/platform/service-config.ts';

/** Microsoft's limit of a developer's name in the manifest. */
const LONGEST_ORGANISATION = 32;
const page = z.url({ protocol: /^https$/ });

/** What the Teams app package says about this installation. */
export const packageSchema = z.object({
  MICROSOFT_APP_ID: serviceSchema.shape.MICROSOFT_APP_ID,
  PUBLIC_URL: described(
    page.transform((url) => url.replace(/\/+$/, '')),
    'the address under which browsers reach the service',
    'https://roundtable.example.org',
  ),
  ORGANISATION: described(
    z.string().trim().min(1).max(LONGEST_ORGANISATION),
    `the organisation that runs the service, in at most ${LONGEST_ORGANISATION} characters`,
    '"Example NHS Foundation Trust"',
  ),
  PRIVACY_URL: described(page, 'the organisation’s privacy notice', 'https://www.example.org/privacy'),
  TERMS_URL: described(
    page.optional(),
    'the organisation’s terms of use; without it the privacy notice is named',
    'https://www.example.org/terms',
  ),
});

export type PackageSettings = z.infer<typeof packageSchema>;
