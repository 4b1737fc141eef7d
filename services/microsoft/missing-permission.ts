import { GraphFault } from './port.ts';

/**
 * Graph said no to the service itself. `permission` is the application permission the call needs, where that is known.
 * `inToken`: Entra has granted it all the same, so that it is the mailbox that is out of bounds, not the permission that is
 * missing. False says little: one that Exchange gives (RBAC for Applications) never stands in a token.
 */
export class MissingPermission extends GraphFault {
  readonly permission: string | null;
  readonly inToken: boolean;

  constructor(about: { status: number; code: string; permission: string | null; token: string }) {
    super('not-allowed', about);
    this.permission = about.permission;
    this.inToken = about.permission !== null && rolesIn(about.token).includes(about.permission);
    if (about.permission === null) return;
    this.message += this.inToken
      ? `: ${about.permission} is granted, but does not reach this`
      : `: ${about.permission} is needed`;
  }
}

/**
 * The application permissions in a token: those granted in Entra, for what Exchange grants does not stand there. None where it
 * cannot be read: it is Graph's to read, not ours.
 */
export function rolesIn(token: string): string[] {
  try {
    const { roles } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
  } catch {
    return [];
  }
}
