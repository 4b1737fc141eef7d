/** One call to Microsoft Graph. */
export type GraphRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the base URL and version, such as `/users/dsr@example.org/events`: encoded, with its query. Or a whole link that Graph gave. */
  path: string;
  headers?: Record<string, string>;
  /** Written as JSON. */
  body?: object;
  /** The mailbox whose limits it counts against: at most four calls to one at once. */
  mailbox?: string;
  /**
   * The same call twice does the same once: because it reads, or carries a transactionId, an If-Match or an id. Only such a
   * call is repeated within the client when its end is unclear.
   */
  repeatable: boolean;
  /** The body that is wanted: JSON where nothing is said; a MIME message as bytes. */
  answer?: 'json' | 'bytes';
};

/** What Graph answered: 2xx. `body` is undefined where there is none. */
export type GraphAnswer = { status: number; headers: Headers; body: unknown };

/**
 * Microsoft Graph, signed in as the service itself. Signs in again once on 401, waits out a short Retry-After, keeps to the
 * limits of a mailbox, and gives up at once while Graph is known to be away.
 *
 * @throws GraphFault for everything that is not 2xx
 */
export type Graph = { ask(request: GraphRequest): Promise<GraphAnswer> };

/**
 * What went wrong, as far as whoever asked must know:
 * - 'not-allowed' (403, or 401 with a fresh token): a permission is missing; `code` is Graph's
 * - 'not-found' (404, 410) · 'conflict' (409) · 'changed' (412: somebody edited it meanwhile) · 'refused' (other 4xx)
 * - 'too-many' (429, or 503 with Retry-After longer than is waited for): certainly not carried out; see `retryAfterSeconds`
 * - 'away': it was certainly not carried out: no token, no connection, or Graph is known to be away
 * - 'unclear': it may have been carried out: a time-out, a reset, a 5xx, an answer that cannot be read
 */
export type GraphFaultKind =
  | 'not-allowed'
  | 'not-found'
  | 'conflict'
  | 'changed'
  | 'refused'
  | 'too-many'
  | 'away'
  | 'unclear';

/** A call that Graph did not answer with 2xx. Its message holds codes alone: answers quote subjects and addresses. */
export class GraphFault extends Error {
  override name = 'GraphFault';
  readonly kind: GraphFaultKind;
  readonly status: number | null;
  /** Graph's error code, such as ErrorItemNotFound; a code of ours where there was no answer. */
  readonly code: string;
  readonly retryAfterSeconds: number | null;

  constructor(kind: GraphFaultKind, about: { status?: number; code: string; retryAfterSeconds?: number }) {
    super([kind, about.status, about.code].filter((part) => part !== undefined).join(' '));
    this.kind = kind;
    this.status = about.status ?? null;
    this.code = about.code;
    this.retryAfterSeconds = about.retryAfterSeconds ?? null;
  }
}

/** How the service proves who it is to Microsoft Entra. */
export type MicrosoftCredential =
  | { kind: 'secret'; secret: string }
  /** PEM: the private key and the certificate. */
  | { kind: 'certificate'; pem: string }
  /** A managed identity of the machine it runs on; the application's id is the identity's client id. */
  | { kind: 'managed-identity' };

/** The tenant, the application, and where Microsoft is: national clouds have their own addresses. */
export type MicrosoftAccount = {
  tenantId: string;
  appId: string;
  credential: MicrosoftCredential;
  /** Such as https://login.microsoftonline.com */
  authority: string;
  /** Such as https://graph.microsoft.com, without a version */
  graphUrl: string;
};

/** Somebody of the tenant. Addresses in small letters. */
export type TenantUser = { aadObjectId: string; name: string; address: string | null };

/** Who is who in the tenant. */
export type TenantDirectory = {
  /** Everybody in a group, those in groups within it too; users that are switched off left out. */
  membersOf(groupId: string): Promise<TenantUser[]>;
  /** The user of the tenant with this mail address; null when there is none. */
  findByAddress(address: string): Promise<TenantUser | null>;
  /**
   * The address under which Exchange knows whose address this is, in small letters: of people and of shared mailboxes, whose
   * sign-in is switched off. Null for everybody else.
   */
  primaryAddressOf(address: string): Promise<string | null>;
};
