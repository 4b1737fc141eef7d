import type { UrgencyReason } from '../services/mbe-requests/urgency.ts';

export type EmergencyWords = { heading: string; lines: string[] };

/**
 * What every first card, start page and confirmation says: this is not a crisis service, and what to do now.
 *
 * @param advice the area's policy value, one instruction a line
 * @param because why this request looks urgent; empty on a first card
 */
export function emergencyWords(advice: readonly string[], because: readonly UrgencyReason[] = []): EmergencyWords {
  return { heading: headingFor(because), lines: [...advice] };
}

function headingFor(because: readonly UrgencyReason[]): string {
  if (because.includes('words-of-danger')) return 'Is somebody in danger now? This is not an emergency service.';
  if (because.includes('needed-by-soon')) return 'You need this very soon. This is not an emergency service.';
  return 'This is not an emergency service';
}
