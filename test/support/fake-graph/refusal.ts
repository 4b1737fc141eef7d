/** What Graph answers a request that it does not carry out: a status, a code of its own, a sentence. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badRequest = (message: string, code = 'BadRequest') => new Refusal(400, code, message);

export const itemNotFound = () =>
  new Refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

export const accessDenied = () =>
  new Refusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');

/** A mailbox that an access policy keeps from this application. */
export const outsideScope = () =>
  new Refusal(
    403,
    'ErrorAccessDenied',
    'Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.',
  );

export const unknownMailbox = (address: string) =>
  new Refusal(404, 'ErrorInvalidUser', `The requested user '${address}' is invalid.`);

export const noMailbox = () =>
  new Refusal(
    404,
    'MailboxNotEnabledForRESTAPI',
    'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  );

export const notInDirectory = (id: string) =>
  new Refusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

export const insufficientPrivileges = () =>
  new Refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');

/** A rule of ours that Graph itself does not have: what breaks it works in a test and hurts in a tenant. */
export const againstOurRules = (message: string) => new Refusal(400, 'StricterThanGraph', message);
