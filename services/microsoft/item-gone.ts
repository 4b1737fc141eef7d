import { GraphFault } from './port.ts';

/** Exchange's word for one thing that is not in its store. */
const GONE = 'ErrorItemNotFound';

/**
 * Whether Graph says that one event, message or folder is gone. It answers 404 too while a whole mailbox is out of reach:
 * without its licence, on its way to another server, not known any more. That says nothing about what is in it.
 */
export function isItemGone(fault: unknown): fault is GraphFault {
  return fault instanceof GraphFault && fault.kind === 'not-found' && (fault.code === GONE || fault.status === 410);
}
