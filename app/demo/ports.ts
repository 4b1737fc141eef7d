import net from 'node:net';

/** A TCP port somebody is about to listen on. `name` reads well after "for": "the service", "the requester's window". */
export type NeededPort = {
  port: number;
  name: string;
  /** The environment variable that moves this port, when there is one. */
  setting?: string;
};

/** A port cannot be had. The message is a whole sentence for the person at the terminal: print it without the stack. */
export class PortUnavailableError extends Error {
  override readonly name = 'PortUnavailableError';
  readonly port: number;

  constructor(port: number, message: string) {
    super(message);
    this.port = port;
  }
}

/**
 * Refuses when any of the ports cannot be listened on, so that a start fails before it has touched anything.
 * Each port is tried on this machine's own address and on all addresses, because some systems let a program take
 * 127.0.0.1 beside one that already holds every address, and the browser would then reach the wrong one.
 *
 * A port may still be taken between this check and its use: whoever listens must report that too.
 *
 * @throws PortUnavailableError naming the first port that is taken, what needed it and what to do.
 */
export async function assertPortsFree(needed: readonly NeededPort[]): Promise<void> {
  const wantedBy = new Map<number, string>();
  for (const { port, name } of needed) {
    const other = wantedBy.get(port);
    if (other !== undefined) throw new PortUnavailableError(port, sharedPortSentence(port, other, name));
    wantedBy.set(port, name);
  }
  for (const each of needed) await assertPortFree(each);
}

/** What it means that a server could not listen; undefined where the port is not to blame. */
export function portProblem(fault: unknown, needed: NeededPort): PortUnavailableError | undefined {
  const code = fault instanceof Error && 'code' in fault && 'syscall' in fault ? String(fault.code) : undefined;
  return code === undefined ? undefined : new PortUnavailableError(needed.port, sentenceFor(code, needed));
}

async function assertPortFree(needed: NeededPort): Promise<void> {
  for (const host of ['127.0.0.1', undefined]) {
    const code = await tryToListen(needed.port, host);
    if (code === undefined) continue;
    throw new PortUnavailableError(needed.port, sentenceFor(code, needed));
  }
}

/** The error code of a failed attempt to listen, or undefined when it worked. The port is free again afterwards. */
function tryToListen(port: number, host: string | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, exclusive: true, ...(host === undefined ? {} : { host }) }, () => {
      server.close(() => resolve(undefined));
    });
  });
}

function sentenceFor(code: string, { port, name, setting }: NeededPort): string {
  const elsewhere =
    setting === undefined ? '' : ` Or choose another port: ${setting}=${port < 64_000 ? port + 1000 : port - 1000}.`;
  if (code === 'EADDRINUSE') {
    return (
      `Port ${port} is already in use by another program, and Roundtable needs it for ${name}. ` +
      `Stop that program (it may be a Roundtable you started earlier) and start again.${elsewhere}`
    );
  }
  return `Roundtable is not allowed to use port ${port}, which it needs for ${name} (${code}).${elsewhere}`;
}

function sharedPortSentence(port: number, first: string, second: string): string {
  return `Port ${port} is set for both ${first} and ${second}. Give each a port of its own.`;
}
