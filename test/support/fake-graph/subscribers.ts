import type { Change, Mailbox, World } from './world.ts';

/** Puts a change into the post for everybody who has subscribed to it. */
export function announce(_world: World, _mailbox: Mailbox, _change: Change): void {}
