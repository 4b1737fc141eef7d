import { formatTime } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import type { RegisterFilter } from '../services/register/model.ts';
import { filterSaid } from '../wording/register.ts';
import { exportLink, exportReady } from '../wording/register-export.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { messageCard } from './message.card.ts';

export type ExportLinkView = {
  publicUrl: string;
  secret: string;
  expiresAt: Date;
  filter: RegisterFilter;
  policy: AreaPolicy;
};

/** The link to a list of the register, for the one who asked for it. */
export function exportLinkCard({ publicUrl, secret, expiresAt, filter, policy }: ExportLinkView): AdaptiveCard {
  const said = filterSaid(filter, policy);
  const card = messageCard({
    heading: 'Export of the register',
    text: [said === null ? 'The whole register.' : `Only: ${said}.`, ...exportReady(formatTime(expiresAt))],
    buttons: [{ title: 'The register', verb: 'show-register', data: { rating: 'all', page: 1 } }],
  });
  const open = { type: 'Action.OpenUrl', title: 'Open the download page', url: exportLink(publicUrl, secret) };
  return { ...card, actions: [open, ...(card.actions ?? [])] };
}
