import { makeLink } from '../../sign-in/make-link.ts';
import type { DeliveryRow } from '../delivery-store.ts';
import { professionalFacts } from '../facts-store.ts';
import { mailFrame } from '../mail-frame.ts';
import type { PageNewsView } from '../words-port.ts';
import { type Composed, type ComposerDeps, mailTo } from './composer.ts';

type News = { professionalId: string } & Pick<PageNewsView, 'reference' | 'request'>;

/**
 * News for somebody without Teams goes straight to the address they have confirmed, with a personal link to their list; null
 * where its receiver is in Teams.
 */
export async function pageNewsFor(deps: ComposerDeps, delivery: DeliveryRow, news: News): Promise<Composed | null> {
  const receiver = await professionalFacts(deps.db, news.professionalId);
  if (receiver === null || receiver.outsideAt === null) return null;
  const { reference, request } = news;
  const url = await makeLink(deps, { address: receiver.outsideAt, target: { kind: 'list', targetId: null } });
  const content = deps.words.pageNews({ ...mailFrame(deps), reference, request, url });
  return mailTo(deps, delivery, { name: receiver.name, email: receiver.outsideAt }, { content, part: 'state-only' });
}
