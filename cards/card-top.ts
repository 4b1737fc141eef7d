import type { UrgencyReason } from '../services/mbe-requests/urgency.ts';
import { emergencyWords } from '../wording/emergency.ts';
import type { CardNotice } from './adaptive-card.ts';
import { plain } from './plain-text.ts';

/** The emergency advice as templates show it. */
export type EmergencyBox = { style: 'warning' | 'attention'; heading: string; lines: string[] };

/** The box on a first card, and in a louder voice wherever a request looks urgent. */
export function emergencyBox(advice: readonly string[], because: readonly UrgencyReason[] = []): EmergencyBox {
  const { heading, lines } = emergencyWords(advice, because);
  return { style: because.length > 0 ? 'attention' : 'warning', heading, lines: lines.map(plain) };
}

/** The box only where the request looks urgent, for cards that come after a first one. */
export function urgentBox(advice: readonly string[], because: readonly UrgencyReason[]): EmergencyBox | null {
  return because.length > 0 ? emergencyBox(advice, because) : null;
}

/** A notice as templates show it. */
export function noticeBox(notice: CardNotice | undefined): CardNotice | null {
  return notice ? { tone: notice.tone, text: plain(notice.text) } : null;
}
