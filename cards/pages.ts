import { type ActionButton, actionButton } from './action-button.ts';
import type { CardElement } from './adaptive-card.ts';

/** One page of a list; `page` counts from 1 and lies within the pages there are. */
export type Page<T> = { items: readonly T[]; page: number; pages: number; first: number; total: number };

/** The page asked for, or the nearest there is: lists grow shorter while somebody looks at them. */
export function pageOf<T>(all: readonly T[], asked: number, onAPage: number): Page<T> {
  const pages = Math.max(Math.ceil(all.length / onAPage), 1);
  const page = Math.min(Math.max(Math.trunc(asked), 1), pages);
  const first = (page - 1) * onAPage;
  return { items: all.slice(first, first + onAPage), page, pages, first: first + 1, total: all.length };
}

/** '9 to 16 of 20 to-dos', or '3 to-dos' where all are shown. */
export function pageWords({ items, pages, first, total }: Page<unknown>, one: string, many: string): string {
  const what = `${total} ${total === 1 ? one : many}`;
  return pages === 1 ? what : `${first} to ${first + items.length - 1} of ${what}`;
}

/** The ways to the pages before and after. */
export function pagerButtons(
  { page, pages }: { page: number; pages: number },
  to: Pick<ActionButton, 'verb'> & { data: Record<string, string | number> },
): CardElement[] {
  const button = (title: string, target: number) =>
    actionButton({ title, verb: to.verb, data: { ...to.data, page: target } });
  return [
    ...(page > 1 ? [button('Previous page', page - 1)] : []),
    ...(page < pages ? [button('Next page', page + 1)] : []),
  ];
}
